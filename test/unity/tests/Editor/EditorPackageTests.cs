using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using GameVoice.Unity.EditorUi;

namespace GameVoice.Tests.Editing;

/// <summary>The editor assembly as Unity looks at it.</summary>
public sealed class EditorPackageTests
{
    private static readonly string Folder = Path.Combine(Repository.Package, "Editor");

    [Fact]
    public void TheAssemblyIsInNoGame()
    {
        JsonElement assembly = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Folder, "GameVoice.Recorder.Editor.asmdef"))).RootElement;
        Assert.Equal(typeof(VoiceRecorderEditor).Assembly.GetName().Name, assembly.GetProperty("name").GetString());
        Assert.Equal(["Editor"], Texts(assembly, "includePlatforms"));
        string[] ours = typeof(VoiceRecorderEditor).Assembly.GetReferencedAssemblies()
            .Select(each => each.Name)
            .Where(name => name.StartsWith("GameVoice", System.StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(Texts(assembly, "references").Order(), ours.Order());
    }

    [Fact]
    public void NothingOfItIsAnInterfaceForGames() =>
        Assert.Empty(typeof(VoiceRecorderEditor).Assembly.GetExportedTypes());

    [Fact]
    public void TheEngineIsUsedByWhatDrawsAndNothingElse()
    {
        string[] withEngine = Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) != "Puerts") // an assembly of its own
            .Where(path => File.ReadAllText(path).Contains("using Unity"))
            .Select(Path.GetFileNameWithoutExtension)
            .Order()
            .ToArray();
        string[] drawing =
        [
            "CheckTexts", "EditorLifetime", "LivePanel", "NewComponents", "ProjectSettings", "VoiceRecorderEditor",
            "VoiceRecorderSettingsProvider", "VoiceRecorderWindow", "WaveformPainter", "WaveformTextures",
        ];
        Assert.Equal(drawing, withEngine);
    }

    /// <summary>Windows would keep others from renaming and removing what is open otherwise; no other system
    /// shows it.</summary>
    [Fact]
    public void CapturesAreOpenedInAWayThatLeavesThemToOthers()
    {
        string[] opening = Directory.GetFiles(Path.Combine(Folder, "Captures"), "*.cs")
            .Where(path => Regex.IsMatch(File.ReadAllText(path), @"\bFile\.(Open|Read)|new FileStream"))
            .Select(Path.GetFileName)
            .ToArray();
        Assert.Equal(["SharedFile.cs"], opening);
        string text = File.ReadAllText(Path.Combine(Folder, "Captures", "SharedFile.cs"));
        Assert.Contains("FileAccess.Read, FileShare.ReadWrite | FileShare.Delete", text);
    }

    private static string[] Texts(JsonElement of, string name) =>
        of.GetProperty(name).EnumerateArray().Select(each => each.GetString()).ToArray();
}

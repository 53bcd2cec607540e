using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GameVoice.Tests;

/// <summary>The package as Unity looks at it.</summary>
public sealed class PackageTests
{
    private static readonly string[] All = Directory
        .GetFileSystemEntries(Repository.Package, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Package, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part.StartsWith('.')))
        .ToArray();

    private static readonly string[] Assets = All.Where(path => !path.Split('/').Any(part => part.EndsWith('~')))
        .ToArray();

    /// <summary>With what Unity copies into projects that import a sample.</summary>
    private static readonly string[] WithSamples =
        Assets.Concat(All.Where(path => Regex.IsMatch(path, "^Samples~/[^/]+/"))).ToArray();

    private static readonly Dictionary<string, string> Optional = new()
    {
        ["Unity.InputSystem"] = "com.unity.inputsystem",
    };

    [Fact]
    public void EveryFileAndFolderHasAMetaOfItsKind()
    {
        string[] metas = WithSamples.Where(path => path.EndsWith(".meta", StringComparison.Ordinal)).ToArray();
        string[] others = WithSamples.Except(metas).ToArray();
        Assert.Contains("Runtime/Core/VoiceRecorder.cs", others);
        Assert.Contains("Samples~/Agora/AgoraVoiceFeed.cs", others);
        Assert.Equal(others.Select(path => path + ".meta").Order(), metas.Order());
        Assert.All(others, path => Assert.Contains($"\n{ImporterOf(path)}:\n", Meta(path)));
        Assert.All(others, path => Assert.Equal(IsFolder(path), Meta(path).Contains("\nfolderAsset: yes\n")));
    }

    [Fact]
    public void EveryGuidIsWellFormedAndItsOwn()
    {
        string[] guids = WithSamples.Where(path => !path.EndsWith(".meta", StringComparison.Ordinal)).Select(path =>
        {
            Match match = Regex.Match(Meta(path), "^fileFormatVersion: 2\nguid: ([0-9a-f]{32})\n");
            Assert.True(match.Success, path);
            return match.Groups[1].Value;
        }).ToArray();
        Assert.Equal(guids.Length, guids.Distinct().Count());
    }

    [Fact]
    public void TheManifestSaysWhatTheProjectSays()
    {
        JsonElement manifest = Json("package.json");
        JsonElement project = JsonDocument.Parse(Repository.Read("package.json")).RootElement;
        Assert.Equal("com.gamevoice.recorder", manifest.GetProperty("name").GetString());
        Assert.Equal(project.GetProperty("version").GetString(), manifest.GetProperty("version").GetString());
        Assert.Equal(project.GetProperty("license").GetString(), manifest.GetProperty("license").GetString());
        Assert.Matches(@"^\d{4}\.\d$", manifest.GetProperty("unity").GetString());
        Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Package, "Samples~"))
                .Select(path => "Samples~/" + Path.GetFileName(path))
                .Order(),
            manifest.GetProperty("samples")
                .EnumerateArray()
                .Select(each => each.GetProperty("path").GetString())
                .Order());
        Assert.Equal(Repository.Read("LICENSE"), File.ReadAllText(Path.Combine(Repository.Package, "LICENSE.md")));
        Assert.Subset(
            Assets.ToHashSet(), new HashSet<string> { "README.md", "CHANGELOG.md", "Third Party Notices.md" });
    }

    [Fact]
    public void EveryLibraryThatShipsIsNamedInTheNotices()
    {
        string notices = File.ReadAllText(Path.Combine(Repository.Package, "Third Party Notices.md"));
        string[] shipped = Regex
                               .Matches(
                                   Repository.Read("CONTRIBUTING.md"),
                                   @"^\| ([^|]+) \| [^|]+ \| [^|]+ \| [^|]+ \| yes[^|]* \|$",
                                   RegexOptions.Multiline)
                               .Select(match => match.Groups[1].Value)
                               .ToArray();
        Assert.True(shipped.Length >= 5);
        Assert.All(shipped, name => Assert.Contains(name, notices));
    }

    [Fact]
    public void AssembliesReferToWhatIsThereAndTheCoreToNothing()
    {
        Dictionary<string, JsonElement> assemblies =
            Assets.Where(path => path.EndsWith(".asmdef", StringComparison.Ordinal))
                .ToDictionary(path => Json(path).GetProperty("name").GetString(), Json);
        Assert.All(
            assemblies.Values,
            assembly => Assert.All(
                Texts(assembly, "references"),
                name => Assert.True(
                    assemblies.ContainsKey(name) || IsGuarded(assembly, name) || IsOfPuerts(name, assembly), name)));
        JsonElement core = assemblies["GameVoice.Recorder"];
        Assert.Equal(typeof(VoiceRecorder).Assembly.GetName().Name, core.GetProperty("name").GetString());
        Assert.True(
            core.GetProperty("noEngineReferences").GetBoolean() && core.GetProperty("allowUnsafeCode").GetBoolean());
        Assert.Empty(Texts(core, "references")
                         .Concat(Texts(core, "precompiledReferences"))
                         .Concat(Texts(core, "defineConstraints")));
        Assert.Empty(Texts(core, "includePlatforms").Concat(Texts(core, "excludePlatforms")));
        string[] folders = Assets.Where(path => path.EndsWith(".asmdef", StringComparison.Ordinal))
                               .Select(path => Path.GetDirectoryName(path).Replace('\\', '/') + "/")
                               .ToArray();
        Assert.All(
            Assets.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)),
            path => Assert.Contains(folders, folder => path.StartsWith(folder, StringComparison.Ordinal)));
    }

    [Fact]
    public void TheTestHelpersAreThereForTestsOnly()
    {
        JsonElement helpers = Json("Tests/Helpers/GameVoice.Recorder.Testing.asmdef");
        Assert.Equal(typeof(Testing.VoiceAssert).Assembly.GetName().Name, helpers.GetProperty("name").GetString());
        Assert.Equal(["UNITY_INCLUDE_TESTS"], Texts(helpers, "defineConstraints"));
        Assert.Equal(["nunit.framework.dll"], Texts(helpers, "precompiledReferences"));
        Assert.True(helpers.GetProperty("overrideReferences").GetBoolean());
        Assert.False(helpers.GetProperty("autoReferenced").GetBoolean());
    }

    [Fact]
    public void EveryComponentIsInAFileOfItsNameAndInTheMenu()
    {
        Type[] components = typeof(Unity.VoiceRecorder).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(UnityEngine.MonoBehaviour)))
            .ToArray();
        Assert.Equal(3, components.Length);
        Assert.All(components, type =>
        {
            Assert.Contains($"Runtime/Unity/{type.Name}.cs", Assets);
            Assert.StartsWith("Audio/", type.GetCustomAttribute<UnityEngine.AddComponentMenu>().componentMenu);
            Assert.All(
                type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
                    .Where(field => field.IsDefined(typeof(UnityEngine.SerializeField))),
                field => Assert.True(field.IsDefined(typeof(UnityEngine.TooltipAttribute)), field.Name));
        });
    }

    [Fact]
    public void TheCoreNeedsNothingButNetStandard()
    {
        Assembly core = typeof(VoiceRecorder).Assembly;
        Assert.Equal(["netstandard"], core.GetReferencedAssemblies().Select(name => name.Name));
        Assert.Equal(new Version(2, 1, 0, 0), core.GetReferencedAssemblies()[0].Version);
        // It compiles, but Unity never runs it.
        Assert.DoesNotContain(
            core.GetTypes().SelectMany(
                type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)),
            method => method.IsDefined(typeof(ModuleInitializerAttribute)));
        Assert.All(core.GetExportedTypes(), type => Assert.Equal("GameVoice", type.Namespace));
    }

    [Fact]
    public void TheCoreCallsNothingThatMonoLacks()
    {
        using FileStream file = File.OpenRead(typeof(VoiceRecorder).Assembly.Location);
        using var image = new PEReader(file);
        MetadataReader reader = image.GetMetadataReader();
        string[] called = reader.MemberReferences
            .Select(each => reader.GetString(reader.GetMemberReference(each).Name))
            .ToArray();
        Assert.Contains("GetReference", called);
        Assert.DoesNotContain("GetPinnableReference", called); // of a span: Mono 6.8 has it with another signature
    }

    /// <summary>A package that may be missing: Unity passes over its names in an assembly that is not compiled
    /// then.</summary>
    private static bool IsOfPuerts(string name, JsonElement assembly) =>
        name.StartsWith("com.tencent.puerts.", StringComparison.Ordinal) &&
        Texts(assembly, "defineConstraints").Contains("HAS_PUERTS");

    /// <summary>An assembly of another package may be missing, where a define tells the code whether it is
    /// there.</summary>
    private static bool IsGuarded(JsonElement assembly, string reference) =>
        Optional.TryGetValue(reference, out string package) && assembly.GetProperty("versionDefines")
            .EnumerateArray()
            .Any(define => define.GetProperty("name").GetString() == package);

    private static string ImporterOf(string path)
    {
        if (IsFolder(path)) return "DefaultImporter";
        if (path == "package.json") return "PackageManifestImporter";
        return Path.GetExtension(path) switch
        {
            ".cs" => "MonoImporter",
            ".asmdef" => "AssemblyDefinitionImporter",
            ".md" => "TextScriptImporter",
            _ => throw new InvalidOperationException($"which importer has {path}?"),
        };
    }

    private static bool IsFolder(string path) => Directory.Exists(Path.Combine(Repository.Package, path));

    private static string Meta(string path) => File.ReadAllText(Path.Combine(Repository.Package, path + ".meta"));

    private static JsonElement Json(string path) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Package, path))).RootElement;

    private static string[] Texts(JsonElement of, string name) =>
        of.GetProperty(name).EnumerateArray().Select(each => each.GetString()).ToArray();
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using GameVoice.Tests.Scene;
using GameVoice.Unity.EditorUi;
using UnityEngine;
using VoiceRecorderSample;
using SceneRecorder = GameVoice.Unity.VoiceRecorder;

namespace GameVoice.Tests.SampleProject;

/// <summary>samples/unity as Unity would find it: its files fit each other and the package; its script
/// records.</summary>
public sealed class SampleProjectTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly string Project = Path.Combine(Repository.Root, "samples", "unity");
    private static readonly string Assets = Path.Combine(Project, "Assets");
    private static readonly SceneFile Main = new(Path.Combine(Assets, "Scenes", "Main.unity"));

    [Fact]
    public void ThePackageIsWhereTheManifestSays()
    {
        JsonElement wanted = Json("Packages/manifest.json").GetProperty("dependencies");
        Assert.All(wanted.EnumerateObject(), each => Assert.StartsWith("com.", each.Name));
        string path = wanted.GetProperty("com.gamevoice.recorder").GetString();
        Assert.StartsWith("file:", path);
        string folder = Path.GetFullPath(Path.Combine(Project, "Packages", path["file:".Length..]));
        Assert.Equal(Repository.Package, folder);
        string version = File.ReadAllText(Path.Combine(Project, "ProjectSettings", "ProjectVersion.txt"));
        string oldest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "package.json")))
            .RootElement.GetProperty("unity").GetString();
        Assert.StartsWith($"m_EditorVersion: {oldest}.", version);
    }

    [Fact]
    public void EveryFileAndFolderHasAMetaAndEveryGuidIsItsOwn()
    {
        string[] all = Directory.GetFileSystemEntries(Assets, "*", SearchOption.AllDirectories)
            .Where(path => !Regex.IsMatch(path, @"/Assets/(Plugins|Resources)")) // what users add is not ours
            .ToArray();
        string[] metas = all.Where(path => path.EndsWith(".meta", StringComparison.Ordinal)).ToArray();
        Assert.Equal(all.Except(metas).Select(path => path + ".meta").Order(), metas.Order());
        string[] guids = [.. metas.Select(GuidOf), .. PackageScripts().Keys];
        Assert.Equal(guids.Length, guids.Distinct().Count());
    }

    [Fact]
    public void TheSceneIsInTheBuildAndItsReferencesLeadSomewhere()
    {
        string build = File.ReadAllText(Path.Combine(Project, "ProjectSettings", "EditorBuildSettings.asset"));
        Assert.Contains("path: Assets/Scenes/Main.unity\n    guid: " + GuidOf(Scene("Main.unity") + ".meta"), build);
        Assert.Equal("%YAML 1.1\n%TAG !u! tag:unity3d.com,2011:\n", Main.Head);
        string[] ids = Main.Objects.Select(each => each.FileId).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        string[] used = Main.Objects
            .SelectMany(each => each.Fields)
            .Where(field => !field.Value.Contains("guid:"))
            .SelectMany(field => Regex.Matches(field.Value, @"fileID: (\d+)").Select(match => match.Groups[1].Value))
            .ToArray();
        Assert.Subset(new HashSet<string>(ids) { "0" }, used.ToHashSet());
        foreach (SceneObject thing in Main.Objects.Where(each => each.Kind == "GameObject"))
        {
            string[] parts = thing.Fields
                .Where(field => field.Key == "m_Component.component")
                .Select(Reference)
                .ToArray();
            string[] owned = Main.Objects
                .Where(each => each.Fields.Any(
                    field => field.Key == "m_GameObject" && Reference(field) == thing.FileId))
                .Select(each => each.FileId)
                .ToArray();
            Assert.Equal(owned, parts);
        }
    }

    [Fact]
    public void EveryScriptOfTheSceneIsThereAndHasTheFieldsThatAreNamed()
    {
        SceneObject[] scripts = Scripts();
        Assert.Equal(
            ["VoiceRecorder", "VoiceRecorderTestTone", "VoiceRoom"], scripts.Select(each => TypeOf(each).Name));
        Assert.All(scripts, script =>
        {
            string[] named = Leaves(script).Select(field => field.Key).ToArray();
            string[] wanted = Serialised(TypeOf(script), "").Select(each => each.Path).ToArray();
            Assert.Equal(wanted.Order(), named.Order());
        });
    }

    [Fact]
    public void TheSceneDiffersFromAFreshComponentInWhatTheSampleNeedsOnly()
    {
        var fresh = new SceneRecorder();
        SceneObject scene = Scripts()[0];
        Dictionary<string, string> values = Leaves(scene).ToDictionary(field => field.Key, field => field.Value);
        string[] different = Serialised(typeof(SceneRecorder), "", fresh)
            .Where(each => each.Value != null && values[each.Path] != each.Value)
            .Select(each => each.Path)
            .ToArray();
        Assert.Equal(["recording.cycleTime"], different);
    }

    [Fact]
    public void WhatTheReadmeClicksIsThere()
    {
        string readme = File.ReadAllText(Path.Combine(Project, "README.md"));
        string[] named = Regex.Matches(readme, @"Audio > (Voice Recorder[\w ]*)")
            .Select(match => match.Groups[1].Value.Trim())
            .Distinct()
            .ToArray();
        string sources = string.Join('\n', Directory
            .GetFiles(Repository.Package, "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        Assert.Equal(3, named.Length);
        Assert.All(named, name => Assert.Contains($"[AddComponentMenu(\"Audio/{name}\")]", sources));
        Assert.Contains("**Window > Audio > Voice Recorder**", readme);
        Assert.Contains("[MenuItem(\"Window/Audio/Voice Recorder\")]", sources);
        Assert.Contains("**Edit > Project Settings > Voice Recorder**", readme);
        // The script's module is in the built package alone: naming that comes first.
        int script = readme.IndexOf("## The same from TypeScript", StringComparison.Ordinal);
        string first = Regex.Match(readme[script..], @"(?s)\n1\. .*?\n2\. ").Value;
        Assert.Contains("npm run package:unity", first);
        string path = Regex.Match(first, "\"com.gamevoice.recorder\": \"file:([^\"]+)\"").Groups[1].Value;
        Assert.Equal(
            Path.Combine(Repository.Root, "dist", "unity"),
            Path.GetFullPath(Path.Combine(Project, "Packages", path)));
    }

    [Fact]
    public void TheSettingsOfTheProjectAreRead()
    {
        var file = new SettingsFile(Project);
        SettingsData found = file.Load();
        Assert.Equal(("", 60), (file.Problem, found.NewComponents.CycleTime));
        Assert.Equal(
            JsonText.Write(found), File.ReadAllText(Path.Combine(Project, SettingsFile.RelativePath)));
    }

    [Fact]
    public void PlayingItAndPressingTheKeyMakesACapture()
    {
        using var stage = new Stage(recorder =>
        {
            recorder.Recording.cycleTime = 60;
            recorder.Keyboard = new Unity.LegacyKeyboard(); // the sample has no Input System
        });
        stage.Thing.AddComponent<Unity.VoiceRecorderTestTone>();
        var room = new GameObject("room");
        room.SetActive(false);
        VoiceRoom script = room.AddComponent<VoiceRoom>();
        typeof(VoiceRoom).GetField("recorder", Any).SetValue(script, stage.Recorder);
        room.SetActive(true);
        for (int frame = 0; frame < 300; frame++)
        {
            stage.Game.Frame();
            stage.Core.Advance(10);
        }
        stage.Game.Press(KeyCode.F9);
        stage.Game.Frame();
        stage.Settle();
        string path = Assert.Single(stage.Dumped);
        Assert.Contains("Saved " + path, stage.Lines(LogType.Log));
        Assert.InRange(Tone.LevelOf(Sound.Decode(path)), -20, -14); // half of the time a tone of -12 dB peak
        CaptureEntry listed = CaptureList.Read(Path.GetDirectoryName(path), DateTime.UtcNow).Entries[0];
        Assert.Equal("hotkey", listed.Reason);
    }

    [Fact]
    public void TheReadmeNamesWhatIsThere()
    {
        string readme = File.ReadAllText(Path.Combine(Project, "README.md"));
        Assert.Contains("not been opened in the Unity editor", readme);
        foreach (Match path in Regex.Matches(readme, @"`((?:Assets|Packages|ProjectSettings)/[\w./-]+)`"))
        {
            bool isAdded = Regex.IsMatch(path.Groups[1].Value, "^Assets/(Plugins|Resources)");
            bool isThere = Path.Exists(Path.Combine(Project, path.Groups[1].Value));
            Assert.True(isAdded || isThere, path.Value);
        }
    }

    private static SceneObject[] Scripts() => Main.Objects.Where(each => each.Kind == "MonoBehaviour").ToArray();

    private static Type TypeOf(SceneObject script)
    {
        Match reference = Regex.Match(script["m_Script"], @"^\{fileID: 11500000, guid: ([0-9a-f]{32}), type: 3\}$");
        Dictionary<string, string> known = PackageScripts();
        string own = Path.Combine(Assets, "Scripts", "VoiceRoom.cs");
        known.Add(GuidOf(own + ".meta"), own);
        // Unity takes the class that is named as its file.
        string name = Path.GetFileNameWithoutExtension(known[reference.Groups[1].Value]);
        return new[] { typeof(SceneRecorder), typeof(VoiceRoom) }
            .Select(each => each.Assembly.GetTypes().SingleOrDefault(type => type.Name == name))
            .Single(type => type != null && type.IsSubclassOf(typeof(MonoBehaviour)));
    }

    private static Dictionary<string, string> PackageScripts() => Directory
        .GetFiles(Repository.Package, "*.cs", SearchOption.AllDirectories)
        .Where(path => File.Exists(path + ".meta"))
        .ToDictionary(path => GuidOf(path + ".meta"));

    private static string GuidOf(string meta) =>
        Regex.Match(File.ReadAllText(meta), "^guid: ([0-9a-f]{32})$", RegexOptions.Multiline).Groups[1].Value;

    private static string Reference(KeyValuePair<string, string> field) =>
        Regex.Match(field.Value, @"^\{fileID: (\d+)\}$").Groups[1].Value;

    /// <summary>The fields of the script itself; what an event of Unity has within counts as the event.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Leaves(SceneObject script)
    {
        string[] groups = ["recording", "options", "hotkey"];
        return script.Fields
            .Where(field => !field.Key.StartsWith("m_", StringComparison.Ordinal) && !field.Key.Contains(".m_"))
            .Where(field => !groups.Contains(field.Key));
    }

    private static IEnumerable<(string Path, string Value)> Serialised(Type type, string prefix, object of = null)
    {
        foreach (FieldInfo field in type.GetFields(Any))
        {
            if (!(field.IsPublic || field.IsDefined(typeof(SerializeField)))) continue;
            object value = of == null ? null : field.GetValue(of);
            bool isGroup = field.FieldType.Name.EndsWith("Settings", StringComparison.Ordinal);
            if (!isGroup)
            {
                yield return (prefix + field.Name, of == null ? null : Yaml(value));
                continue;
            }
            foreach ((string, string) inner in Serialised(field.FieldType, field.Name + ".", value)) yield return inner;
        }
    }

    private static string Yaml(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        Enum each => Convert.ToInt32(each).ToString(CultureInfo.InvariantCulture),
        string text => text,
        int or long or float => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Scene(string name) => Path.Combine(Assets, "Scenes", name);

    private static JsonElement Json(string path) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Project, path))).RootElement;
}

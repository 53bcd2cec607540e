using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using GameVoice.Unity.EditorUi;
using UnityEditor;
using UnityEditor.StandIn;
using UnityEngine;
using UnityEngine.StandIn;
using SceneRecorder = GameVoice.Unity.VoiceRecorder;

namespace GameVoice.Tests.Editing;

/// <summary>The settings of a project: their file, their page, and what new components get of them.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly TempFolder project = new();
    private readonly Game game;

    public SettingsFileTests()
    {
        game = new Game(project.Folder("data"));
        Application.dataPath = project.Folder("Assets");
        EditorLifetime.Begin();
    }

    private string FilePath => project.File("ProjectSettings/VoiceRecorderSettings.json");

    [Fact]
    public void WhatIsSavedIsLoaded()
    {
        var file = new SettingsFile(project.FullPath);
        SettingsData changed = file.Load();
        Change(changed);
        Change(changed.NewComponents);
        Assert.True(file.Save(changed), file.Problem);
        SettingsData found = new SettingsFile(project.FullPath).Load();
        Assert.Equal(Values(changed), Values(found));
        Assert.Equal(Values(changed.NewComponents), Values(found.NewComponents));
        Assert.True(file.Save(changed)); // in place of the first
        Assert.Equal([FilePath], Directory.GetFiles(project.File("ProjectSettings")));
        string[] lines = File.ReadAllLines(FilePath);
        Assert.Equal("  \"capturesFolder\": \"x\",", lines[1]);
    }

    [Fact]
    public void WithoutAFileTheDefaultsAreThoseOfTheComponent()
    {
        var recorder = new GameObject("voice").AddComponent<SceneRecorder>();
        string before = Fields(recorder);
        new SettingsFile(project.FullPath).Load().NewComponents.ApplyTo(recorder);
        Assert.Equal(before, Fields(recorder));
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void WhatAFileLacksKeepsItsDefault()
    {
        Write("""
            { "viewerCommand": "/x", "newComponents": { "cycleTime": 60, "later": [1] }, "capturesFolder": null }
            """);
        SettingsData found = new SettingsFile(project.FullPath).Load();
        Assert.Equal(("/x", "", 60), (found.ViewerCommand, found.CapturesFolder, found.NewComponents.CycleTime));
        Assert.Equal("F9", found.NewComponents.HotkeyText);
        Assert.Equal(32000, found.NewComponents.SampleRate);
    }

    [Fact]
    public void ADamagedFileIsToldAndLeftAlone()
    {
        Write("{ nonsense");
        var file = new SettingsFile(project.FullPath);
        Assert.Equal("", file.Load().ViewerCommand);
        Assert.Contains("holds no settings that can be read", file.Problem);
        Assert.Equal("{ nonsense", File.ReadAllText(FilePath));
    }

    [Fact]
    public void AFileThatCannotBeWrittenIsTold()
    {
        File.WriteAllText(project.File("ProjectSettings"), "a file in its place");
        var file = new SettingsFile(project.FullPath);
        Assert.False(file.Save(new SettingsData()));
        Assert.Contains("VoiceRecorderSettings.json", file.Problem);
    }

    [Fact]
    public void TheFolderOfTheWindowIsThatOfTheSettingsOrOfNewComponents()
    {
        var settings = new SettingsData();
        string Shown() => CapturesFolder.Of(settings, project.FullPath, project.File("data"));
        Assert.Equal(project.File("data/VoiceCaptures"), Shown());
        settings.CapturesFolder = "../captures/ ";
        Assert.Equal(Path.GetFullPath(project.File("../captures")), Shown());
        settings.CapturesFolder = "/abs";
        Assert.Equal("/abs", Shown());
    }

    [Theory]
    [InlineData("Assets", false)]
    [InlineData("assets/Captures", false)]
    [InlineData("Temp/../Assets/x", false)]
    [InlineData("Captures", true)]
    [InlineData("AssetsOfOurs", true)]
    [InlineData("", true)]
    public void TheCapturesFolderIsOutsideAssets(string folder, bool isFine) =>
        Assert.Equal(isFine, CapturesFolder.Problem(folder, project.FullPath).Length == 0);

    [Fact]
    public void ThePageIsAProjectSettingThatSavesWhatIsChanged()
    {
        MethodInfo create = typeof(VoiceRecorderSettingsProvider).GetMethod("Create");
        Assert.True(create.IsDefined(typeof(SettingsProviderAttribute)));
        var page = (SettingsProvider)create.Invoke(null, null);
        Assert.Equal(("Project/Voice Recorder", SettingsScope.Project), (page.settingsPath, page.scope));
        page.OnActivate("", null);
        Gui.Draw(() => page.OnGUI(""));
        Assert.False(File.Exists(FilePath)); // looking changes nothing
        Gui.Edit(() => page.OnGUI(""), "Captures folder", "Assets/x");
        Assert.Contains(
            Gui.Draw(() => page.OnGUI("")), each => each.Kind == "help Error" && each.Text.Contains("outside Assets"));
        Gui.Edit(() => page.OnGUI(""), "Cycle time (s)", 900);
        Gui.Edit(() => page.OnGUI(""), "Quality", RtcAudioRecordingQuality.High);
        Gui.Edit(() => page.OnGUI(""), "Command voice-recorder", "/nowhere");
        Assert.Contains(
            Gui.Draw(() => page.OnGUI("")), each => each.Kind == "help Warning" && each.Text.Contains("/nowhere"));
        JsonElement saved = JsonDocument.Parse(File.ReadAllText(FilePath)).RootElement;
        Assert.Equal("Assets/x", saved.GetProperty("capturesFolder").GetString());
        Assert.Equal(900, saved.GetProperty("newComponents").GetProperty("cycleTime").GetInt32());
        Assert.Equal(2, saved.GetProperty("newComponents").GetProperty("quality").GetInt32());
    }

    [Fact]
    public void ADamagedFileIsNotOverwrittenByAnEdit()
    {
        Write("{ nonsense");
        SettingsProvider page = VoiceRecorderSettingsProvider.Create();
        page.OnActivate("", null);
        IReadOnlyList<Control> drawn = Gui.Draw(() => page.OnGUI(""));
        Assert.Contains(drawn, each => each.Kind == "help Error" && each.Text.Contains("no settings that can be read"));
        Assert.All(drawn.Where(each => each.Kind == "field"), each => Assert.False(each.IsEnabled));
        Write("""{ "viewerCommand": "/x" }""");
        page.OnActivate("", null);
        drawn = Gui.Draw(() => page.OnGUI(""));
        Assert.All(drawn.Where(each => each.Kind == "field"), each => Assert.True(each.IsEnabled));
    }

    [Fact]
    public void AFolderThatIsNoPathBreaksNoWindow()
    {
        Write("""{ "newComponents": { "capturesFolder": "a\u0000b" } }""");
        SettingsProvider page = VoiceRecorderSettingsProvider.Create();
        page.OnActivate("", null);
        Assert.Contains(Gui.Draw(() => page.OnGUI("")), each => each.Kind == "help Error" && each.Text.Contains("path"));
        CaptureList list = CaptureList.Read(ProjectSettings.Captures(), DateTime.UtcNow);
        Assert.Equal(FolderState.Missing, list.State);
    }

    [Fact]
    public void AComponentThatIsAddedInTheEditorBeginsWithTheProjectsValues()
    {
        Write("""{ "newComponents": { "cycleTime": 900, "recoveryFolder": "VoiceRecovery", "hotkey": "F8" } }""");
        var thing = new GameObject("voice");
        thing.SetActive(false);
        SceneRecorder recorder = ObjectFactory.AddComponent<SceneRecorder>(thing);
        Assert.Equal(900, recorder.Recording.cycleTime);
        Assert.Equal("VoiceRecovery", recorder.Options.recoveryFolder);
        Assert.Equal("F8", recorder.Hotkey.key);
        ObjectFactory.AddComponent<AudioListener>(thing); // others are none of our business
    }

    public void Dispose()
    {
        game.Dispose();
        project.Dispose();
    }

    private static void Change(object settings)
    {
        foreach (PropertyInfo property in Properties(settings))
        {
            object value = property.GetValue(settings);
            if (value is string text) property.SetValue(settings, text + "x");
            if (value is int number) property.SetValue(settings, number + 1);
        }
    }

    private static PropertyInfo[] Properties(object settings) =>
        settings.GetType().GetProperties(BindingFlags.Instance | BindingFlags.NonPublic);

    private static object[] Values(object settings) => Properties(settings)
        .Select(property => property.GetValue(settings))
        .Where(value => value is string or int)
        .ToArray();

    private static string Fields(SceneRecorder recorder) => string.Join(
        '\n',
        new object[] { recorder.Recording, recorder.Options, recorder.Hotkey }.SelectMany(
            settings => settings.GetType().GetFields().Select(field => field.Name + field.GetValue(settings))));

    private void Write(string json)
    {
        project.Folder("ProjectSettings");
        File.WriteAllText(FilePath, json);
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using GameVoice.Tests.Scene;
using GameVoice.Unity.EditorUi;
using UnityEditor;
using UnityEditor.StandIn;
using UnityEngine;

namespace GameVoice.Tests.Editing;

/// <summary>The window with the captures, and what ends with the editor.</summary>
public sealed class WindowTests : IDisposable
{
    private readonly Stage stage = new();
    private readonly VoiceRecorderWindow window;

    public WindowTests()
    {
        Application.dataPath = Directory.CreateDirectory(stage.Folder("Assets")).FullName;
        EditorLifetime.Begin();
        EditorUtility.Asked.Clear();
        EditorUtility.Revealed.Clear();
        VoiceRecorderWindow.ShowWindow();
        window = EditorWindow.GetWindow<VoiceRecorderWindow>("Voice Recorder");
    }

    private CaptureBoard Board => (CaptureBoard)typeof(VoiceRecorderWindow)
        .GetField("board", BindingFlags.Instance | BindingFlags.NonPublic).GetValue(window);

    private string Captures => stage.Folder("VoiceCaptures");

    [Fact]
    public void ItIsInTheMenuOfAudio() => Assert.Equal(
        "Window/Audio/Voice Recorder",
        typeof(VoiceRecorderWindow).GetMethod("ShowWindow").GetCustomAttribute<MenuItem>().menuItem);

    [Fact]
    public void AFolderThatIsMissingOrEmptyIsToldWithWhatToDo()
    {
        if (Directory.Exists(Captures)) Directory.Delete(Captures, true);
        Assert.Contains("There is no folder " + Captures, Help());
        Assert.False(Draw().Single(each => each.Text == "Open in viewer").IsEnabled);
        Directory.CreateDirectory(Captures);
        Press("Refresh");
        Assert.Contains("There are no captures", Help());
        Assert.True(Draw().Single(each => each.Text == "Open in viewer").IsEnabled);
    }

    [Fact]
    public void CapturesAreListedWithTheirWaveforms()
    {
        Write("old.wav", 2);
        Write("new.wav", 1);
        Assert.Equal(["new.wav", "old.wav"], Names());
        Assert.Equal(2, Gui.Pictures.Count);
        Assert.All(Gui.Pictures.Cast<Texture2D>(), picture =>
        {
            Assert.True(picture.IsApplied);
            Assert.Equal(HideFlags.HideAndDontSave, picture.hideFlags);
            Assert.Equal(Thumbnail.Columns * WaveformTextures.Height, picture.Pixels.Length);
        });
        Texture before = Gui.Pictures[0];
        Draw();
        Assert.Same(before, Gui.Pictures[0]);
        window.Close();
        Assert.True(before == null); // destroyed, not only dropped
    }

    [Fact]
    public void WhatIsReadBetweenLayoutAndRepaintIsShownNextTime()
    {
        Write("a.wav", 1);
        Names();
        Write("b.wav", 2);
        Board.Refresh();
        Gui.Draw(() =>
        {
            window.Send("OnGUI");
            window.Send("OnInspectorUpdate"); // begins to read
            Board.Finish();
            window.Send("OnInspectorUpdate"); // has read
        });
        Assert.Equal(["a.wav", "b.wav"], Names());
    }

    [Fact]
    public void ACaptureIsDeletedAfterAQuestionOnly()
    {
        Write("a.wav", 1);
        Write("b.wav", 2);
        Names();
        EditorUtility.Answer = false;
        Press("Delete");
        EditorApplication.Turn();
        Assert.Equal("Delete a.wav? It cannot be brought back.", Assert.Single(EditorUtility.Asked));
        Assert.Equal(["a.wav", "b.wav"], Names());
        EditorUtility.Answer = true;
        Press("Delete", 1);
        EditorApplication.Turn();
        Assert.Equal(["a.wav"], Names());
        Assert.False(File.Exists(Path.Combine(Captures, "b.wav")));
    }

    [Fact]
    public void ACaptureIsRevealedAndSettingsAreOpened()
    {
        Write("a.wav", 1);
        Names();
        Press("Reveal");
        Press("Show folder");
        Assert.Equal([Path.Combine(Captures, "a.wav"), Captures], EditorUtility.Revealed);
        SettingsService.Opened.Clear();
        Press("Settings");
        Assert.Equal(["Project/Voice Recorder"], SettingsService.Opened);
    }

    [Fact]
    public void TheViewerIsStartedOnceAndOpenedAtACapture()
    {
        Write("a.wav", 1);
        Names();
        UseCommand("""
            process.stdin.on('end', () => process.exit(0)).resume();
            console.log(JSON.stringify({ link: 'http://127.0.0.1:1/?token=x' }, null, 2));
            """);
        Press("Open in viewer");
        WaitForViewer();
        int child = EditorLifetime.Viewer.ProcessId;
        Press("View");
        WaitForViewer();
        Assert.Equal(child, EditorLifetime.Viewer.ProcessId);
        string link = "http://127.0.0.1:1/?token=x";
        Assert.Equal([link, CaptureLink.Of(link, "a.wav")], Application.OpenedUrls);
    }

    [Fact]
    public void TheViewerGoesOnOverAReloadOfScriptsAndIsFoundAgain()
    {
        Write("a.wav", 1);
        Names();
        UseCommand("""
            setInterval(() => {}, 1000);
            console.log(JSON.stringify({ link: 'http://127.0.0.1:1/?token=x' }, null, 2));
            """);
        Press("Open in viewer");
        WaitForViewer();
        int server = EditorLifetime.Viewer.ProcessId;
        AssemblyReloadEvents.Tell();
        Assert.Equal((ViewerState.Stopped, 0), (EditorLifetime.Viewer.State, EditorLifetime.Viewer.ProcessId));
        using Process process = Process.GetProcessById(server);
        Assert.False(process.HasExited);
        EditorLifetime.Begin(); // the new scripts
        Assert.Equal((ViewerState.Ready, server), (EditorLifetime.Viewer.State, EditorLifetime.Viewer.ProcessId));
        Press("View");
        WaitForViewer();
        Assert.Equal(server, EditorLifetime.Viewer.ProcessId); // no other was started
        string link = "http://127.0.0.1:1/?token=x";
        Assert.Equal([link, CaptureLink.Of(link, "a.wav")], Application.OpenedUrls);
        EditorLifetime.Viewer.Stop();
        process.WaitForExit();
        EditorLifetime.Begin(); // nothing is left to be found
        Assert.Equal(ViewerState.Stopped, EditorLifetime.Viewer.State);
    }

    [Fact]
    public void AReloadOfScriptsOpensNothingInTheBrowser()
    {
        Write("a.wav", 1);
        Names();
        UseCommand("""
            process.stdin.on('end', () => process.exit(0)).resume();
            console.log(JSON.stringify({ link: 'http://127.0.0.1:1/?token=x' }, null, 2));
            """);
        Press("Open in viewer");
        WaitForViewer();
        Assert.Single(Application.OpenedUrls);
        window.ReloadScripts();
        Assert.Equal(["a.wav"], Names()); // it is whole again
        window.Send("OnInspectorUpdate");
        Assert.Single(Application.OpenedUrls);
    }

    [Fact]
    public void TheEndOfPlayModeEndsRecordersThatNobodyDisposed()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("own.wav"), SampleRate = 48000 });
        room.Speak(1);
        string data = stage.Folder(".");
        Assert.Equal(0, VoiceRecorderNative.Create(data, "", 0, 0, 0, 0, 1 << 28, 8, 200, false, true, 2, "", 0, 4));
        EditorApplication.Tell(PlayModeStateChange.EnteredPlayMode);
        EditorApplication.Tell(PlayModeStateChange.ExitingPlayMode); // the game still runs
        Assert.False(room.Recorder.IsDisposed);
        EditorApplication.Tell(PlayModeStateChange.EnteredEditMode);
        Assert.True(room.Recorder.IsDisposed);
        Assert.Equal((0, 0), (OpenRecorders.Count, VoiceRecorderNative.LiveCount()));
        Assert.Equal(room.Said, Sound.Decode(folder.File("own.wav")));
    }

    [Fact]
    public void ACommandThatIsMissingIsTold()
    {
        Write("a.wav", 1);
        Names();
        NameCommand("/nowhere/cli");
        Press("Open in viewer");
        window.Send("OnInspectorUpdate");
        Assert.Contains("There is no file \"/nowhere/cli\"", Help());
        Assert.Empty(Application.OpenedUrls);
    }

    [Fact]
    public void TheInspectorShowsTheFolderOfItsComponent()
    {
        stage.Recorder.Options.capturesFolder = "Others";
        var inspector = new VoiceRecorderEditor();
        inspector.Inspect(stage.Recorder);
        Gui.Press(inspector.OnInspectorGUI, "Captures");
        Assert.Contains("There is no folder " + stage.Folder("Others"), Help());
    }

    [Fact]
    public void AReloadOfScriptsFinishesTheFilesOfEveryRecorder()
    {
        stage.Recorder.EnterRoom("lobby", "me");
        using VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me");
        stage.Speak(microphone, 2);
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath); // a recorder that C# made by itself
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("own.wav"), SampleRate = 48000 });
        room.Speak(1);
        VoiceRecorder core = stage.Core;
        AssemblyReloadEvents.Tell();
        Assert.True(core.IsDisposed && room.Recorder.IsDisposed);
        Assert.Equal(0, OpenRecorders.Count);
        Assert.Equal(stage.Said, Sound.Decode(stage.File("room.wav")));
        Assert.Equal(room.Said, Sound.Decode(folder.File("own.wav")));
        stage.Game.Frame();
        stage.Game.BeforeDomainReload(); // what Unity tells the scripts then
        Assert.Empty(stage.Lines(LogType.Exception).Concat(stage.Lines(LogType.Error)));
    }

    [Fact]
    public void RecordersOfScriptsEndToo()
    {
        string folder = stage.Folder(".");
        Assert.Equal(0, VoiceRecorderNative.Create(folder, "", 0, 0, 0, 0, 1 << 28, 8, 200, false, true, 2, "", 0, 4));
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
        AssemblyReloadEvents.Tell();
        Assert.Equal(0, VoiceRecorderNative.LiveCount());
    }

    [Fact]
    public void TheEndOfTheEditorDoesTheSameAndAListenerThatThrowsStopsNothing()
    {
        VoiceRecorder core = stage.Core;
        core.EnterRoom("lobby");
        core.OnAudioRecording += (_, _) => throw new InvalidOperationException("of the game");
        core.StartAudioRecordingWithConfig(new AudioRecordingConfig { FilePath = stage.File("room.wav") });
        core.Advance(1000);
        EditorApplication.TellQuitting();
        Assert.True(core.IsDisposed);
        Assert.Contains("of the game", Assert.Single(stage.Lines(LogType.Error)));
    }

    [Fact]
    public void ListeningTwiceIsListeningOnce()
    {
        int before = AssemblyReloadEvents.Listeners;
        EditorLifetime.Begin();
        Assert.Equal(before, AssemblyReloadEvents.Listeners);
        Assert.True(typeof(EditorLifetime).IsDefined(typeof(InitializeOnLoadAttribute)));
    }

    public void Dispose()
    {
        EditorLifetime.Viewer.Stop();
        window.Close();
        stage.Dispose();
    }

    private void Write(string name, double ageSeconds)
    {
        Directory.CreateDirectory(Captures);
        string path = Path.Combine(Captures, name);
        File.WriteAllBytes(path, CaptureFolder.Bytes([0, 16384, -16384], 1, 6));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(-60 - ageSeconds));
    }

    private void UseCommand(string script)
    {
        string path = stage.Folder("cli.mjs");
        File.WriteAllText(path, script);
        NameCommand(path);
    }

    private void NameCommand(string path)
    {
        Directory.CreateDirectory(stage.Folder("ProjectSettings"));
        string file = stage.Folder("ProjectSettings/VoiceRecorderSettings.json");
        File.WriteAllText(file, $$"""{ "viewerCommand": "{{path}}" }""");
    }

    private void WaitForViewer()
    {
        SpinWait.SpinUntil(() => EditorLifetime.Viewer.State != ViewerState.Starting, 20_000);
        window.Send("OnInspectorUpdate");
    }

    private void Press(string button, int index = 0) => Gui.Press(() => window.Send("OnGUI"), button, index);

    private IReadOnlyList<Control> Draw() => Gui.Draw(() => window.Send("OnGUI"));

    /// <summary>Draws when the folder and its waveforms have been read.</summary>
    private IReadOnlyList<Control> Settled()
    {
        IReadOnlyList<Control> drawn = Draw();
        for (int round = 0; round < 2; round++)
        {
            window.Send("OnInspectorUpdate");
            Board.Finish();
            window.Send("OnInspectorUpdate");
            drawn = Draw();
            Board.Finish();
        }
        return Draw();
    }

    private string Help()
    {
        IEnumerable<Control> help = Settled().Where(each => each.Kind.StartsWith("help", StringComparison.Ordinal));
        return string.Join('\n', help.Select(each => each.Text));
    }

    private string[] Names() => Settled()
        .Where(each => each.Kind == "label" && each.Text.EndsWith(".wav", StringComparison.Ordinal))
        .Select(each => each.Text)
        .ToArray();
}

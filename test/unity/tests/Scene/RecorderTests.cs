using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using UnityEngine;
using SceneRecorder = GameVoice.Unity.VoiceRecorder;

namespace GameVoice.Tests.Scene;

/// <summary>The recorder of a scene over the real library: what Unity does to it, and what is left of it.</summary>
public sealed class RecorderTests
{
    [Fact]
    public void EnteringARoomRecordsAndLeavingItFinishesTheFile()
    {
        using var stage = new Stage();
        Assert.Equal(0, stage.Recorder.EnterRoom("lobby", "me"));
        using VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me");
        stage.Speak(microphone, 2);
        stage.Game.Frame();
        Assert.True(stage.Recorder.IsRecording);
        Assert.Equal(0, stage.Recorder.LeaveRoom());
        stage.Settle();
        Assert.False(stage.Recorder.IsRecording);
        Assert.Equal([true, false], stage.States);
        Assert.Equal(stage.Said, Sound.Decode(stage.File("room.wav")));
        JsonElement about = Sidecar(stage.File("room.wav")).GetProperty("about");
        Assert.Equal("Stand-in model \"1\"", about.GetProperty("device").GetString());
        Assert.Empty(stage.Lines(LogType.Exception).Concat(stage.Lines(LogType.Error)));
    }

    [Fact]
    public void ARecordingGoesOnWhenItsRoomIsEnteredAgain()
    {
        using var stage = new Stage();
        var codes = new System.Collections.Generic.List<RtcAudioRecordingCode>();
        stage.Core.OnAudioRecording += (code, path) => codes.Add(code);
        stage.Recorder.EnterRoom("lobby");
        stage.Recorder.EnterRoom("lobby"); // before anything was heard of the first
        stage.Settle();
        stage.Recorder.Reconnecting();
        stage.Recorder.EnterRoom("lobby");
        stage.Settle();
        Assert.Equal([RtcAudioRecordingCode.Start], codes);
    }

    [Fact]
    public void NothingStartsByItselfWhereTheSceneSaysSo()
    {
        using var stage = new Stage(recorder => recorder.StartOnRoomEnter = false);
        Assert.Equal(0, stage.Recorder.EnterRoom("lobby"));
        Assert.Equal(TaskState.Idle, stage.Core.Stats.TaskState);
        Assert.Equal(0, stage.Recorder.StartRecording());
        stage.Settle();
        Assert.Equal(TaskState.RealTime, stage.Core.Stats.TaskState);
        Assert.Equal(0, stage.Recorder.StopRecording());
    }

    [Fact]
    public void ConsentThatIsGivenLaterStartsWhatWasToStart()
    {
        using var stage = new Stage(recorder => recorder.Options.requireConsent = true);
        Assert.Equal(0, stage.Recorder.EnterRoom("lobby"));
        Assert.Contains(stage.Lines(LogType.Warning), line => line.Contains("not recording"));
        Assert.Equal(TaskState.Idle, stage.Core.Stats.TaskState);
        Assert.Equal(0, stage.Recorder.SetConsent(true));
        stage.Settle();
        Assert.Equal(TaskState.RealTime, stage.Core.Stats.TaskState);
    }

    [Fact]
    public void ADumpIsAnEventOfTheScene()
    {
        using var stage = new Stage(recorder => recorder.Recording.cycleTime = 10);
        Assert.Equal(ReturnCode.InvalidState, stage.Recorder.Dump());
        stage.Recorder.EnterRoom("lobby");
        stage.Settle();
        Assert.Equal(0, stage.Recorder.Dump("heard", 1));
        stage.Settle();
        Assert.EndsWith("_heard.wav", Assert.Single(stage.Dumped));
        Assert.True(File.Exists(stage.Dumped[0]));
        Assert.Empty(stage.Failed);
    }

    [Fact]
    public void WhatAListenerThrowsIsALineOfTheConsoleAndStopsNothing()
    {
        using var stage = new Stage(recorder => recorder.Recording.cycleTime = 10);
        stage.Recorder.DumpDone.AddListener(_ => throw new System.InvalidOperationException("my game is broken"));
        stage.Recorder.EnterRoom("lobby");
        stage.Settle();
        stage.Recorder.Dump();
        stage.Settle();
        Assert.Contains(stage.Lines(LogType.Error), line => line.Contains("my game is broken"));
        Assert.Equal(TaskState.Cycle, stage.Core.Stats.TaskState);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("deactivate")]
    [InlineData("destroy")]
    [InlineData("destroy the object")]
    [InlineData("reload")]
    [InlineData("quit")]
    [InlineData("quit, and then destroy")]
    public void HoweverItEndsTheFileIsFinishedAndNothingIsLeft(string how)
    {
        using var stage = new Stage();
        stage.Recorder.EnterRoom("lobby", "me");
        VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me");
        stage.Speak(microphone, 1);
        stage.Game.Frame();
        VoiceRecorder core = stage.Core;
        if (how == "disable") stage.Recorder.enabled = false;
        if (how == "deactivate") stage.Thing.SetActive(false);
        if (how == "destroy") Object.Destroy(stage.Recorder);
        if (how == "destroy the object") Object.Destroy(stage.Thing);
        if (how == "reload") stage.Game.BeforeDomainReload();
        if (how.StartsWith("quit")) stage.Game.Quit();
        stage.Game.Frame();
        Assert.True(core.IsDisposed);
        Assert.True(microphone.Closed);
        Assert.Equal(48000, Sound.Decode(stage.File("room.wav")).Length);
        Assert.True(File.Exists(stage.File("room.wav.json")));
        Assert.Equal([true, false], stage.States);
        Assert.Null(SceneRecorder.Current);
        Assert.Equal(0, stage.Game.StaticListeners);
        Assert.All(
            typeof(VoiceRecorder).GetEvents(), each => Assert.Null(FieldOf(each.Name).GetValue(core)));
        Assert.Null(stage.Recorder.Recorder); // nor is one made by a later use
        Assert.Equal(ReturnCode.InvalidState, stage.Recorder.EnterRoom("lobby"));
        Assert.Equal(0, stage.Game.StaticListeners);
        Assert.Empty(stage.Lines(LogType.Exception).Concat(stage.Lines(LogType.Error)));
    }

    [Fact]
    public void SwitchedOnAgainItIsInItsRoomAndRecords()
    {
        using var stage = new Stage(recorder => recorder.Recording.filePath = "{room}-{time}.wav");
        stage.Recorder.EnterRoom("lobby", "me");
        VoiceRecorder first = stage.Core;
        stage.Recorder.enabled = false;
        stage.Recorder.enabled = true;
        stage.Settle();
        Assert.NotSame(first, stage.Core);
        Assert.True(stage.Core.Stats.InRoom);
        Assert.Equal(TaskState.RealTime, stage.Core.Stats.TaskState);
        stage.Recorder.LeaveRoom();
        stage.Recorder.enabled = false;
        stage.Recorder.enabled = true;
        Assert.False(stage.Core.Stats.InRoom);
    }

    [Fact]
    public void ARoomThatIsLeftWhileSwitchedOffIsNotEnteredAgain()
    {
        using var stage = new Stage();
        stage.Recorder.EnterRoom("lobby");
        stage.Recorder.enabled = false;
        Assert.Equal(ReturnCode.InvalidState, stage.Recorder.LeaveRoom());
        stage.Recorder.enabled = true;
        Assert.False(stage.Core.Stats.InRoom);
    }

    [Fact]
    public void TheBackgroundIsAMarkerAndTheFileGoesOn()
    {
        using var stage = new Stage();
        stage.Recorder.EnterRoom("lobby", "me");
        using VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me");
        stage.Speak(microphone, 0.5);
        stage.Game.Pause(false); // said once at the start on some platforms
        stage.Game.Focus(false);
        stage.Game.Pause(true);
        stage.Game.Pause(true);
        stage.Speak(microphone, 0.5);
        stage.Game.Pause(false);
        stage.Game.Focus(true);
        stage.Game.ChangeAudio(44100, false);
        stage.Game.ChangeAudio(44100, true);
        stage.Speak(microphone, 0.5);
        stage.Recorder.StopRecording();
        stage.Settle();
        Assert.Equal(
            ["background", "foreground", "device-changed"],
            Sidecar(stage.File("room.wav")).GetProperty("markers").EnumerateArray()
                .Select(marker => marker.GetProperty("label").GetString())
                .Where(label => !label.StartsWith("source-")));
        Assert.Equal(stage.Said, Sound.Decode(stage.File("room.wav")));
    }

    [Fact]
    public void OptionsThatAreNotAllowedAreOneErrorInWordsAndNoException()
    {
        using var stage = new Stage(recorder => recorder.Options.maxBufferBytes = 1);
        Assert.Null(stage.Recorder.Recorder);
        stage.Game.Frame();
        Assert.NotEqual(0, stage.Recorder.EnterRoom("lobby"));
        Assert.Contains("maxBufferBytes: expected 1048576 or more, got 1", Assert.Single(stage.Lines(LogType.Error)));
        Assert.Contains("maxBufferBytes", stage.Recorder.Problem);
        stage.Recorder.Options.maxBufferBytes = 0;
        stage.Recorder.enabled = false;
        stage.Recorder.enabled = true;
        Assert.NotNull(stage.Recorder.Recorder);
        Assert.Equal("", stage.Recorder.Problem);
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsAnErrorInWords()
    {
        using var stage = new Stage(recorder =>
        {
            File.WriteAllText(Path.Combine(Application.persistentDataPath, "taken"), "a file");
            recorder.Options.recoveryFolder = "taken";
        });
        Assert.Null(stage.Recorder.Recorder);
        Assert.Contains("taken", Assert.Single(stage.Lines(LogType.Error)));
    }

    [Fact]
    public void ARefusedStartSaysWhyAndChangesNothing()
    {
        using var stage = new Stage(recorder => recorder.Recording.cycleTime = 5000);
        stage.Recorder.EnterRoom("lobby");
        Assert.Equal(ReturnCode.InvalidParameter, stage.Recorder.StartRecording());
        Assert.StartsWith("[VR 30003] startAudioRecordingWithConfig", stage.Recorder.Problem);
        Assert.Equal(TaskState.Idle, stage.Core.Stats.TaskState);
    }

    [Fact]
    public void OneObjectHasOneRecorderAndTheFirstIsTheCurrentOne()
    {
        using var stage = new Stage();
        Assert.Null(stage.Thing.AddComponent<SceneRecorder>());
        var second = new GameObject("second").AddComponent<SceneRecorder>();
        Assert.Same(stage.Recorder, SceneRecorder.Current);
        stage.Recorder.enabled = false;
        Assert.Same(second, SceneRecorder.Current);
    }

    [Fact]
    public void ARecordingSurvivesACrashWithARecoveryFolder()
    {
        using var stage = new Stage(recorder =>
        {
            recorder.Options.recoveryFolder = "VoiceRecovery";
            recorder.Recording.cycleTime = 10;
        });
        stage.Recorder.EnterRoom("lobby");
        stage.Settle();
        Assert.True(stage.Core.Stats.RingBytes > 0);
        Assert.True(Directory.Exists(stage.Folder("VoiceRecovery")));
    }

    [Fact]
    public void AReloadOfScriptsLeavesNoKeyWhereThereWasNone()
    {
        using var stage = new Stage();
        stage.Recorder.EnterRoom("lobby");
        VoiceRecorder first = stage.Core;
        stage.Game.ReloadScripts();
        Assert.NotSame(first, stage.Core);
        Assert.Null(stage.Recorder.EncryptionKey);
        Assert.Equal("", stage.Recorder.Problem);
        Assert.True(stage.Core.HasTask);
        Assert.Empty(stage.Lines(LogType.Warning));
    }

    [Fact]
    public void AReloadOfScriptsDoesNotRecordInPlainWhatWasEncrypted()
    {
        byte[] key = Enumerable.Range(0, 32).Select(each => (byte)each).ToArray();
        using var stage = new Stage(recorder => recorder.EncryptionKey = key);
        stage.Recorder.EnterRoom("lobby");
        stage.Game.ReloadScripts();
        Assert.Equal(key, stage.Recorder.EncryptionKey);
        stage.Recorder.EncryptionKey = []; // a mistake of the game, and not a way to record in plain
        Assert.Equal(ReturnCode.InvalidParameter, stage.Recorder.StartRecording());
    }

    [Fact]
    public void WhatIsNotPlayedHasNoRecorder()
    {
        using var stage = new Stage(recorder => recorder.gameObject.IsEdited = true); // as in Prefab Mode
        Assert.Null(stage.Recorder.Recorder);
        Assert.Null(SceneRecorder.Current);
        Assert.Equal(ReturnCode.InvalidState, stage.Recorder.EnterRoom("lobby"));
        Assert.Contains("does not play", stage.Recorder.Problem);
        Assert.False(Directory.Exists(stage.Folder("VoiceCaptures")));
        Assert.Equal(0, stage.Game.StaticListeners);
        stage.Game.Frame();
        stage.Recorder.enabled = false;
        Assert.Empty(stage.Game.Log);
    }

    [Fact]
    public void AListenerOfConfiguringThatThrowsIsToldOnceAndOneThatAsksForTheRecorderGetsNone()
    {
        using var stage = new Stage(recorder => recorder.Configuring += _ =>
        {
            Assert.Null(recorder.Recorder);
            throw new System.InvalidOperationException("my game is broken");
        });
        Assert.Null(stage.Recorder.Recorder);
        stage.Game.Frame();
        Assert.NotEqual(0, stage.Recorder.EnterRoom("lobby"));
        Assert.Contains("my game is broken", stage.Recorder.Problem);
        Assert.Contains("my game is broken", Assert.Single(stage.Lines(LogType.Error)));
        Assert.Empty(stage.Lines(LogType.Exception));
    }

    [Fact]
    public void AFrameAllocatesNothing()
    {
        using var stage = new Stage(recorder => recorder.Recording.cycleTime = 10);
        stage.Recorder.EnterRoom("lobby");
        stage.Settle();
        var update = (System.Action)typeof(SceneRecorder)
            .GetMethod("Update", BindingFlags.Instance | BindingFlags.NonPublic)
            .CreateDelegate(typeof(System.Action), stage.Recorder);
        long least = long.MaxValue;
        for (int batch = 0; batch < 3; batch++)
        {
            long before = System.GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++) update();
            least = System.Math.Min(least, System.GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    private static FieldInfo FieldOf(string name) =>
        typeof(VoiceRecorder).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic);

    private static JsonElement Sidecar(string path) => JsonDocument.Parse(File.ReadAllText(path + ".json")).RootElement;
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using GameVoice.Tests.Scene;
using GameVoice.Unity;
using GameVoice.Unity.EditorUi;
using UnityEditor;
using UnityEditor.StandIn;
using UnityEngine;
using UnityEngine.Events;
using SceneRecorder = GameVoice.Unity.VoiceRecorder;

namespace GameVoice.Tests.Editing;

/// <summary>The inspector of a Voice Recorder over the real library.</summary>
public sealed class InspectorTests : IDisposable
{
    private readonly Stage stage = new();
    private readonly VoiceRecorderEditor inspector = new();

    public InspectorTests()
    {
        inspector.Inspect(stage.Recorder);
        EditorApplication.isPlaying = false;
    }

    private SceneRecorder Recorder => stage.Recorder;

    [Fact]
    public void ItIsTheInspectorOfTheComponent() => Assert.Equal(
        typeof(SceneRecorder), typeof(VoiceRecorderEditor).GetCustomAttribute<CustomEditor>().InspectedType);

    [Fact]
    public void EverySerialisedFieldIsDrawnExactlyOnce()
    {
        ShowAll();
        string[] fields = SerialisedFields(typeof(SceneRecorder), "").Order().ToArray();
        Assert.True(fields.Length > 30, string.Join(' ', fields));
        Assert.Equal(fields, Fields().Order());
    }

    [Theory]
    [InlineData("recording.quality", "room.wav", false)]
    [InlineData("recording.quality", "room.AAC", true)]
    public void QualityIsThereForAac(string field, string filePath, bool isShown)
    {
        Recorder.Recording.filePath = filePath;
        Assert.Equal(isShown, Fields().Contains(field));
    }

    [Fact]
    public void FieldsWithoutAMeaningAreHidden()
    {
        Recorder.Recording.position = RtcAudioRecordingPosition.Recording;
        Assert.DoesNotContain("recording.layout", Fields());
        Recorder.Recording.position = RtcAudioRecordingPosition.MixedRecordingAndPlayback;
        Assert.Contains("recording.layout", Fields());
        Recorder.Recording.layout = Layout.Split;
        Assert.DoesNotContain("recording.channels", Fields());
        Assert.DoesNotContain("options.maxTracks", Fields());
        Recorder.Recording.tracks = Tracks.Separate;
        Assert.Contains("options.maxTracks", Fields());
        Assert.DoesNotContain("options.maxRingBytes", Fields());
        Recorder.Options.recoveryFolder = "VoiceRecovery";
        Assert.Contains("options.maxRingBytes", Fields());
        Assert.DoesNotContain("options.maxBufferBytes", Fields());
        Recorder.Recording.cycleTime = 60;
        Assert.Contains("options.maxBufferBytes", Fields());
        Assert.Contains("hotkey.reason", Fields());
        Recorder.Hotkey.key = "";
        Recorder.Hotkey.threeFingerTap = false;
        Assert.DoesNotContain("hotkey.reason", Fields());
        Assert.Contains("hotkey.key", Fields());
    }

    [Fact]
    public void WhatACombinationIsRefusedForCanAlwaysBeSeen()
    {
        Recorder.Recording.layout = Layout.Split;
        Recorder.Recording.position = RtcAudioRecordingPosition.MixedPlayback;
        Assert.Contains("position must be 0 (local and remote) with layout split", Error());
        Assert.Subset(Fields().ToHashSet(), new HashSet<string> { "recording.position", "recording.layout" });
        Recorder.Recording.position = RtcAudioRecordingPosition.MixedRecordingAndPlayback;
        Recorder.Recording.channels = ChannelCount.Mono;
        Assert.Contains("channels must be 2 with layout split", Error());
        Assert.Subset(Fields().ToHashSet(), new HashSet<string> { "recording.channels", "recording.layout" });
    }

    [Fact]
    public void ProblemsAreInTheWordsOfTheCore()
    {
        Assert.Null(Error());
        Recorder.Recording.cycleTime = 3601;
        Assert.Equal(Said(() => Recorder.StartRecording()), Error());
        Recorder.Recording.cycleTime = 0;
        Recorder.Recording.durability = Durability.Process;
        Assert.Contains("needs a recovery folder", Error());
        Recorder.Options.recoveryFolder = "VoiceRecovery";
        Assert.Null(Error());
        Recorder.Options.nameTemplate = "{nothing}";
        Assert.Contains("{nothing}", Error());
        Recorder.Options.nameTemplate = "";
        Recorder.Options.mixDelayMs = 10;
        Assert.Contains("mixDelayMs must be 50 to 500", Error());
        Recorder.Options.mixDelayMs = 200;
        Recorder.Options.maxBufferBytes = 5;
        Assert.Contains("maxBufferBytes", Error());
        Recorder.Options.maxBufferBytes = 0;
        Recorder.Recording.filePath = "";
        Assert.Contains("filePath", Error());
        Recorder.Recording.filePath = "room.mp3";
        Assert.Contains("code 1", Error());
        // Nothing was made by looking.
        Assert.False(Directory.Exists(stage.Folder("VoiceRecovery")));
    }

    [Fact]
    public void ANamedRecorderThatPlaysHasNoProblemWithItsOwnName()
    {
        Recorder.enabled = false;
        Recorder.Options.name = "main";
        Recorder.enabled = true;
        Assert.Equal("", Recorder.Problem);
        EditorApplication.isPlaying = true;
        Assert.Null(Error());
    }

    [Theory]
    [InlineData("retentionCount")]
    [InlineData("retentionBytes")]
    [InlineData("retentionAgeSeconds")]
    [InlineData("minFreeBytes")]
    [InlineData("maxBufferBytes")]
    [InlineData("maxRingBytes")]
    public void AnAmountBelowZeroIsToldAndOneOfMoreThan32BitsIsKept(string name)
    {
        FieldInfo field = typeof(RecorderSettings).GetField(name);
        // Unity's own drawer of this attribute cuts a long to 32 bits.
        Assert.False(field.IsDefined(typeof(MinAttribute)));
        field.SetValue(Recorder.Options, name == "retentionCount" ? uint.MaxValue : 1L << 40);
        Assert.Null(Error());
        field.SetValue(Recorder.Options, -1L);
        Assert.Contains(name, Error());
    }

    [Theory]
    [InlineData("Ctrl+Nothing")]
    [InlineData("Ctrl")]
    [InlineData("A+B")]
    [InlineData("  ")]
    public void AHotkeyThatIsNoneIsToldInTheWordsOfTheGame(string key)
    {
        Recorder.Recording.cycleTime = 60;
        Assert.Empty(Warnings());
        Recorder.Hotkey.key = key;
        stage.Game.Frame();
        Assert.Equal(stage.Lines(LogType.Warning), Warnings().Select(each => "Voice Recorder: " + each));
        Assert.Single(Warnings());
        Recorder.Hotkey.key = "";
        Assert.Empty(Warnings());
    }

    [Fact]
    public void LinesAndFieldsComeAndGoBetweenEventsOnly()
    {
        Recorder.Recording.cycleTime = 60;
        Gui.Draw(inspector.OnInspectorGUI);
        Gui.Edit(inspector.OnInspectorGUI, "recording.cycleTime", 0); // a line more: nothing for the hotkey to save
        Gui.Edit(inspector.OnInspectorGUI, "recording.filePath", "room.mp3"); // a line less
        Gui.Edit(inspector.OnInspectorGUI, "recording.filePath", "room.aac"); // and a field more
        Assert.Contains("recording.quality", Fields());
    }

    [Fact]
    public void APrefabThatIsLookedAtWhilePlayingIsNotPlayed()
    {
        EditorApplication.isPlaying = true;
        var prefab = new GameObject("prefab");
        prefab.SetActive(false);
        var recorder = prefab.AddComponent<SceneRecorder>();
        Application.InPlayingWorld = thing => thing != recorder;
        inspector.Inspect(recorder);
        Assert.DoesNotContain("Start", Buttons().Keys);
        Assert.False(inspector.RequiresConstantRepaint());
    }

    [Fact]
    public void SeveralAreEditedTogether()
    {
        Assert.True(typeof(VoiceRecorderEditor).IsDefined(typeof(CanEditMultipleObjects)));
        var other = new GameObject("other");
        other.SetActive(false);
        var second = other.AddComponent<SceneRecorder>();
        second.Recording.filePath = "second.aac";
        inspector.Inspect(Recorder, second);
        Assert.Contains("recording.quality", Fields()); // of one of them
        Gui.Edit(inspector.OnInspectorGUI, "recording.cycleTime", 90);
        Assert.Equal((90, 90), (Recorder.Recording.cycleTime, second.Recording.cycleTime));
        Assert.Equal(("room.wav", "second.aac"), (Recorder.Recording.filePath, second.Recording.filePath));
        EditorApplication.isPlaying = true;
        Assert.DoesNotContain(
            Gui.Draw(inspector.OnInspectorGUI), each => each.Kind.StartsWith("help", StringComparison.Ordinal));
        Assert.DoesNotContain("Start", Buttons().Keys);
    }

    [Theory]
    [InlineData("room.wav", 0)]
    [InlineData("room.aac", 900)]
    [InlineData("room.wav", 900)]
    public void TheEstimateIsThatOfTheCore(string filePath, int cycleTime)
    {
        Recorder.Recording.filePath = filePath;
        Recorder.Recording.cycleTime = cycleTime;
        Cost cost = stage.Core.Estimate(Recorder.Recording.ToConfig("/x/" + filePath, null));
        string line = Gui.Draw(inspector.OnInspectorGUI).Single(each => each.Kind == "help None").Text;
        Assert.Equal(CheckTexts.Estimate(Recorder, cost), line);
        Assert.Contains(Words.Size(cost.FileBytes), line);
        Assert.Contains(Words.Size(cost.BufferBytes), line);
    }

    [Fact]
    public void TheEstimateFollowsAChangeAtOnceAndIsAskedForOnlyThen()
    {
        var checks = new CheckedSettings(stage.Folder("."));
        SettingsCheck first = checks.Of(Recorder);
        Assert.Same(first, checks.Of(Recorder));
        Recorder.Options.maxSources = 32;
        Recorder.Recording.cycleTime = 900;
        SettingsCheck second = checks.Of(Recorder);
        Assert.NotSame(first, second);
        Assert.True(second.Cost.BufferBytes > first.Cost.BufferBytes);
        string before = Estimate();
        Gui.Edit(inspector.OnInspectorGUI, "recording.sampleRate", Unity.SampleRate.Hz16000);
        Assert.Equal(Unity.SampleRate.Hz16000, Recorder.Recording.sampleRate);
        Assert.NotEqual(before, Estimate());
    }

    [Fact]
    public void AskingLeavesNoRecorderBehind()
    {
        int open = OpenRecorders.Count;
        for (int i = 0; i < 100; i++) // a process holds 32
        {
            Recorder.Recording.cycleTime = i;
            Assert.NotNull(SettingsCheck.Of(Recorder, stage.Folder(".")).Cost);
        }
        Assert.Equal(open, OpenRecorders.Count);
    }

    [Fact]
    public void AHotkeyWithoutABufferIsPointedOut()
    {
        Assert.Contains("Cycle Time", Gui.Draw(inspector.OnInspectorGUI).Single(each => each.Kind == "help Info").Text);
        Recorder.Recording.cycleTime = 60;
        Assert.DoesNotContain(Gui.Draw(inspector.OnInspectorGUI), each => each.Kind == "help Info");
        Recorder.Recording.cycleTime = 0;
        Recorder.Hotkey.key = null;
        Assert.DoesNotContain(Gui.Draw(inspector.OnInspectorGUI), each => each.Kind == "help Info");
    }

    [Fact]
    public void ButtonsAreThereWhilePlayingOnly()
    {
        Assert.False(inspector.RequiresConstantRepaint());
        Assert.DoesNotContain("Start", Buttons().Keys);
        EditorApplication.isPlaying = true;
        Assert.True(inspector.RequiresConstantRepaint());
        Assert.Equal((false, false, false), Enabled());
        Assert.Contains(Gui.Draw(inspector.OnInspectorGUI), each => each.Text.Contains("calls EnterRoom"));
    }

    [Fact]
    public void ButtonsStartDumpAndStop()
    {
        EditorApplication.isPlaying = true;
        Recorder.StartOnRoomEnter = false;
        Recorder.Recording.cycleTime = 60;
        Recorder.EnterRoom("lobby", "me");
        Assert.Equal((true, false, false), Enabled());
        Gui.Press(inspector.OnInspectorGUI, "Start");
        using VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me", "microphone");
        stage.Speak(microphone, 2);
        stage.Game.Frame();
        Assert.Equal((false, true, true), Enabled());
        Gui.Press(inspector.OnInspectorGUI, "Dump");
        stage.Settle();
        Assert.Contains("inspector", Assert.Single(stage.Dumped));
        Gui.Press(inspector.OnInspectorGUI, "Stop");
        stage.Settle();
        Assert.Equal((true, false, false), Enabled());
        Assert.True(File.Exists(stage.File("room.wav")));
    }

    [Fact]
    public void LevelsAndTheBufferAreLive()
    {
        EditorApplication.isPlaying = true;
        Recorder.Recording.cycleTime = 60;
        Recorder.EnterRoom("lobby", "me");
        using VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me", "microphone");
        stage.Settle();
        stage.Speak(microphone, 3);
        // A quarter of full scale is -12.04 dBFS; the bars are those of the buffer, the mix, the microphone.
        string[] bars = Bars();
        Assert.Equal(3, bars.Length);
        Assert.StartsWith("0:03 / 1:00, ", bars[0]);
        Assert.Equal(["-12.0 dBFS|0.80", "-12.0 dBFS|0.80"], bars[1..]);
        Assert.Contains(
            Gui.Draw(inspector.OnInspectorGUI), each => each.Kind == "label at" && each.Text == "microphone");
        microphone.SetMuted(true);
        stage.Core.Advance(1000);
        Assert.Equal("-120.0 dBFS|0.00", Bars()[2]);
        Assert.Contains(Gui.Draw(inspector.OnInspectorGUI), each => each.Text == "microphone (muted)");
    }

    [Fact]
    public void WhatChangesBetweenLayoutAndRepaintIsShownNextTime()
    {
        EditorApplication.isPlaying = true;
        Recorder.EnterRoom("lobby", "me");
        stage.Settle();
        int before = Bars().Length;
        VoiceSource microphone = null;
        Gui.Draw(() =>
        {
            inspector.OnInspectorGUI();
            microphone ??= stage.Core.OpenSource(SourceKind.Local, "me");
            stage.Core.Advance(100);
        });
        Assert.Equal(before + 1, Bars().Length);
        microphone.Dispose();
    }

    [Fact]
    public void TheLastProblemIsShown()
    {
        EditorApplication.isPlaying = true;
        Recorder.EnterRoom("lobby");
        Recorder.Dump();
        Assert.Contains(
            Gui.Draw(inspector.OnInspectorGUI), each => each.Kind == "help Warning" && each.Text == Recorder.Problem);
        Assert.NotEqual("", Recorder.Problem);
        Recorder.enabled = false;
        Assert.Equal((false, false, false), Enabled());
    }

    [Fact]
    public void EveryTextIsThereInChinese()
    {
        ShowAll();
        EditorApplication.isPlaying = true;
        Recorder.EnterRoom("lobby");
        string[] english = Texts();
        Words.IsChinese = true;
        try
        {
            string[] chinese = Texts();
            Assert.Equal(english.Length, chinese.Length);
            Assert.All(chinese, text => Assert.Contains(text, letter => letter >= 0x4e00));
        }
        finally
        {
            Words.IsChinese = false;
        }
    }

    public void Dispose()
    {
        EditorApplication.isPlaying = false;
        stage.Dispose();
    }

    private static IEnumerable<string> SerialisedFields(Type type, string prefix)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (FieldInfo field in type.GetFields(Any))
        {
            if (!(field.IsPublic || field.IsDefined(typeof(SerializeField)))) continue;
            bool isGroup = field.FieldType.Namespace == "GameVoice.Unity" && field.FieldType.IsClass;
            if (!isGroup)
            {
                yield return prefix + field.Name;
                continue;
            }
            foreach (string inner in SerialisedFields(field.FieldType, prefix + field.Name + ".")) yield return inner;
        }
    }

    private void ShowAll()
    {
        Recorder.Recording.filePath = "room.aac";
        Recorder.Recording.cycleTime = 60;
        Recorder.Recording.tracks = Tracks.Separate;
        Recorder.Options.recoveryFolder = "VoiceRecovery";
    }

    private string[] Fields() =>
        Gui.Draw(inspector.OnInspectorGUI).Where(each => each.Kind == "field").Select(each => each.Text).ToArray();

    private string Error() =>
        Gui.Draw(inspector.OnInspectorGUI).SingleOrDefault(each => each.Kind == "help Error")?.Text;

    private string[] Warnings() =>
        Gui.Draw(inspector.OnInspectorGUI).Where(each => each.Kind == "help Warning").Select(each => each.Text).ToArray();

    private string Estimate() => Gui.Draw(inspector.OnInspectorGUI).Single(each => each.Kind == "help None").Text;

    private string[] Bars() =>
        Gui.Draw(inspector.OnInspectorGUI).Where(each => each.Kind == "bar").Select(each => each.Text).ToArray();

    private string[] Texts() => Gui.Draw(inspector.OnInspectorGUI)
        .Where(each => each.Kind is "title" or "button" or "help None" or "label")
        .Select(each => each.Text)
        .ToArray();

    private Dictionary<string, bool> Buttons() => Gui.Draw(inspector.OnInspectorGUI)
        .Where(each => each.Kind == "button")
        .ToDictionary(each => each.Text, each => each.IsEnabled);

    private (bool Start, bool Stop, bool Dump) Enabled()
    {
        Dictionary<string, bool> buttons = Buttons();
        return (buttons["Start"], buttons["Stop"], buttons["Dump"]);
    }

    /// <summary>Why the core refuses a call, without the name of the call.</summary>
    private string Said(Func<int> call)
    {
        Recorder.EnterRoom("lobby");
        Assert.NotEqual(0, call());
        return stage.Core.LastError.Reason.Replace("startAudioRecordingWithConfig: ", "estimate: ");
    }
}

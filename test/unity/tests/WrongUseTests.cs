using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GameVoice.Tests;

/// <summary>Every wrong use has an answer, and changes nothing.</summary>
public sealed class WrongUseTests
{
    public static TheoryData<string, RecorderOptions> WrongOptions => new()
    {
        { "relative folder", new RecorderOptions { CapturesFolder = "captures" } },
        { "NUL", new RecorderOptions { CapturesFolder = "/a\0b" } },
        { "half of a pair", new RecorderOptions { CapturesFolder = "/a\ud83d" } },
        { "unknown field", new RecorderOptions { NameTemplate = "{nobody}" } },
        { "negative", new RecorderOptions { RetentionCount = -1 } },
        { "too many", new RecorderOptions { MaxSources = 33 } },
        { "delay", new RecorderOptions { MixDelayMs = 10 } },
        { "buffer", new RecorderOptions { MaxBufferBytes = 1 } },
        { "ring", new RecorderOptions { MaxRingBytes = -1 } },
        { "level", new RecorderOptions { LogLevel = (LogLevel)9 } },
        { "about", new RecorderOptions { AboutJson = "[1]" } },
    };

    public static TheoryData<string, Action<AudioRecordingConfig>> WrongConfigs => new()
    {
        { "no path", config => config.FilePath = null },
        { "relative path", config => config.FilePath = "room.wav" },
        { "NUL", config => config.FilePath = "/room\0.wav" },
        { "half of a pair", config => config.FilePath = "/room\udc00.wav" },
        { "rate", config => config.SampleRate = 48001 },
        { "negative rate", config => config.SampleRate = -1 },
        { "cycle", config => config.CycleTime = 3601 },
        { "channels", config => config.Channels = 3 },
        { "split mono", config => (config.Layout, config.Channels) = (Layout.Split, 1) },
        { "split remote",
          config => (config.Layout, config.Position) = (Layout.Split, RtcAudioRecordingPosition.MixedPlayback) },
        { "quality", config => config.Quality = (RtcAudioRecordingQuality)3 },
        { "layout", config => config.Layout = (Layout)2 },
        { "tracks", config => config.Tracks = (Tracks)2 },
        { "durability", config => config.Durability = (Durability)2 },
        { "key", config => config.EncryptionKey = new byte[31] },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void OptionsThatAreNotAllowedThrow(string what, RecorderOptions options)
    {
        var thrown = Assert.Throws<VoiceRecorderException>(() => new VoiceRecorder(options));
        Assert.True(thrown.Code == ReturnCode.InvalidParameter, what);
        Assert.StartsWith("[VR 30003] ", thrown.Message);
        Assert.NotEmpty(thrown.Reason);
    }

    [Theory]
    [MemberData(nameof(WrongConfigs))]
    public void AConfigurationThatIsNotAllowedIsRefusedAndNothingHappens(
        string what, Action<AudioRecordingConfig> spoil)
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        var config = new AudioRecordingConfig { FilePath = folder.File("room.wav") };
        Assert.True(room.Recorder.Estimate(config).BytesPerSecond > 0);
        spoil(config);
        Assert.True(room.Recorder.StartAudioRecordingWithConfig(config) == ReturnCode.InvalidParameter, what);
        Assert.Contains("startAudioRecordingWithConfig: ", room.Recorder.LastError.Message);
        Assert.Equal(ReturnCode.InvalidParameter, RecordingTests.Refusal(room.Recorder.StartAsync(config)).Code);
        Assert.Equal(
            ReturnCode.InvalidParameter,
            Assert.Throws<VoiceRecorderException>(() => room.Recorder.Estimate(config)).Code);
        room.Settle();
        Assert.Empty(room.Codes);
        Assert.Empty(System.IO.Directory.GetFiles(folder.FullPath));
    }

    [Fact]
    public void CallsWithoutATaskAreRefused()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        VoiceRecorder recorder = room.Recorder;
        int[] answers = [
            recorder.StopAudioRecording(),
            recorder.Pause(),
            recorder.Resume(),
            recorder.Mark("a"),
            recorder.AddStatistics("{}")
        ];
        Assert.All(answers, answer => Assert.Equal(ReturnCode.InvalidState, answer));
        Assert.Equal(ReturnCode.InvalidState, RecordingTests.Refusal(recorder.DumpAsync()).Code);
        Assert.Equal(ReturnCode.InvalidState, RecordingTests.Refusal(recorder.StopAsync()).Code);
        Assert.Equal(0, recorder.LeaveRoom());
        Assert.Null(recorder.LastError);
        Assert.Equal(ReturnCode.NotInRoom, recorder.LeaveRoom());
        Assert.Equal(ReturnCode.NotInRoom, recorder.Reconnecting());
        Assert.Equal(ReturnCode.NotInRoom, recorder.StartAudioRecording(folder.File("room.wav")));
    }

    [Fact]
    public void ADumpThatIsNotAllowedIsRefused()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("room.wav"), CycleTime = 10 });
        room.Speak(0.5);
        foreach (DumpRequest request in new[]
        {
                     new DumpRequest { LastSeconds = double.NaN },
                     new DumpRequest { LastSeconds = -1 },
                     new DumpRequest { LastSeconds = 11 },
                     new DumpRequest { AfterSeconds = 601 },
                     new DumpRequest { FilePath = "dump.wav" },
                     new DumpRequest { Reason = "a\0b" },
                     new DumpRequest { Hotkey = "\udc00" },
                 })
        {
            Assert.Equal(ReturnCode.InvalidParameter, RecordingTests.Refusal(room.Recorder.DumpAsync(request)).Code);
        }
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.Mark(""));
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.Mark("a", "{"));
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.AddStatistics(null));
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.Discard(-1));
        room.Settle();
        Assert.Empty(room.Steps);
    }

    [Fact]
    public void TextThatWouldNotArriveAsItIsIsRefused()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        foreach (string text in new[] { "a\0b", "\ud800", new string('é', 129) })
        {
            Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.EnterRoom(text));
            Assert.Equal(
                ReturnCode.InvalidParameter,
                Assert.Throws<VoiceRecorderException>(() => room.Recorder.OpenSource(SourceKind.Remote, text)).Code);
        }
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.EnterRoom(null));
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.EnterRoom(""));
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.Exclude(""));
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.Include(null));
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.Notify((Notice)5));
        Assert.Equal(ReturnCode.InvalidParameter, room.Recorder.SetAbout("{"));
        room.Recorder.Advance(100);
        Assert.Equal(1, room.Recorder.Stats.SourceCount);
    }

    [Fact]
    public void BlocksThatAreNotAllowedAreRefused()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        var block = new short[480];
        Assert.Equal(0, room.Microphone.Push(block, 48000, 1));
        Assert.Equal(0, room.Microphone.Push(block, 48000, 2));
        foreach ((int length, int rate, int channels, double time) in new[]
        {
                     (480, 48000, 0, double.NaN),
                     (480, 48000, 3, double.NaN),
                     (480, 48000, -1, double.NaN),
                     (0, 48000, 1, double.NaN),
                     (479, 48000, 2, double.NaN),
                     (480, 7999, 1, double.NaN),
                     (480, 48001, 1, double.NaN),
                     (480, -48000, 1, double.NaN),
                     (480, 48000, 1, double.PositiveInfinity),
                     (480, 48000, 1, 1e13),
                 })
        {
            Assert.Equal(
                ReturnCode.InvalidParameter, room.Microphone.Push(block.AsSpan(0, length), rate, channels, time));
            Assert.Equal(
                ReturnCode.InvalidParameter,
                room.Microphone.Push(new float[480].AsSpan(0, length), rate, channels, time));
        }
        Assert.Equal(ReturnCode.InvalidParameter, room.Microphone.Push(new short[4801], 48000, 1)); // more than 100 ms
        room.Recorder.Advance(100);
        Assert.Equal(2, room.Recorder.Stats.BlocksTaken);
        Assert.Equal(0, room.Recorder.Stats.BlocksDropped);
    }

    [Fact]
    public void AQueueThatIsFullDropsAndCounts()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        int[] answers = Enumerable.Range(0, 300).Select(_ => room.Microphone.Push(new float[960], 48000, 2)).ToArray();
        int dropped = answers.Count(answer => answer == ReturnCode.BlockDropped);
        Assert.Equal(300, dropped + answers.Count(answer => answer == ReturnCode.Ok));
        Assert.InRange(dropped, 1, 100);
        room.Recorder.Advance(100);
        SourceStats source = Assert.Single(room.Recorder.Stats.Sources);
        Assert.Equal((300 - dropped, dropped), (source.BlocksTaken, source.BlocksDropped));
        Assert.Equal(("me", "microphone", SourceKind.Local), (source.UserId, source.Label, source.Kind));
    }

    [Fact]
    public void WhatStillWaitsFailsWithDispose()
    {
        using var folder = new TempFolder();
        string recovery = folder.Folder("recovery");
        var room = new Room(folder.FullPath, options => options.RecoveryFolder = recovery);
        VoiceRecorder recorder = room.Recorder;
        var config = new AudioRecordingConfig { FilePath = folder.File("room.wav"), CycleTime = 10 };
        var waiting = new List<Task> { recorder.StartAsync(config), recorder.DumpAsync(), recorder.RecoverAsync() };
        waiting.Add(recorder.WipeAsync());
        waiting.Add(recorder.StopAsync());
        Assert.All(waiting, task => Assert.False(task.IsCompleted));
        room.Dispose();
        Assert.All(waiting, task => Assert.Equal(ReturnCode.InvalidState, RecordingTests.Refusal(task).Code));
    }

    [Fact]
    public void AfterDisposeEveryCallAnswersInvalidState()
    {
        using var folder = new TempFolder();
        var room = new Room(folder.FullPath);
        VoiceRecorder recorder = room.Recorder;
        var config = new AudioRecordingConfig { FilePath = folder.File("room.wav") };
        Task<Capture> waiting = StartAndStop(recorder, config);
        room.Dispose();
        room.Dispose();
        Assert.Equal(ReturnCode.InvalidState, RecordingTests.Refusal(waiting).Code);
        Assert.True(recorder.IsDisposed && room.Microphone.Closed);
        var answers = new List<int>
        {
            recorder.EnterRoom("a"),
            recorder.Reconnecting(),
            recorder.LeaveRoom(),
            recorder.SetConsent(true),
            recorder.SetAbout(null),
            recorder.Notify(Notice.Background),
            recorder.SetMuted(true),
            recorder.Exclude("a"),
            recorder.Include("a"),
            recorder.StartAudioRecording(folder.File("a.wav")),
            recorder.StartAudioRecordingWithConfig(config),
            recorder.StopAudioRecording(),
            recorder.Pause(),
            recorder.Resume(),
            recorder.Discard(1),
            recorder.Mark("a"),
            recorder.AddStatistics("{}"),
            recorder.Advance(10),
            recorder.ReadStats(new RecorderStats()),
            room.Microphone.Push(new short[480], 48000, 1),
            room.Microphone.SetMuted(true),
            room.Microphone.Close(),
        };
        Assert.All(answers, answer => Assert.Equal(ReturnCode.InvalidState, answer));
        foreach (Task task in new Task[]
        {
                     recorder.StartAsync(config),
                     recorder.StopAsync(),
                     recorder.DumpAsync(),
                     recorder.RetryAsync(1),
                     recorder.RecoverAsync(),
                     recorder.WipeAsync()
                 })
        {
            Assert.Equal(ReturnCode.InvalidState, RecordingTests.Refusal(task).Code);
        }
        Assert.Equal(
            ReturnCode.InvalidState, Assert.Throws<VoiceRecorderException>(() => recorder.Estimate(config)).Code);
        Assert.Equal(
            ReturnCode.InvalidState,
            Assert.Throws<VoiceRecorderException>(() => recorder.OpenSource(SourceKind.Local)).Code);
        Assert.Equal((0, 0.0, -120.0), (recorder.Tick(), recorder.Now, recorder.Stats.PeakDbfs));
    }

    [Fact]
    public void AListenerThatThrowsKeepsNobodyFromHearing()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.AudioRecording += _ => throw new InvalidOperationException("mine");
        var later = new List<RtcAudioRecordingCode>();
        room.Recorder.AudioRecording += told => later.Add(told.Code);
        room.Recorder.Log += (_, _) => throw new InvalidOperationException("of the log");
        room.Recorder.StartAudioRecording(folder.File("room.wav"));
        room.Settle();
        Assert.Equal([RtcAudioRecordingCode.Start], later);
        Assert.Contains("a listener of AudioRecording threw: mine", room.Lines);
    }

    [Fact]
    public void ATickInAListenerDoesNothingAndADisposeThereEndsIt()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        int inner = -1;
        room.Recorder.AudioRecording += _ =>
        {
            inner = room.Recorder.Tick();
            room.Recorder.Dispose();
        };
        room.Recorder.StartAudioRecording(folder.File("room.wav"));
        room.Recorder.Advance(1000);
        room.Recorder.Tick();
        Assert.Equal(0, inner);
        Assert.Equal([RtcAudioRecordingCode.Start], room.Codes);
    }

    private static Task<Capture> StartAndStop(VoiceRecorder recorder, AudioRecordingConfig config)
    {
        recorder.StartAudioRecordingWithConfig(config);
        return recorder.StopAsync();
    }
}

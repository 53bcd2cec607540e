using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using static GameVoice.RtcAudioRecordingCode;

namespace GameVoice.Tests;

/// <summary>Real recordings by the real library, measured.</summary>
public sealed class RecordingTests
{
    [Fact]
    public void AWavHoldsExactlyWhatWasSaid()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        string path = folder.File("room.wav");
        Assert.Equal(
            0,
            room.Recorder.StartAudioRecordingWithConfig(
                new AudioRecordingConfig { FilePath = path, SampleRate = 48000 }));
        room.Speak(3);
        Task<Capture> stopped = room.Recorder.StopAsync();
        room.Settle();
        Assert.Equal([Start, Finish], room.Codes);
        Capture capture = Settled(stopped);
        Assert.Equal(path, capture.FilePath);
        Assert.Equal(
            (AudioFormat.Wav, 48000, 1, CaptureOrigin.Task),
            (capture.Format, capture.SampleRate, capture.Channels, capture.Origin));
        Assert.Equal(3.0, capture.DurationSeconds, 9);
        Assert.Equal(new FileInfo(path).Length, capture.SizeBytes);
        Assert.True(File.Exists(capture.SidecarPath));
        Assert.Equal(room.Said, Sound.Decode(path));
    }

    [Fact]
    public void AnAacHoldsTheToneAtItsLevel()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        string path = folder.File("语音 🎤.aac");
        Task started = room.Recorder.StartAsync(
            new AudioRecordingConfig { FilePath = path, Quality = RtcAudioRecordingQuality.High });
        room.Speak(3);
        Task<Capture> stopped = room.Recorder.StopAsync();
        room.Settle();
        Assert.True(started.IsCompletedSuccessfully);
        Assert.Equal(path, Settled(stopped).FilePath);
        short[] heard = Sound.Decode(path);
        Assert.InRange(heard.Length, 3 * 32000, (3 * 32000) + (3 * 1024));
        short[] middle = heard.Skip(32000).Take(32000).ToArray();
        Assert.InRange(Tone.FrequencyOf(middle, 32000), 995, 1005);
        Assert.InRange(Tone.LevelOf(middle) - Tone.LevelOf(room.LastSaid(1)), -0.5, 0.5);
    }

    [Fact]
    public void ADumpIsTheLastSecondsWhileRecordingGoesOn()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath, options => options.NameTemplate = "{room}-{reason}");
        string path = folder.File("room.wav");
        Task started =
            room.Recorder.StartAsync(new AudioRecordingConfig { FilePath = path, SampleRate = 48000, CycleTime = 10 });
        room.Speak(12);
        Task<Capture> dumped = room.Recorder.DumpAsync(new DumpRequest { LastSeconds = 2, Reason = "heard" });
        short[] window = room.LastSaid(2);
        room.Speak(1);
        room.Settle();
        Assert.True(started.IsCompletedSuccessfully);
        Capture dump = Settled(dumped);
        Assert.Equal(folder.File("lobby-heard.wav"), dump.FilePath);
        Assert.Equal(("heard", CaptureOrigin.Dump), (dump.Reason, dump.Origin));
        Assert.Equal(window, Sound.Decode(dump.FilePath));
        Assert.Equal(["accepted", "captured", "done"], room.Steps);
        Assert.Equal(TaskState.Cycle, room.Recorder.Stats.TaskState);
        Assert.Equal(10, room.Recorder.Stats.BufferedSeconds, 1);

        room.Recorder.StopAudioRecording();
        room.Settle();
        Assert.Equal([Start, Finish], room.Codes);
        Assert.Equal(10.0, room.Told.Last().Capture.DurationSeconds, 9);
    }

    [Fact]
    public void EventsOfTheOldTaskComeBeforeThoseOfTheNew()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        Task first = room.Recorder.StartAsync(new AudioRecordingConfig { FilePath = folder.File("a.wav") });
        room.Speak(0.5);
        Task second = room.Recorder.StartAsync(new AudioRecordingConfig { FilePath = folder.File("b.wav") });
        Task wrong = room.Recorder.StartAsync(new AudioRecordingConfig { FilePath = folder.File("c.mp3") });
        Task<Capture> stopped = room.Recorder.StopAsync();
        room.Speak(0.5);
        room.Settle();
        Assert.Equal([Start, Finish, Start, ErrorSuffix, Finish], room.Codes);
        Assert.Equal(
            ["a.wav", "a.wav", "b.wav", "c.mp3", "b.wav"], room.Told.Select(told => Path.GetFileName(told.FilePath)));
        Assert.True(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
        Assert.Equal((int)ErrorSuffix, Refusal(wrong).Code);
        Assert.Equal(folder.File("b.wav"), Settled(stopped).FilePath);
        Assert.Equal([RecordingState.Recording, RecordingState.Idle], room.States);
    }

    [Fact]
    public void AFolderThatIsMissingIsCodeTwo()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        Task started = room.Recorder.StartAsync(new AudioRecordingConfig { FilePath = folder.File("no/room.wav") });
        room.Settle();
        Assert.Equal([OpenFileFailed], room.Codes);
        Assert.Equal((int)OpenFileFailed, Refusal(started).Code);
    }

    [Fact]
    public void ADumpThatFailsKeepsItsAudioForARetry()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("room.wav"), SampleRate = 48000, CycleTime = 10 });
        room.Speak(2);
        short[] window = room.LastSaid(1);
        Task<Capture> dumped =
            room.Recorder.DumpAsync(new DumpRequest { LastSeconds = 1, FilePath = folder.File("no/dump.wav") });
        room.Speak(1);
        room.Settle();
        VoiceRecorderException refused = Refusal(dumped);
        Assert.True(refused.CaptureId > 0);
        Assert.Equal(1, room.Recorder.Stats.CapturesFailed);
        Task<Capture> retried = room.Recorder.RetryAsync(refused.CaptureId, folder.File("dump.wav"));
        Assert.Equal(ReturnCode.InvalidState, Refusal(room.Recorder.RetryAsync(refused.CaptureId)).Code);
        room.Settle();
        Assert.Equal(window, Sound.Decode(Settled(retried).FilePath));
        Assert.Equal(0, room.Recorder.Stats.CapturesFailed);
    }

    [Fact]
    public void FloatAndInt16BlocksSoundTheSame()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.StartAudioRecording(folder.File("room.wav"), 48000);
        room.Speak(1);
        for (int block = 0; block < 100; block++)
        {
            short[] samples = room.Tone.NextBlock();
            double beganMs = room.Recorder.Now;
            room.Recorder.Advance(10);
            Assert.Equal(
                0, room.Microphone.Push(samples.Select(sample => sample / 32768f).ToArray(), Tone.RateHz, 1, beganMs));
        }
        room.Recorder.StopAudioRecording();
        room.Settle();
        short[] heard = Sound.Decode(folder.File("room.wav"));
        Assert.Equal(2 * Tone.RateHz, heard.Length);
        Assert.Equal(Tone.LevelOf(heard[..48000]), Tone.LevelOf(heard[48000..]), 1);
    }

    [Fact]
    public void AnEncryptedCaptureIsNoWavAndItsKeyIsCopied()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        byte[] key = EncryptionKeys.FromHex(string.Concat(Enumerable.Repeat("0aF9", 16)));
        Assert.Equal([0x0a, 0xf9, 0x0a], key.Take(3));
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("room.wav"), EncryptionKey = key });
        System.Array.Clear(key);
        room.Speak(1);
        room.Recorder.StopAudioRecording();
        room.Settle();
        Assert.Equal([Start, Finish], room.Codes);
        Assert.NotEqual("RIFF"u8.ToArray(), File.ReadAllBytes(folder.File("room.wav")).Take(4));
    }

    [Fact]
    public void AMarkAndWhatTheGameSaysAreInTheSidecar()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath, options => options.AboutJson = "{\"game\":\"测试\"}");
        room.Recorder.StartAudioRecording(folder.File("room.wav"));
        room.Speak(0.5);
        Assert.Equal(0, room.Recorder.Mark("boss 🐉", "{\"hp\":1}"));
        Assert.Equal(0, room.Recorder.AddStatistics("{\"loss\":2}"));
        Assert.Equal(0, room.Recorder.Notify(Notice.DeviceChanged, "headset"));
        room.Recorder.StopAudioRecording();
        room.Settle();
        string sidecar = File.ReadAllText(room.Told.Last().Capture.SidecarPath);
        Assert.Contains("boss 🐉", sidecar);
        Assert.Contains("测试", sidecar);
        Assert.Contains("headset", sidecar);
    }

    [Fact]
    public void WhatAwaitsGoesOnInsideTickAsOnTheMainThreadOfAnEngine()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        SynchronizationContext before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new EngineContext());
        try
        {
            bool ticking = false;
            bool wentOnInTick = false;
            Task awaiting = Await();
            room.Recorder.Advance(1000);
            Assert.False(awaiting.IsCompleted);
            ticking = true;
            room.Recorder.Tick();
            ticking = false;
            Assert.True(awaiting.IsCompletedSuccessfully && wentOnInTick);

            async Task Await()
            {
                await room.Recorder.StartAsync(new AudioRecordingConfig { FilePath = folder.File("room.wav") });
                wentOnInTick = ticking;
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    internal static T Settled<T>(Task<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully, task.Exception?.Message ?? "it has not come");
        return task.Result;
    }

    internal static VoiceRecorderException Refusal(Task task)
    {
        Assert.True(task.IsFaulted, "it did not fail");
        return Assert.IsType<VoiceRecorderException>(task.Exception.InnerException);
    }

    /// <summary>As an engine has one: what is posted would come in a later frame, so here it never does.</summary>
    private sealed class EngineContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback callback, object state)
        {
        }
    }
}

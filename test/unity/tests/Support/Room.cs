using System;
using System.Collections.Generic;
using System.Linq;

namespace GameVoice.Tests;

/// <summary>A recorder in a room on the virtual clock, with a microphone that says a tone, and all it tells.</summary>
internal sealed class Room : IDisposable
{
    public Room(string capturesFolder, Action<RecorderOptions> more = null)
    {
        var options = new RecorderOptions { CapturesFolder = capturesFolder, VirtualClock = true, MinFreeBytes = 0 };
        more?.Invoke(options);
        Recorder = new VoiceRecorder(options);
        Recorder.OnAudioRecording += (code, path) => Codes.Add(code);
        Recorder.AudioRecording += Told.Add;
        Recorder.DumpAccepted += _ => Steps.Add("accepted");
        Recorder.DumpCaptured += _ => Steps.Add("captured");
        Recorder.DumpDone += _ => Steps.Add("done");
        Recorder.DumpFailed += dump => Steps.Add("failed");
        Recorder.RecordingStateChanged += States.Add;
        Recorder.Log += (level, line) => Lines.Add(line);
        Assert.Equal(ReturnCode.Ok, Recorder.EnterRoom("lobby", "me"));
        Microphone = Recorder.OpenSource(SourceKind.Local, "me", "microphone");
    }

    public VoiceRecorder Recorder { get; }

    public VoiceSource Microphone { get; }

    public Tone Tone { get; } = new(1000, 0.25);

    /// <summary>All that was pushed.</summary>
    public List<short> Said { get; } = [];

    public List<RtcAudioRecordingCode> Codes { get; } = [];

    public List<AudioRecordingEvent> Told { get; } = [];

    public List<string> Steps { get; } = [];

    public List<RecordingState> States { get; } = [];

    public List<string> Lines { get; } = [];

    public void Speak(double seconds)
    {
        for (int block = 0; block < (int)Math.Round(seconds * 100); block++)
        {
            double beganMs = Recorder.Now;
            short[] samples = Tone.NextBlock();
            Said.AddRange(samples);
            Assert.Equal(ReturnCode.Ok, Recorder.Advance(10));
            Assert.Equal(ReturnCode.Ok, Microphone.Push(samples, Tone.RateHz, 1, beganMs));
        }
    }

    /// <summary>Lets the work be done that is due, and hears of it.</summary>
    public void Settle()
    {
        Assert.Equal(ReturnCode.Ok, Recorder.Advance(1000));
        while (Recorder.Tick() > 0)
        {
        }
    }

    public short[] LastSaid(double seconds) => Said.TakeLast((int)Math.Round(seconds * Tone.RateHz)).ToArray();

    public void Dispose() => Recorder.Dispose();
}

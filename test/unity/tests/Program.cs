using System;
using System.Threading;

namespace GameVoice.Tests;

/// <summary>
/// Processes of their own for the tests. With a folder of captures, one of recovery and a file: the game that a test
/// kills, which records its microphone into a ring on disk and says so when some of it is there. Without arguments:
/// says why there is no recorder.
/// </summary>
public static class Program
{
    public const string Ready = "two seconds are on disk";

    public static int Main(string[] arguments)
    {
        if (arguments.Length == 0) return SayWhy();
        if (arguments.Length != 3) return 2;
        using var recorder = new VoiceRecorder(new RecorderOptions
        {
            CapturesFolder = arguments[0],
            RecoveryFolder = arguments[1],
            MinFreeBytes = 0,
        });
        recorder.EnterRoom("lobby", "me");
        VoiceSource microphone = recorder.OpenSource(SourceKind.Local, "me", "microphone");
        var config = new AudioRecordingConfig { FilePath = arguments[2], SampleRate = 48000, CycleTime = 60 };
        if (recorder.StartAudioRecordingWithConfig(config) != ReturnCode.Ok) return 1;
        var tone = new Tone(1000, 0.25);
        bool isReady = false;
        double sentMs = recorder.Now;
        for (; ; recorder.Tick(), Thread.Sleep(5))
        {
            for (; sentMs + 10 <= recorder.Now; sentMs += 10) microphone.Push(tone.NextBlock(), Tone.RateHz, 1, sentMs);
            if (isReady || recorder.Stats.DurableSeconds < 2) continue;
            isReady = true;
            Console.WriteLine(Ready);
        }
    }

    private static int SayWhy()
    {
        try
        {
            new VoiceRecorder().Dispose();
            return 1;
        }
        catch (VoiceRecorderException refused)
        {
            Console.WriteLine(refused.Message);
            return VoiceRecorder.IsSupported == null ? 0 : 1;
        }
    }
}

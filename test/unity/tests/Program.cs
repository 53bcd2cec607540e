using System;
using System.Runtime;
using System.Threading;
using GameVoice.Testing;
using GameVoice.Unity;
using UnityEngine;
using UnityEngine.StandIn;

namespace GameVoice.Tests;

/// <summary>
/// Processes of their own for the tests. With a folder of captures, one of recovery and a file: the game that a test
/// kills, which records its microphone into a ring on disk and says so when some of it is there. Without arguments:
/// says why there is no recorder.
/// </summary>
public static class Program
{
    public const string Ready = "two seconds are on disk";
    public const string FirstBlock = "first-block";
    public const string FirstTap = "first-tap";
    public const string Listen = "listen";

    private const double GiveUpMs = 60_000;

    public static int Main(string[] arguments)
    {
        if (arguments.Length == 0) return SayWhy();
        if (arguments[0] == FirstBlock) return SayFirstBlock();
        if (arguments[0] == FirstTap) return SayFirstTap();
        if (arguments[0] == Listen) return SayWhyNothingIsHeard();
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
        double beganMs = recorder.Now;
        double sentMs = beganMs;
        for (; recorder.Now < beganMs + GiveUpMs; recorder.Tick(), Thread.Sleep(5))
        {
            for (; sentMs + 10 <= recorder.Now; sentMs += 10) microphone.Push(tone.NextBlock(), Tone.RateHz, 1, sentMs);
            if (isReady || recorder.Stats.DurableSeconds < 2) continue;
            isReady = true;
            Console.WriteLine(Ready);
        }
        return 1;
    }

    private static unsafe int SayFirstBlock()
    {
        using var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        using VoiceSource source = recorder.OpenSource(SourceKind.Local);
        string said = "";
        var audio = new Thread(() =>
        {
            JitInfo.GetCompiledMethodCount(true); // these calls are compiled by now
            GC.GetAllocatedBytesForCurrentThread();
            fixed (float* samples = new float[2048])
            {
                long compiled = JitInfo.GetCompiledMethodCount(true);
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                int status = source.Push(samples, 1024, 48000, 2, 5.0);
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                compiled = JitInfo.GetCompiledMethodCount(true) - compiled;
                said = $"status {status}, compiled {compiled}, allocated {allocated}";
            }
        });
        audio.Start();
        audio.Join();
        Console.WriteLine(said);
        return 0;
    }

    /// <summary>What the audio thread of a scene has to compile for the first blocks of every kind.</summary>
    private static int SayFirstTap()
    {
        using var folder = new TempFolder();
        using var game = new Game(folder.FullPath);
        var thing = new GameObject("ears");
        thing.AddComponent<Unity.VoiceRecorder>();
        thing.AddComponent<VoiceRecorderTap>();
        Action<float[], int> filter = Game.FiltersOf(thing)[0];
        float[] block = new float[64 * 6];
        float[] wide = new float[2 * 9600]; // more than 100 ms: in parts
        string said = "";
        var audio = new Thread(() =>
        {
            JitInfo.GetCompiledMethodCount(true); // this call is compiled by now
            long compiled = JitInfo.GetCompiledMethodCount(true);
            filter(block, 1);
            filter(block, 2);
            filter(block, 6);
            filter(wide, 2);
            compiled = JitInfo.GetCompiledMethodCount(true) - compiled;
            said = $"compiled {compiled}";
        });
        audio.Start();
        audio.Join();
        Console.WriteLine($"{said}, taken {Taken(Unity.VoiceRecorder.Current.Recorder)}");
        return 0;
    }

    private static double Taken(VoiceRecorder recorder)
    {
        double taken = 0;
        for (int i = 0; i < 1000 && taken < 5; i++, Thread.Sleep(5)) taken = recorder.Stats.BlocksTaken;
        return taken;
    }

    private static int SayWhyNothingIsHeard()
    {
        try
        {
            new HeardCapture("any.wav").Dispose();
            return 1;
        }
        catch (VoiceRecorderException refused)
        {
            Console.WriteLine(refused.Message);
            return 0;
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

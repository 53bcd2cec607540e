using System;
using System.Diagnostics;
using System.Threading;

namespace GameVoice.Tests;

/// <summary>What runs every 10 ms or every frame leaves nothing to collect.</summary>
public sealed unsafe class GarbageTests
{
    private const int Rounds = 1000;
    private const int Batches = 3; // what the runtime allocates once for itself is not in all of them

    private readonly short[] pcm = new short[2048];
    private readonly float[] floats = new float[2048]; // 1024 frames of 2 channels, as OnAudioFilterRead hands them

    [Fact]
    public void APushedBlockAllocatesNothing()
    {
        using var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        using VoiceSource source = recorder.OpenSource(SourceKind.Local);
        int sum = 0;
        long bytes = OnAnAudioThread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                sum += source.Push(floats, 48000, 2);
                sum += source.Push(pcm, 48000, 2, 12.5);
                sum += source.Push(new ReadOnlySpan<float>(floats, 0, 480), 48000, 1);
                sum += source.Push(pcm, 0, 2); // refused
                fixed (float* f = floats) sum += source.Push(f, 1024, 48000, 2);
                fixed (short* s = pcm)
                {
                    sum += source.Push(s, 1024, 48000, 2, double.NaN);
                    sum += source.PushPcm16((IntPtr)s, 1024, 48000, 2);
                }
            }
        });
        Assert.Equal(0, bytes);
        Assert.NotEqual(0, sum); // the queue fills up: that way out allocates nothing either
        recorder.Advance(100);
        Assert.True(recorder.Stats.BlocksTaken > 0 && recorder.Stats.BlocksDropped > 0);
    }

    [Fact]
    public void TheFirstBlockOfAnAudioThreadAllocatesAndCompilesNothing()
    {
        using Process program = Programs.StartSelf(null, Program.FirstBlock);
        Assert.Equal("status 0, compiled 0, allocated 0", Programs.Finished(program).Trim());
    }

    [Fact]
    public void AFrameWithoutAnEventAllocatesNothing()
    {
        using var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        using VoiceSource source = recorder.OpenSource(SourceKind.Local, "me");
        recorder.Advance(100);
        recorder.Tick();
        var stats = new RecorderStats();
        recorder.ReadStats(stats);
        double seen = 0;
        long least = LeastOf(() =>
        {
            for (int i = 0; i < Rounds; i++) seen += recorder.Tick() + recorder.ReadStats(stats) + recorder.Now;
        });
        Assert.Equal(0, least);
        Assert.Equal("me", Assert.Single(stats.Sources).UserId);
        Assert.True(seen > 0);
    }

    /// <summary>Bytes that this thread allocates in an action.</summary>
    private static long LeastOf(Action action)
    {
        long least = long.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    /// <summary>The same of a thread of its own.</summary>
    private static long OnAnAudioThread(Action action)
    {
        long bytes = -1;
        Exception failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                bytes = LeastOf(action);
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        return bytes;
    }
}

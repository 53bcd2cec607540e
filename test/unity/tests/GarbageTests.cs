using System;
using System.Threading;

namespace GameVoice.Tests;

/// <summary>What runs every 10 ms or every frame leaves nothing to collect.</summary>
public sealed unsafe class GarbageTests
{
    private const int Rounds = 1000;

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
                fixed (short* s = pcm) sum += source.Push(s, 1024, 48000, 2, double.NaN);
            }
        });
        Assert.Equal(0, bytes);
        Assert.NotEqual(0, sum); // the queue fills up: that way out allocates nothing either
        recorder.Advance(100);
        Assert.True(recorder.Stats.BlocksTaken > 0 && recorder.Stats.BlocksDropped > 0);
    }

    [Fact]
    public void TheFirstBlockOfAnAudioThreadAllocatesNothing()
    {
        using var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        using VoiceSource source = recorder.OpenSource(SourceKind.Local);
        int status = -1;
        long bytes = OnAnAudioThread(() => status = source.Push(floats, 48000, 2));
        Assert.Equal((0L, 0), (bytes, status));
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
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            seen += recorder.Tick() + recorder.ReadStats(stats) + recorder.Now;
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal("me", Assert.Single(stats.Sources).UserId);
        Assert.True(seen > 0);
    }

    /// <summary>Bytes that a thread of its own has allocated in an action.</summary>
    private static long OnAnAudioThread(Action action)
    {
        long bytes = -1;
        Exception failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                action();
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
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

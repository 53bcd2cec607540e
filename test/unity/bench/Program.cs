using System;
using System.Diagnostics;

namespace GameVoice.Bench;

/// <summary>
/// Pushes blocks of the shape of Unity's OnAudioFilterRead and prints nanoseconds a block, median over batches, and the
/// bytes that all of them have left to collect.
/// </summary>
internal static class Program
{
    private const int Frames = 1024;
    private const int Channels = 2;
    private const int SampleRate = 48000;
    private const int Batch = 64; // 1.4 s, of the 2 s that a source's queue holds
    private const int Runs = 400;

    private static int Main()
    {
        using var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        using VoiceSource source = recorder.OpenSource(SourceKind.Local, "me");
        float[] block = Noise();
        var batches = new double[Runs];
        long bytes = 0;
        int refused = 0;
        for (int run = -Runs; run < Runs; run++) // the first half warms the compiler up
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < Batch; i++)
            {
                if (source.Push(block, SampleRate, Channels) != 0) refused++;
            }
            double nanoseconds = (Stopwatch.GetTimestamp() - begin) * 1e9 / Stopwatch.Frequency / Batch;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (run >= 0)
            {
                batches[run] = nanoseconds;
                bytes += allocated;
            }
            recorder.Advance(1000.0 * Batch * Frames / SampleRate);
        }
        Array.Sort(batches);
        Console.WriteLine($"{{\"ns\": {batches[Runs / 2]:F1}, \"bytes\": {bytes}, \"refused\": {refused}}}");
        return 0;
    }

    private static float[] Noise()
    {
        var random = new Random(1);
        var samples = new float[Frames * Channels];
        for (int i = 0; i < samples.Length; i++) samples[i] = (float)random.NextDouble() - 0.5f;
        return samples;
    }
}

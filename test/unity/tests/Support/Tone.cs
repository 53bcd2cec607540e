using System;

namespace GameVoice.Tests;

/// <summary>A sine at 48 kHz, block by block, and what can be measured of one.</summary>
internal sealed class Tone(double frequencyHz, double amplitude)
{
    public const int RateHz = 48000;
    public const int BlockFrames = 480;

    private long position;

    public short[] NextBlock()
    {
        var block = new short[BlockFrames];
        for (int i = 0; i < block.Length; i++)
        {
            block[i] = (short)Math.Round(32767 * amplitude * Math.Sin(2 * Math.PI * frequencyHz * position++ / RateHz));
        }
        return block;
    }

    /// <summary>Upward crossings of zero a second.</summary>
    public static double FrequencyOf(ReadOnlySpan<short> samples, int rateHz)
    {
        int crossings = 0;
        for (int i = 1; i < samples.Length; i++) crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
        return crossings * (double)rateHz / samples.Length;
    }

    /// <summary>Root of the mean square, in dB of full scale.</summary>
    public static double LevelOf(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (short sample in samples) sum += (double)sample * sample;
        return 10 * Math.Log10((sum / samples.Length / (32768.0 * 32768.0)) + 1e-12);
    }
}

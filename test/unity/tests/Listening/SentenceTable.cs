using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace GameVoice.Tests.Listening;

/// <summary>test/playmode/sentences.json, which the tests of TypeScript read too: captures, what is expected of them, and
/// what is said.</summary>
internal static class SentenceTable
{
    private const int RateHz = 48000;

    private static readonly JsonElement Table =
        JsonDocument.Parse(Repository.Read("test", "playmode", "sentences.json")).RootElement;

    public static Dictionary<string, JsonElement> Cases { get; } =
        Table.GetProperty("cases").EnumerateArray().ToDictionary(each => Text(each, "name"));

    public static string Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    /// <summary>Makes the WAV of a capture in a folder.</summary>
    public static string Write(string folder, string capture)
    {
        string path = Path.Combine(folder, capture + ".wav");
        JsonElement told = Table.GetProperty("captures").GetProperty(capture);
        var samples = new short[told.GetProperty("seconds").GetInt32() * RateHz];
        foreach (JsonElement part in told.GetProperty("parts").EnumerateArray()) Sound(samples, part);
        using var wav = new BinaryWriter(File.Create(path));
        wav.Write("RIFF"u8);
        wav.Write(36 + (samples.Length * 2));
        wav.Write("WAVEfmt "u8);
        wav.Write(16);
        wav.Write((short)1);
        wav.Write((short)1);
        wav.Write(RateHz);
        wav.Write(RateHz * 2);
        wav.Write((short)2);
        wav.Write((short)16);
        wav.Write("data"u8);
        wav.Write(samples.Length * 2);
        foreach (short sample in samples) wav.Write(sample);
        return path;
    }

    private static void Sound(short[] samples, JsonElement part)
    {
        string kind = Text(part, "is");
        double hz = Number(part, "hz");
        int peak = (int)Number(part, "peak");
        int end = (int)Math.Round(Number(part, "to") * RateHz);
        long seed = 1;
        for (int frame = (int)Math.Round(Number(part, "from") * RateHz); frame < end; frame++)
        {
            seed = seed * 48271 % 2147483647;
            double sine = Math.Round(peak * Math.Sin(2 * Math.PI * hz * frame / RateHz));
            samples[frame] = kind switch
            {
                "tone" => (short)Math.Clamp(sine, short.MinValue, short.MaxValue),
                "noise" => (short)((seed % ((2 * peak) + 1)) - peak),
                _ => 0,
            };
        }
    }

    private static double Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement number) ? number.GetDouble() : 0;
}

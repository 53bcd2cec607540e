using System;
using System.IO;

namespace GameVoice.Tests.Editing;

/// <summary>A folder with files as a recorder leaves them.</summary>
internal sealed class CaptureFolder : IDisposable
{
    private readonly TempFolder folder = new();

    public string FullPath => folder.FullPath;

    public string File(string name) => folder.File(name);

    /// <summary>A mono WAV at 1000 Hz.</summary>
    public string Wav(string name, params short[] samples)
    {
        System.IO.File.WriteAllBytes(File(name), Bytes(samples, 1, (uint)samples.Length * 2));
        return File(name);
    }

    public void Sidecar(string name, string json) => System.IO.File.WriteAllText(File(name + ".json"), json);

    /// <summary>Last changed so many seconds before now.</summary>
    public void Age(string name, double seconds, DateTime nowUtc) =>
        System.IO.File.SetLastWriteTimeUtc(File(name), nowUtc.AddSeconds(-seconds));

    /// <summary>A WAV as doc/capture-format.md has it.</summary>
    public static byte[] Bytes(short[] samples, ushort channels, uint toldBytes, string kind = "RIFF")
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        Text(writer, kind);
        writer.Write(toldBytes + 72);
        Text(writer, "WAVE");
        Text(writer, "JUNK");
        writer.Write(28u);
        writer.Write(new byte[28]);
        Text(writer, "fmt ");
        writer.Write(16u);
        writer.Write((ushort)1);
        writer.Write(channels);
        writer.Write(1000u);
        writer.Write(1000u * 2 * channels);
        writer.Write((ushort)(2 * channels));
        writer.Write((ushort)16);
        Text(writer, "data");
        writer.Write(toldBytes);
        foreach (short sample in samples) writer.Write(sample);
        return bytes.ToArray();
    }

    public void Dispose() => folder.Dispose();

    private static void Text(BinaryWriter writer, string four)
    {
        foreach (char letter in four) writer.Write((byte)letter);
    }
}

using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GameVoice.Tests;

/// <summary>Files as other people's decoder hears them.</summary>
internal static class Sound
{
    /// <summary>The samples of a mono file at its own rate, by ffmpeg.</summary>
    public static short[] Decode(string path)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string word in new[] { "-v", "error", "-i", path, "-f", "s16le", "-" }) start.ArgumentList.Add(word);
        using Process ffmpeg = Process.Start(start);
        using var bytes = new System.IO.MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(bytes);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
        return MemoryMarshal.Cast<byte, short>(bytes.ToArray()).ToArray();
    }
}

using System;
using System.Diagnostics;
using System.IO;

namespace GameVoice.Tests;

/// <summary>Programs beside the tests: the compiler, what it makes, and this program once more.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end and gives what it printed.</summary>
    public static string Run(string program, params string[] words)
    {
        using Process process = Process.Start(Quiet(program, words));
        return Finished(process);
    }

    /// <summary>Starts <see cref="Program"/> in a process of its own; the library is where the tests have theirs, or in
    /// a folder.</summary>
    public static Process StartSelf(string nativeFolder, params string[] words)
    {
        ProcessStartInfo start = Quiet(Environment.ProcessPath, ["exec", typeof(Program).Assembly.Location, .. words]);
        if (nativeFolder != null) start.Environment["VR_NATIVE_BUILD"] = nativeFolder;
        return Process.Start(start);
    }

    public static string Finished(Process process)
    {
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return said;
    }

    /// <summary>Compiles C, which sees the public header, with the compiler that the project is built with.</summary>
    public static void Compile(string source, string output, params string[] flags)
    {
        string named = Environment.GetEnvironmentVariable("CXX");
        File.WriteAllText(output + ".cpp", source);
        string include = Path.Combine(Repository.Plugin, "include");
        Run(string.IsNullOrEmpty(named) ? "c++" : named, ["-I", include, .. flags, output + ".cpp", "-o", output]);
    }

    private static ProcessStartInfo Quiet(string program, string[] words) =>
        new(program, words) { RedirectStandardOutput = true, UseShellExecute = false };
}

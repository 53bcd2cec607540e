using System.Collections.Generic;
using System.IO;
using Puerts;

namespace GameVoice.Tests;

/// <summary>The bundle of the package, as npm test has made it, beside modules of a test.</summary>
internal sealed class Modules(string name, string text) : ILoader
{
    public const string Main = "main.mjs";

    public Modules(string text)
        : this(Main, text)
    {
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "build", "unity-script");

    public Dictionary<string, string> Texts { get; } = new() { [name] = text };

    public bool FileExists(string filepath) =>
        Texts.ContainsKey(filepath) || File.Exists(Path.Combine(Folder, filepath));

    public string ReadFile(string filepath, out string debugpath)
    {
        debugpath = Path.Combine(Folder, filepath);
        return Texts.TryGetValue(filepath, out string own) ? own : File.ReadAllText(debugpath);
    }
}

using System;
using System.IO;

namespace GameVoice.Tests;

/// <summary>A folder of its own that goes with its test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        FullPath = Directory.CreateTempSubdirectory("vr-unity-").FullName;
    }

    public string FullPath { get; }

    public string File(string name) => Path.Combine(FullPath, name);

    public string Folder(string name) => Directory.CreateDirectory(File(name)).FullName;

    public void Dispose() => Directory.Delete(FullPath, true);
}

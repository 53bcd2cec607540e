using System;
using GameVoice.Testing;

namespace GameVoice.Tests.Listening;

/// <summary>A folder for what tests keep, as CI would name one.</summary>
internal sealed class Artefacts : IDisposable
{
    private readonly TempFolder folder = new();

    public Artefacts() => Environment.SetEnvironmentVariable(TestArtefacts.Variable, folder.FullPath);

    public string Folder => folder.FullPath;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(TestArtefacts.Variable, null);
        folder.Dispose();
    }
}

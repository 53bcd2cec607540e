using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GameVoice.Testing;

namespace GameVoice.Tests.Listening;

/// <summary>The helpers for tests call the library that is built here.</summary>
internal static class AnalysisLibrary
{
    [ModuleInitializer]
    internal static void UseBuilt() => NativeLibrary.SetDllImportResolver(
        typeof(HeardCapture).Assembly, (name, _, _) => NativeLibrary.Load(Repository.Built(name)));
}

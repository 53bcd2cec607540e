using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GameVoice.Tests;

/// <summary>Where things are, and which native library the core calls.</summary>
internal static class Repository
{
    public static readonly string Root = Named("VrRoot");
    public static readonly string Package = Named("VrUnityPackage");
    public static readonly string Plugin = Path.Combine(Root, "native", "plugins", "voice-recorder");
    public static readonly string Scripts = Path.Combine(Root, "assets", "scripts");

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    [ModuleInitializer]
    internal static void UseBuiltLibrary() => NativeLibrary.SetDllImportResolver(
        typeof(VoiceRecorder).Assembly, (name, _, _) => NativeLibrary.Load(Built(name)));

    /// <summary>What a library is called on this system.</summary>
    public static string FileOf(string library)
    {
        if (OperatingSystem.IsWindows()) return $"{library}.dll";
        return OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
    }

    /// <summary>The folder that VR_NATIVE_BUILD names; null: the build of this repository is meant.</summary>
    public static readonly string NamedBuild =
        Environment.GetEnvironmentVariable("VR_NATIVE_BUILD") is { Length: > 0 } named ? named : null;

    /// <summary>The file of a native library that the tests call.</summary>
    public static string Built(string library)
    {
        return Path.Combine(NamedBuild ?? Named("VrNativeBuild"), FileOf(library));
    }

    private static string Named(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(each => each.Key == key).Value;
}

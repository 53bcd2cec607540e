using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;

namespace GameVoice.Tests;

/// <summary>Without the right library there is an answer in words.</summary>
public sealed class NativeLibraryTests
{
    [Fact]
    public void AMissingLibraryIsNotSupportedAndSaysWhatWasExpected()
    {
        using var folder = new TempFolder();
        string said = WhyNot(folder.FullPath);
        Assert.StartsWith("[VR 39002] the native library voice_recorder cannot be loaded; expected one ", said);
        Assert.Contains(folder.FullPath, said);
    }

    [Fact]
    public void ALibraryOfAnotherVersionIsNotSupported()
    {
        using var folder = new TempFolder();
        Programs.Compile(
            "extern \"C\" int vr_abi_version(void) { return 1; }\n", folder.File("other"), "-shared", "-fPIC");
        System.IO.File.Move(folder.File("other"), folder.File(Repository.FileOf("voice_recorder")));
        Assert.Contains("is of another version: expected interface 2, got 1", WhyNot(folder.FullPath));
    }

    [Fact]
    public void ALibraryThatIsNoneIsNotSupported()
    {
        using var folder = new TempFolder();
        System.IO.File.WriteAllText(folder.File(Repository.FileOf("voice_recorder")), "no library");
        Assert.StartsWith("[VR 39002] the native library voice_recorder cannot be loaded", WhyNot(folder.FullPath));
    }

    [Fact]
    public void TheLibraryIsTheOneThatWasNamedAndOfTheVersionOfThePackage()
    {
        Support support = VoiceRecorder.IsSupported;
        JsonElement manifest =
            JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Repository.Package, "package.json"))).RootElement;
        Assert.Equal(manifest.GetProperty("version").GetString(), support.Version);
        if (OperatingSystem.IsLinux())
        {
            string library = Path.GetFullPath(Repository.Built("voice_recorder"));
            Assert.Contains(new FileInfo(library).ResolveLinkTarget(true)?.FullName ?? library,
                System.IO.File.ReadAllText("/proc/self/maps"));
        }
        if (Repository.NamedBuild == null) return;
        // What is given away can do everything, whatever this system has installed.
        Assert.True(support.Aac && support.Wav && support.Encryption && support.SurvivesProcess);
        Assert.Equal("vo-aacenc 0.1.3", support.AacEncoder);
    }

    private static string WhyNot(string nativeFolder)
    {
        using Process process = Programs.StartSelf(nativeFolder);
        return Programs.Finished(process);
    }
}

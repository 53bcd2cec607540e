using System.Diagnostics;

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

    private static string WhyNot(string nativeFolder)
    {
        using Process process = Programs.StartSelf(nativeFolder);
        return Programs.Finished(process);
    }
}

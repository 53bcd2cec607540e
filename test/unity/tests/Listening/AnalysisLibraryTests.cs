using System.Diagnostics;
using System.IO;

namespace GameVoice.Tests.Listening;

/// <summary>Without the right library for listening there is an answer in words.</summary>
public sealed class AnalysisLibraryTests
{
    private const string Library = "voice_recorder_analysis";

    [Fact]
    public void AMissingLibraryIsToldWithWhereItIs()
    {
        using var folder = new TempFolder();
        string said = WhyNot(folder);
        Assert.StartsWith("[VR 39002] the native library voice_recorder_analysis cannot be loaded; it is there ", said);
        Assert.Contains("in the editor alone", said);
        Assert.Contains(folder.FullPath, said);
    }

    [Fact]
    public void AnOlderLibraryIsToldWithItsVersion()
    {
        using var folder = new TempFolder();
        Programs.Compile(
            "extern \"C\" unsigned vra_abi_version(void) { return 3; }\n", folder.File("other"), "-shared", "-fPIC");
        File.Move(folder.File("other"), folder.File(Repository.FileOf(Library)));
        Assert.Contains("is of another version: expected interface 4, got 3", WhyNot(folder));
    }

    [Fact]
    public void ALibraryThatIsNoneIsTold()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File(Repository.FileOf(Library)), "no library");
        Assert.Contains("cannot be loaded", WhyNot(folder));
    }

    private static string WhyNot(TempFolder nativeFolder)
    {
        using Process process = Programs.StartSelf(nativeFolder.FullPath, Program.Listen);
        return Programs.Finished(process);
    }
}

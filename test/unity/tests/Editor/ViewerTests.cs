using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GameVoice.Unity.EditorUi;

namespace GameVoice.Tests.Editing;

/// <summary>The server of the viewer as a child process, by stand-in programs and by the real one.</summary>
public sealed class ViewerTests : IDisposable
{
    // Prints what the command prints, and ends as it does.
    private const string Serving = """
        import { writeFileSync } from 'node:fs';
        writeFileSync('words.txt', process.argv.slice(2).join(' '));
        process.stdin.on('data', () => { writeFileSync('ended.txt', ''); process.exit(0); });
        console.log(JSON.stringify({ link: 'http://127.0.0.1:1/?token=x', port: 1, folder: '.' }, null, 2));
        """;

    private readonly TempFolder folder = new();
    private readonly ViewerProcess viewer = new();

    [Fact]
    public void ItTellsItsLinkAndEndsWhenItIsTold()
    {
        viewer.Start(Script(Serving), folder.FullPath);
        Assert.Equal(ViewerState.Ready, Settled());
        Assert.Equal("http://127.0.0.1:1/?token=x", viewer.Link);
        Assert.Equal(
            "serve . --json --no-open --end-with-process " + Environment.ProcessId,
            File.ReadAllText(folder.File("words.txt")));
        using Process child = Process.GetProcessById(viewer.ProcessId);
        viewer.Stop();
        Assert.True(child.HasExited);
        Assert.True(File.Exists(folder.File("ended.txt"))); // in order, not by force
        Assert.Equal((ViewerState.Stopped, null, ""), (viewer.State, viewer.Link, viewer.Problem));
        viewer.Stop();
    }

    [Fact]
    public void OneThatDoesNotEndIsEndedByForce()
    {
        const string Stubborn = "setInterval(() => {}, 1000);" + """
            console.log(JSON.stringify({ link: 'http://127.0.0.1:1/' }, null, 2));
            """;
        viewer.Start(Script(Stubborn), folder.FullPath);
        Assert.Equal(ViewerState.Ready, Settled());
        using Process child = Process.GetProcessById(viewer.ProcessId);
        viewer.Stop();
        child.WaitForExit();
        Assert.True(child.HasExited);
    }

    [Fact]
    public void OneThatWasLetGoIsAdoptedAsLongAsItIsTheSame()
    {
        // As a server, it lives on when its input ends.
        viewer.Start(Script(Serving + "\nsetInterval(() => {}, 1000);"), folder.FullPath);
        Assert.Equal(ViewerState.Ready, Settled());
        using Process child = Process.GetProcessById(viewer.ProcessId);
        string memory = viewer.LetGo();
        Assert.Equal((ViewerState.Stopped, null), (viewer.State, viewer.Link));
        using var next = new ViewerProcess();
        next.Adopt("");
        next.Adopt(memory.Replace("startedUtcTicks\": 6", "startedUtcTicks\": 5")); // another of that number
        Assert.Equal(ViewerState.Stopped, next.State);
        next.Adopt(memory);
        Assert.Equal((ViewerState.Ready, "http://127.0.0.1:1/?token=x", folder.FullPath),
            (next.State, next.Link, next.Folder));
        child.Kill();
        child.WaitForExit();
        Assert.Equal((ViewerState.Failed, "The viewer has ended."), (next.State, next.Problem));
        next.Adopt(memory);
        Assert.Equal(ViewerState.Failed, next.State);
    }

    [Fact]
    public void OneBehindAShellIsKnownByItsOwnNumber()
    {
        const string Shell = """
            import { spawn } from 'node:child_process';
            const serve = 'setInterval(() => {}, 1000);' +
              'console.log(JSON.stringify({ link: "http://127.0.0.1:1/", pid: process.pid }, null, 2));';
            spawn(process.execPath, ['-e', serve], { stdio: 'inherit' });
            """;
        viewer.Start(Script(Shell), folder.FullPath);
        Assert.Equal(ViewerState.Ready, Settled());
        using Process server = Process.GetProcessById(viewer.ProcessId);
        viewer.Stop();
        Assert.True(server.WaitForExit(20_000));
    }

    [Theory]
    [InlineData("console.error('error: no folder'); process.exit(3);", "The viewer has ended: error: no folder")]
    [InlineData("console.log(JSON.stringify({ link: 'http://example.com/' }, null, 2));", "The viewer has ended.")]
    [InlineData("console.log(JSON.stringify({ link: 'file:///etc/passwd' }, null, 2));", "The viewer has ended.")]
    [InlineData("console.log('}');", "The viewer has ended.")]
    public void OneThatTellsNoLinkOfThisMachineHasFailed(string script, string problem)
    {
        viewer.Start(Script(script), folder.FullPath);
        Assert.Equal(ViewerState.Failed, Settled());
        Assert.Equal(problem, viewer.Problem);
        Assert.Null(viewer.Link);
    }

    [Fact]
    public void OneThatEndsLaterHasFailedToo()
    {
        viewer.Start(Script(Serving + "\nsetTimeout(() => process.exit(4), 300);"), folder.FullPath);
        SpinWait.SpinUntil(() => viewer.State == ViewerState.Failed, 20_000);
        Assert.Equal(ViewerState.Failed, viewer.State);
        Assert.Null(viewer.Link);
    }

    [Fact]
    public void StartingAnotherEndsTheFirst()
    {
        viewer.Start(Script(Serving), folder.FullPath);
        Assert.Equal(ViewerState.Ready, Settled());
        using Process first = Process.GetProcessById(viewer.ProcessId);
        viewer.Start(Script(Serving), folder.Folder("other"));
        Assert.True(first.HasExited);
        Assert.Equal(ViewerState.Ready, Settled());
        Assert.Equal(folder.File("other"), viewer.Folder);
    }

    [Fact]
    public void AProgramThatIsNoneIsTold()
    {
        File.WriteAllText(folder.File("voice-recorder"), "no program");
        viewer.Start(ViewerCommand.Find(folder.File("voice-recorder"), "", false), folder.FullPath);
        Assert.Equal(ViewerState.Failed, viewer.State);
        Assert.Contains("cannot be started; correct its path in Project Settings", viewer.Problem);
        viewer.Start(ViewerCommand.Find("", "", false), folder.FullPath);
        Assert.Contains("install the npm package voice-recorder", viewer.Problem);
    }

    [Fact]
    public void TheCommandIsLookedForWhereItMayBe()
    {
        string tools = folder.Folder("tools");
        string node = Made(tools, "node");
        string script = Made(folder.FullPath, "cli.mjs");
        string program = Made(tools, "voice-recorder");
        string path = $"relative:{folder.File("none")}:{tools}";
        Assert.Equal((program, null, ""), Parts(ViewerCommand.Find(" ", path, false)));
        Assert.Equal((node, script, ""), Parts(ViewerCommand.Find(script, path, false)));
        Assert.Equal((program, null, ""), Parts(ViewerCommand.Find(program, "", false)));
        Assert.Contains("needs Node.js", ViewerCommand.Find(script, "", false).Problem);
        Assert.Contains("absolute", ViewerCommand.Find("tools/voice-recorder", path, false).Problem);
        Assert.Contains("There is no file", ViewerCommand.Find(folder.File("gone"), path, false).Problem);
        string windows = Made(tools, "voice-recorder.cmd");
        Assert.Equal((windows, null, ""), Parts(ViewerCommand.Find("", $"{folder.File("none")};\"{tools}\"", true)));
    }

    [Fact]
    public void ALinkLeadsToOneCapture()
    {
        const string Id = "require('crypto').createHash('sha256').update('ä.wav').digest('base64url').slice(0, 16)";
        string id = Programs.Run("node", "-p", Id).Trim();
        Assert.Equal("http://127.0.0.1:1/?token=x#c=" + id, CaptureLink.Of("http://127.0.0.1:1/?token=x", "ä.wav"));
    }

    [BuiltViewerFact]
    public async Task TheRealServerListsTheCapturesOfTheFolder()
    {
        using var captures = new CaptureFolder();
        captures.Wav("a.wav", 1, 2, 3);
        string searchPath = Environment.GetEnvironmentVariable("PATH");
        viewer.Start(ViewerCommand.Find(BuiltViewerFactAttribute.Path, searchPath, false), captures.FullPath);
        Assert.Equal((ViewerState.Ready, ""), (Settled(), viewer.Problem));
        string[] parts = viewer.Link.Split("/?token=");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-VR-Token", parts[1]);
        Assert.Contains("\"a.wav\"", await http.GetStringAsync(parts[0] + "/api/captures"));
        using Process child = Process.GetProcessById(viewer.ProcessId);
        viewer.Stop();
        Assert.True(child.HasExited);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(parts[0] + "/api/captures"));
    }

    public void Dispose()
    {
        viewer.Dispose();
        folder.Dispose();
    }

    private static (string Program, string Script, string Problem) Parts(ViewerCommand command) =>
        (command.Program, command.Script, command.Problem);

    private static string Made(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, "");
        return path;
    }

    private ViewerCommand Script(string text)
    {
        string path = Path.Combine(folder.Folder("command of a test"), Guid.NewGuid() + ".mjs");
        File.WriteAllText(path, text);
        return ViewerCommand.Find(path, Environment.GetEnvironmentVariable("PATH"), OperatingSystem.IsWindows());
    }

    private ViewerState Settled()
    {
        SpinWait.SpinUntil(() => viewer.State != ViewerState.Starting, 20_000);
        return viewer.State;
    }
}

/// <summary>Left out, with a line that says so, where the command has not been built.</summary>
internal sealed class BuiltViewerFactAttribute : FactAttribute
{
    public static readonly string Path = System.IO.Path.Combine(Repository.Root, "build", "extension", "cli.mjs");

    public BuiltViewerFactAttribute()
    {
        if (!File.Exists(Path)) Skip = "the command is not built: npm run setup makes " + Path;
    }
}

using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using ScriptObject = Microsoft.ClearScript.ScriptObject;

namespace GameVoice.Tests;

/// <summary>The game script of the sample, in real time: its other half runs in Node, and both tell the same.</summary>
public sealed class SameGameTests
{
    private const int MostFrames = 6000;

    [Fact]
    public void TheGameScriptOfNodeRunsHereUnchanged()
    {
        using var folder = new TempFolder();
        using var engine = new PuertsEngine(new Modules("export * from 'session.mjs';\nimport 'voice-recorder.mjs';"));
        ScriptObject exports = engine.Exports(Modules.Main);
        object Call(string name, params object[] arguments) =>
            engine.Call((ScriptObject)exports.GetProperty(name), arguments);
        Call("begin", folder.Folder("captures"), folder.Folder("recovery"));
        string report = "";
        for (int frame = 0; frame < MostFrames && report == ""; frame++)
        {
            Call("update");
            report = (string)Call("report");
            Thread.Sleep(5);
        }
        string expected = Repository.Read("test", "unity", "script-tests", "scripts", "session.expected.json");
        Assert.Equal(Compact(expected), report);
        Assert.Equal(0, VoiceRecorderNative.LiveCount());
        Assert.Empty(engine.Silent);
        Assert.NotEmpty(Directory.GetFiles(folder.File("captures"), "*hotkey*.wav"));
    }

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}

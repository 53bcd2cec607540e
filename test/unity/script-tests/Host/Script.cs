using System;
using System.Text.Json;
using Microsoft.ClearScript;

namespace GameVoice.Tests;

/// <summary>
/// A script over the bundle: its text is the body of a module that has the names of the face. Nothing may be silent.
/// </summary>
internal sealed class Script : IDisposable
{
    private const string Head = "import { VoiceRecorder, VoiceRecorderError, ReturnCode } from 'voice-recorder.mjs';\n";

    private readonly ScriptObject exports;

    public Script(string text, bool strict = true)
    {
        Engine = new PuertsEngine(new Modules(Head + text), strict);
        exports = Engine.Exports(Modules.Main);
    }

    public PuertsEngine Engine { get; }

    /// <summary>Calls an exported function and gives what it returned, by way of JSON.</summary>
    public JsonElement Call(string function, params object[] arguments)
    {
        object answer = Engine.Call((ScriptObject)exports.GetProperty(function), arguments);
        return JsonDocument.Parse(answer as string ?? "null").RootElement;
    }

    public void Dispose()
    {
        Engine.Dispose();
        Assert.Empty(Engine.Silent);
    }
}

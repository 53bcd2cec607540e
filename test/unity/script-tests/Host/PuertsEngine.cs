using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using Puerts;
using ScriptObject = Microsoft.ClearScript.ScriptObject;

namespace GameVoice.Tests;

/// <summary>
/// A script engine that behaves as PuerTS where the package can notice. In strict mode a value that PuerTS would make
/// fit without a word throws. It cannot show crashes, the lifetimes of PuerTS, or what IL2CPP does.
/// </summary>
internal sealed class PuertsEngine : IStandInEngine
{
    private readonly V8ScriptEngine engine = new();
    private readonly Func<bool> isGone;
    private ScriptObject taken;
    private int modules;
    private bool disposed;
    private int inside;

    public PuertsEngine(ILoader loader, bool strict = true)
    {
        Door = new CSharpDoor(strict);
        isGone = () => disposed;
        engine.DocumentSettings.Loader = new ModuleLoader(loader);
        engine.DocumentSettings.AccessFlags = DocumentAccessFlags.EnableAllLoading;
        using var prelude = new StreamReader(typeof(PuertsEngine).Assembly.GetManifestResourceStream("prelude.js"));
        ((ScriptObject)engine.Evaluate(prelude.ReadToEnd())).Invoke(false, Door);
        engine.AddHostObject("standInTake", new Action<ScriptObject>(all => taken = all));
    }

    public CSharpDoor Door { get; }

    /// <summary>What PuerTS would have made fit without a word.</summary>
    public IReadOnlyList<string> Silent => Door.Conversions.Silent;

    /// <summary>Whether it was disposed of below its own JavaScript, which PuerTS does not survive.</summary>
    public bool WasDisposedInside { get; private set; }

    /// <summary>Whether it was disposed of.</summary>
    public bool IsDisposed => disposed;

    /// <summary>What its Tick does.</summary>
    public Action Timers { get; set; }

    /// <summary>What its Dispose does at the end.</summary>
    public Action AtEnd { get; set; }

    /// <summary>Gives scripts a global function.</summary>
    public void Offer(string name, Action<string> function) => engine.AddHostObject(name, function);

    /// <summary>Runs a module and answers its exports.</summary>
    public ScriptObject Exports(string specifier)
    {
        var info = new DocumentInfo($"run-{++modules}.mjs") { Category = ModuleCategory.Standard };
        Told(() => engine.Evaluate(info, $"import * as all from '{specifier}'; standInTake(all);"));
        return taken;
    }

    public Func<string, Action> ExecuteModule(string specifier)
    {
        ScriptObject exports = Exports(specifier);
        return name => exports.GetProperty(name) is ScriptObject function ? () => Call(function) : null;
    }

    /// <summary>Calls an exported function.</summary>
    public object Call(ScriptObject function, params object[] arguments)
    {
        if (isGone()) throw new InvalidOperationException("JsEnv had been destroy");
        return Told(() => function.Invoke(false, arguments));
    }

    public void Tick() => Timers?.Invoke();

    public void Dispose()
    {
        disposed = true;
        WasDisposedInside = inside > 0;
        if (WasDisposedInside) return; // this engine would not survive it, either
        engine.Dispose();
        AtEnd?.Invoke();
    }

    private object Told(Func<object> run)
    {
        inside++;
        try
        {
            return run();
        }
        catch (ScriptEngineException thrown)
        {
            throw new InvalidOperationException(thrown.ErrorDetails ?? thrown.Message);
        }
        finally
        {
            inside--;
        }
    }

    private sealed class ModuleLoader(ILoader loader) : DocumentLoader
    {
        private readonly Dictionary<string, Document> loaded = [];

        public override Task<Document> LoadDocumentAsync(
            DocumentSettings settings,
            DocumentInfo? sourceInfo,
            string specifier,
            DocumentCategory category,
            DocumentContextCallback contextCallback)
        {
            if (loaded.TryGetValue(specifier, out Document known)) return Task.FromResult(known);
            if (!loader.FileExists(specifier)) throw new FileNotFoundException($"[Puer002]: import {specifier} failed");
            var info = new DocumentInfo(specifier) { Category = ModuleCategory.Standard };
            Document made = new StringDocument(info, loader.ReadFile(specifier, out _));
            loaded.Add(specifier, made);
            return Task.FromResult(made);
        }
    }
}

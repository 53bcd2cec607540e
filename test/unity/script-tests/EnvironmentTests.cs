extern alias puerts2;

using System;
using System.Collections.Generic;
using System.Linq;
using Environment2 = puerts2::GameVoice.ScriptEnvironment;
using Puerts2 = puerts2::Puerts;

namespace GameVoice.Tests;

/// <summary>The one file that knows PuerTS 2 from PuerTS 3, compiled for both and run over the same engine.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private const string Game = """
        import { VoiceRecorder } from 'voice-recorder.mjs';
        const unnamed = new VoiceRecorder({ virtualClock: true });
        const named = new VoiceRecorder({ name: 'main', virtualClock: true });
        let frames = 0;
        export function update() {
          console.log(`frame ${++frames}`);
          if (frames === 2) throw new Error('a slip of the game');
        }
        export const dispose = () => console.log('the end');
        """;

    private readonly List<PuertsEngine> engines = [];

    public void Dispose() => VoiceRecorderNative.DestroyAll();

    [Fact]
    public void APuerts3ProjectRunsItsScriptFrameByFrame()
    {
        Puerts.StandIn.NewEngine = Engine;
        List<Exception> failures = [];
        var environment = new ScriptEnvironment(new Modules(Game));
        environment.Failed += failures.Add;
        Play(() => environment.Execute(Modules.Main), environment.Tick, environment.Dispose);
        Assert.Contains("a slip of the game", Assert.Single(failures).Message);
        Assert.Throws<ObjectDisposedException>(() => environment.Execute(Modules.Main));
    }

    [Fact]
    public void APuerts2ProjectRunsItsScriptFrameByFrame()
    {
        Puerts2.StandIn.NewEngine = loader => new Engine2(Engine(new Loader2(loader)));
        List<Exception> failures = [];
        var environment = new Environment2(new Modules2(new Modules(Game)));
        environment.Failed += failures.Add;
        Play(() => environment.Execute(Modules.Main), environment.Tick, environment.Dispose);
        Assert.Contains("a slip of the game", Assert.Single(failures).Message);
    }

    [Fact]
    public void WhatAModuleThrowsReachesWhoRunsIt()
    {
        Puerts.StandIn.NewEngine = Engine;
        using var environment = new ScriptEnvironment(new Modules("throw new Error('not today');"));
        Assert.Contains("not today", Assert.ThrowsAny<Exception>(() => environment.Execute(Modules.Main)).Message);
        Assert.ThrowsAny<Exception>(() => environment.Execute("missing.mjs"));
        environment.Tick();
    }

    [Fact]
    public void RecordersWithoutANameEndWithTheLastEnvironment()
    {
        Puerts.StandIn.NewEngine = Engine;
        var first = new ScriptEnvironment(new Modules("export const update = () => 1;"));
        var second = new ScriptEnvironment(new Modules(Game));
        second.Execute(Modules.Main);
        second.Dispose();
        Assert.Equal(2, VoiceRecorderNative.LiveCount());
        first.Dispose();
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
        Assert.Equal(0, VoiceRecorderNative.Adopt("main"));
    }

    private void Play(Action execute, Action tick, Action dispose)
    {
        tick(); // before there is a script: nothing
        execute();
        for (int i = 0; i < 3; i++) tick();
        Assert.Equal(2, VoiceRecorderNative.LiveCount());
        dispose();
        dispose();
        tick();
        Assert.Equal(["frame 1", "frame 2", "frame 3", "the end"], Assert.Single(engines).Door.Lines.Select(Said));
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
    }

    private static string Said(string line) => line["log: ".Length..];

    private PuertsEngine Engine(Puerts.ILoader loader)
    {
        var engine = new PuertsEngine(loader);
        engines.Add(engine);
        return engine;
    }

    private sealed class Engine2(PuertsEngine engine) : Puerts2.IStandInEngine
    {
        public Func<string, Action> ExecuteModule(string specifier) => engine.ExecuteModule(specifier);

        public void Tick() => engine.Tick();

        public void Dispose() => engine.Dispose();
    }

    private sealed class Loader2(Puerts2.ILoader loader) : Puerts.ILoader
    {
        public bool FileExists(string filepath) => loader.FileExists(filepath);

        public string ReadFile(string filepath, out string debugpath) => loader.ReadFile(filepath, out debugpath);
    }

    private sealed class Modules2(Modules modules) : Puerts2.ILoader
    {
        public bool FileExists(string filepath) => modules.FileExists(filepath);

        public string ReadFile(string filepath, out string debugpath) => modules.ReadFile(filepath, out debugpath);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameVoice.Unity;
using UnityEngine;
using UnityEngine.StandIn;

namespace GameVoice.Tests;

/// <summary>The component that runs a game script in a scene.</summary>
public sealed class ComponentTests : IDisposable
{
    private const string Script = """
        import { VoiceRecorder } from 'voice-recorder.mjs';
        const recorder = new VoiceRecorder({ name: 'main', virtualClock: true, minFreeBytes: 0 });
        recorder.enterRoom({ roomId: 'lobby' });
        console.log(recorder.stats.taskState);
        if (recorder.stats.taskState === 'idle') {
          recorder.startAudioRecordingWithConfig({ filePath: 'FOLDER/room.wav' });
          recorder.advance(1000);
        }
        let frames = 0;
        export function update() {
          recorder.tick();
          if (++frames === 2) throw new Error('a slip of the game');
        }
        """;

    private readonly TempFolder folder = new();
    private readonly List<PuertsEngine> engines = [];
    private readonly Game game;

    public ComponentTests()
    {
        game = new Game(folder.FullPath);
        Puerts.StandIn.NewEngine = loader =>
        {
            engines.Add(new PuertsEngine(loader));
            return engines[^1];
        };
    }

    public void Dispose()
    {
        game.Dispose();
        VoiceRecorderNative.DestroyAll();
        VoiceRecorderHost.SetDefaultCapturesFolder(null);
        folder.Dispose();
    }

    [Fact]
    public void RecordingGoesOnWhileTheScriptIsRunAnewAndEndsWithTheGame()
    {
        VoiceRecorderScript component = Placed(Script);
        for (int i = 0; i < 4; i++) game.Frame();
        component.Reload();
        component.enabled = false;
        Assert.False(component.IsRunning);
        component.Reload(); // not while it is switched off
        Assert.False(component.IsRunning);
        component.enabled = true;
        game.Frame();
        Assert.Equal(
            ["log: idle", "log: realTime", "log: realTime"], engines.SelectMany(engine => engine.Door.Lines));
        Assert.Equal(folder.File("VoiceCaptures"), VoiceRecorderHost.DefaultCapturesFolder());
        (LogType type, string text) = Assert.Single(game.Log);
        Assert.Equal(LogType.Exception, type);
        Assert.Contains("a slip of the game", text);
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
        game.Quit();
        Assert.Equal(0, VoiceRecorderNative.LiveCount());
        Assert.True(Sound.Decode(folder.File("room.wav")).Length > 16000);
    }

    [Fact]
    public void AScriptThatCannotBeLoadedIsToldAndTheGameGoesOn()
    {
        VoiceRecorderScript component = Placed("import 'missing.mjs';");
        game.Frame();
        Assert.False(component.IsRunning);
        Assert.Contains("missing.mjs", Assert.Single(game.Log).Text);
    }

    [Fact]
    public void AFolderThatTheGameHasNamedStays()
    {
        VoiceRecorderHost.SetDefaultCapturesFolder("/elsewhere");
        Placed("export const update = () => 1;");
        Assert.Equal("/elsewhere", VoiceRecorderHost.DefaultCapturesFolder());
    }

    private VoiceRecorderScript Placed(string script)
    {
        var thing = new GameObject("voice");
        thing.SetActive(false);
        var component = thing.AddComponent<VoiceRecorderScript>();
        Assert.Equal("main.mjs", component.Module);
        component.Loader = new Modules(script.Replace("FOLDER", folder.FullPath));
        thing.SetActive(true);
        return component;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameVoice.Unity;
using Puerts;
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
    private Action<string> act;

    public ComponentTests()
    {
        game = new Game(folder.FullPath);
        Puerts.StandIn.NewEngine = loader =>
        {
            engines.Add(new PuertsEngine(loader));
            engines[^1].Offer("act", what => act?.Invoke(what));
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
        game.Frame();
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

    [Theory]
    [InlineData("disable", false)]
    [InlineData("deactivate", false)]
    [InlineData("destroy", false)]
    [InlineData("destroy at once", false)]
    [InlineData("reload", true)]
    [InlineData("disable, enable", true)]
    [InlineData("reload, disable", false)]
    [InlineData("disable, enable, disable", false)]
    [InlineData("disable, enable, reload", true)]
    public void AScriptMayEndItselfAndItsEngineGoesWhenItHasReturned(string how, bool comesAgain)
    {
        foreach (string where in new[] { "module", "update", "dispose" })
        {
            engines.Clear();
            VoiceRecorderScript component = null;
            act = _ =>
            {
                act = null; // the first script does it, the next ones do not
                foreach (string step in how.Split(", ")) Act(component, step);
            };
            string hook = where == "module" ? "act('');" : $"export const {where} = () => act('');";
            GameObject thing = Prepared(hook, out component);
            thing.SetActive(true);
            if (where == "dispose") component.enabled = false;
            for (int i = 0; i < 3; i++) game.Frame();
            Assert.All(engines, engine => Assert.False(engine.WasDisposedInside));
            bool isSwitchedOff = where == "dispose" && how == "reload";
            Assert.Equal(comesAgain && !isSwitchedOff ? 1 : 0, engines.Count(engine => !engine.IsDisposed));
            if (thing != null) UnityEngine.Object.DestroyImmediate(thing);
            Assert.All(engines, engine => Assert.True(engine.IsDisposed));
        }
        Assert.Empty(game.Log);
    }

    [Fact]
    public void ATimerMayEndTheScriptToo()
    {
        VoiceRecorderScript component = Placed("export const update = () => console.log('not any more');");
        engines[0].Timers = () => component.enabled = false;
        game.Frame();
        Assert.True(engines[0].IsDisposed);
        Assert.Empty(engines[0].Door.Lines);
    }

    [Fact]
    public void WhatATimerThrowsIsToldAndUpdateIsStillCalled()
    {
        Placed("export const update = () => console.log('frame');");
        engines[0].Timers = () => throw new InvalidOperationException("a slip of a timer");
        game.Frame();
        game.Frame();
        Assert.Equal(2, game.Log.Count(line => line.Text.Contains("a slip of a timer")));
        Assert.Equal(["log: frame", "log: frame"], engines[0].Door.Lines);
    }

    [Fact]
    public void AnEngineThatThrowsAtItsEndIsToldAndTheNextOneRuns()
    {
        VoiceRecorderScript component = Placed("export const update = () => 1;");
        engines[0].AtEnd = () => throw new InvalidOperationException("a slip of the engine");
        component.Reload();
        Frames(2);
        Assert.Contains("a slip of the engine", Assert.Single(game.Log).Text);
        Assert.True(component.IsRunning);
    }

    [Fact]
    public void NoScriptIsRunAnewWhoseObjectIsSwitchedOff()
    {
        VoiceRecorderScript component = Placed("export const update = () => 1;");
        component.gameObject.SetActive(false);
        component.Reload();
        game.Frame();
        Assert.False(component.IsRunning);
        component.gameObject.SetActive(true);
        game.Frame();
        Assert.Equal(2, engines.Count);
    }

    [Fact]
    public void ALoaderThatWentWithTheScriptsOfTheEditorIsWaitedFor()
    {
        VoiceRecorderScript component = Placed("export const update = () => 1;");
        ILoader loader = component.Loader;
        game.ReloadScripts();
        game.Frame();
        game.Frame();
        Assert.Contains("set it again", Assert.Single(game.Log).Text);
        Assert.False(component.IsRunning);
        component.Loader = loader;
        game.Frame();
        Assert.True(component.IsRunning);
        Assert.Equal(2, engines.Count);
    }

    [Fact]
    public void RecordersOfAScriptThatIsSwitchedOffEndWithTheGame()
    {
        VoiceRecorderScript component = Placed(Script);
        component.gameObject.SetActive(false);
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
        game.Quit();
        Assert.Equal(0, VoiceRecorderNative.LiveCount());
        Assert.Equal(0, game.StaticListeners);
    }

    [Fact]
    public void KeysThatAScriptHasBoundAreFedAndDump()
    {
        ScriptKeys.Keyboard = new LegacyKeyboard();
        try
        {
            Placed("""
                import { VoiceRecorder } from 'voice-recorder.mjs';
                const recorder = new VoiceRecorder({ virtualClock: true, minFreeBytes: 0 });
                recorder.enterRoom({ roomId: 'lobby' });
                recorder.startAudioRecordingWithConfig({ filePath: 'FOLDER/room.wav', cycleTime: 10 });
                recorder.on('dumpDone', ({ capture }) => console.log(capture.reason));
                recorder.bindHotkey('F9', { reason: 'heard' }, { cooldownMs: 0 });
                recorder.bindHotkey('Ctrl+Shift+R', () => console.log('bound'), { cooldownMs: 0 });
                recorder.bindHotkey('F24');
                export function update() {
                  recorder.advance(100);
                  recorder.tick();
                }
                """);
            Frames(10);
            game.Press(KeyCode.F9);
            Frames(10); // held: once
            game.Release(KeyCode.F9);
            Press(KeyCode.R);
            Press(KeyCode.LeftControl, KeyCode.LeftShift, KeyCode.LeftAlt, KeyCode.R);
            Press(KeyCode.F10);
            Assert.Equal(["log: heard"], engines[0].Door.Lines);
            Press(KeyCode.RightControl, KeyCode.LeftShift, KeyCode.R);
            Press(KeyCode.F9);
            Assert.Equal(["log: heard", "log: bound", "log: heard"], engines[0].Door.Lines);
            Assert.Contains("has no key \"F24\"", Assert.Single(game.Log).Text);
        }
        finally
        {
            ScriptKeys.Keyboard = null;
        }
    }

    [Fact]
    public void TwoScriptsHearOfAPressOnceEachAndANewOneNotOfOldOnes()
    {
        const string Bound = """
            import { VoiceRecorder } from 'voice-recorder.mjs';
            const recorder = new VoiceRecorder();
            recorder.bindHotkey('F8', () => console.log('pressed'), { cooldownMs: 0 });
            export const update = () => recorder.tick();
            """;
        ScriptKeys.Keyboard = new LegacyKeyboard();
        try
        {
            VoiceRecorderScript first = Placed(Bound);
            Placed(Bound);
            Frames(2);
            Press(KeyCode.F8);
            first.Reload();
            Frames(2);
            Assert.Equal(["log: pressed", "log: pressed"], engines.SelectMany(engine => engine.Door.Lines));
            Assert.Equal(3, engines.Count);
        }
        finally
        {
            ScriptKeys.Keyboard = null;
        }
    }

    [Fact]
    public void LookingAtKeysAllocatesNothing()
    {
        ScriptKeys.Keyboard = new LegacyKeyboard();
        ScriptKeys.Watch("F9");
        ScriptKeys.Watch("R");
        long least = long.MaxValue;
        for (int batch = 0; batch < 3; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                game.Frame(); // there is nothing in the scene
                ScriptKeys.Poll();
            }
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        ScriptKeys.Keyboard = null;
        long frames = EmptyFrames();
        Assert.Equal(frames, least);
    }

    private long EmptyFrames()
    {
        long least = long.MaxValue;
        for (int batch = 0; batch < 3; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++) game.Frame();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    [Fact]
    public void TheLinkerOfUnityKeepsTheAssemblyThatNothingRefersTo() => Assert.True(
        typeof(VoiceRecorderHost).Assembly.IsDefined(typeof(UnityEngine.Scripting.AlwaysLinkAssemblyAttribute), false));

    private void Frames(int count)
    {
        for (int i = 0; i < count; i++) game.Frame();
    }

    private void Press(params KeyCode[] keys)
    {
        game.Press(keys);
        Frames(1);
        game.Release(keys);
        Frames(10);
    }

    private static void Act(VoiceRecorderScript component, string step)
    {
        if (step == "disable") component.enabled = false;
        if (step == "enable") component.enabled = true;
        if (step == "deactivate") component.gameObject.SetActive(false);
        if (step == "destroy") UnityEngine.Object.Destroy(component.gameObject);
        if (step == "destroy at once") UnityEngine.Object.DestroyImmediate(component.gameObject);
        if (step == "reload") component.Reload();
    }

    private VoiceRecorderScript Placed(string script)
    {
        GameObject thing = Prepared(script, out VoiceRecorderScript component);
        thing.SetActive(true);
        return component;
    }

    private GameObject Prepared(string script, out VoiceRecorderScript component)
    {
        var thing = new GameObject("voice");
        thing.SetActive(false);
        component = thing.AddComponent<VoiceRecorderScript>();
        Assert.Equal("main.mjs", component.Module);
        component.Loader = new Modules(script.Replace("FOLDER", folder.FullPath));
        return thing;
    }
}

using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace GameVoice.Tests;

/// <summary>Script engines that end and come anew while recording goes on.</summary>
public sealed class ReloadTests : IDisposable
{
    private const string Game = """
        const told = [];
        let recorder, mic;
        export function begin(capturesFolder, filePath, name) {
          recorder = new VoiceRecorder({ capturesFolder, name, virtualClock: true, minFreeBytes: 0 });
          recorder.on('onAudioRecording', (code) => told.push(code));
          recorder.on('dumpDone', ({ capture }) => told.push(capture.reason));
          recorder.enterRoom({ roomId: 'lobby', userId: 'me' });
          mic = recorder.openSource({ kind: 'local', userId: 'me', label: 'microphone' });
          if (recorder.stats.taskState === 'idle') {
            recorder.startAudioRecordingWithConfig({ filePath, cycleTime: 60, sampleRate: 48000 });
          }
        }
        export function speak(seconds, from) {
          for (let i = 0; i < seconds * 100; i++) {
            const captureTimeMs = recorder.now;
            recorder.advance(10);
            const samples = Int16Array.from({ length: 480 }, (_, k) => 8192 * Math.sin((2 * Math.PI * k) / 48));
            mic.push(samples, { sampleRate: 48000, channels: 1, captureTimeMs });
          }
        }
        export const update = () => recorder.tick();
        export const dump = (reason) => void recorder.dump({ reason });
        export const stop = () => void recorder.stop().then((capture) => told.push(capture.durationSeconds));
        export const settle = () => { recorder.advance(1000); recorder.tick(); };
        export const report = () => JSON.stringify([told, recorder.stats.sourceCount]);
        export function again() {
          try {
            new VoiceRecorder({ name: 'main' });
          } catch (error) {
            return JSON.stringify([error.code, error.message]);
          }
        }
        export const end = () => recorder.dispose();
        """;

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        VoiceRecorderNative.DestroyAll();
        folder.Dispose();
    }

    [Fact]
    public void ANewScriptFindsItsRecorderAndNothingIsLost()
    {
        using (var first = Begun("main"))
        {
            first.Call("speak", 2);
            first.Call("dump", "before");
        }
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
        using var second = Begun("main");
        second.Call("speak", 2);
        second.Call("dump", "after");
        second.Call("settle");
        second.Call("stop");
        second.Call("settle");
        JsonElement told = second.Call("report");
        // The first engine was gone before it heard of its start: the second one does.
        Assert.Equal("""[[3,"before","after",5,5],1]""", told.GetRawText());
        string after = Directory.GetFiles(folder.FullPath, "*after*.wav").Single();
        short[] samples = Sound.Decode(after);
        Assert.Equal(4 * 48000, samples.Length, 480.0);
        Assert.Equal(-15.05, Tone.LevelOf(samples.AsSpan(0, 190000)), 0.2); // no hole where one engine ended
        second.Call("end");
        Assert.Equal(0, VoiceRecorderNative.LiveCount());
    }

    [Fact]
    public void OneScriptHasOneRecorderOfAName()
    {
        using var script = Begun("main");
        JsonElement refused = script.Call("again");
        Assert.Equal(30005, refused[0].GetInt32());
        Assert.Contains("\"main\" is in use", refused[1].GetString());
        script.Call("end");
        script.Call("begin", folder.FullPath, folder.File("b.wav"), "main");
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
    }

    [Fact]
    public void TwentyEnginesOneAfterTheOtherLeaveOneRecorderWithOneSource()
    {
        for (int i = 0; i < 20; i++)
        {
            using var script = Begun("main");
            script.Call("speak", 0.1);
            Assert.Equal(1, script.Call("report")[1].GetInt32());
        }
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
    }

    [Fact]
    public void AScriptDrivesTheRecorderOfTheGameAndBothHearOfIt()
    {
        using var game = new VoiceRecorder(new RecorderOptions
        {
            Name = "main",
            CapturesFolder = folder.FullPath,
            VirtualClock = true,
            MinFreeBytes = 0,
        });
        string saved = null;
        game.DumpDone += dump => saved = dump.Capture.Reason;
        using (var script = Begun("main"))
        {
            script.Call("speak", 1);
            script.Call("dump", "both");
            script.Call("settle");
            Assert.Equal("""[[3,"both"],1]""", script.Call("report").GetRawText());
            game.Tick();
            Assert.Equal("both", saved);
            script.Call("end");
        }
        Assert.False(game.IsDisposed);
        Assert.Equal(TaskState.Cycle, game.Stats.TaskState);
    }

    private Script Begun(string name)
    {
        var script = new Script(Game);
        script.Call("begin", folder.FullPath, folder.File("session.wav"), name);
        return script;
    }
}

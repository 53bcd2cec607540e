using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace GameVoice.Tests;

/// <summary>The bundle of the package over its C# and the native library, from inside a script.</summary>
public sealed class BundleTests : IDisposable
{
    /// <summary>A recorder on the virtual clock, and a second of a tone.</summary>
    private const string Room = """
        const sine = (position) => 0.25 * Math.sin((2 * Math.PI * position) / 48);
        const tone = (Type, scale, i) => Type.from({ length: 480 }, (_, k) => scale * sine(480 * i + k));
        const heard = [];
        let recorder, mic;
        function enter(capturesFolder, more = {}) {
          recorder = new VoiceRecorder({ capturesFolder, virtualClock: true, minFreeBytes: 0, ...more });
          recorder.on('onAudioRecording', (code) => heard.push(code));
          recorder.enterRoom({ roomId: '房间 😀', userId: 'me' });
          mic = recorder.openSource({ kind: 'local', userId: 'me', label: 'microphone' });
        }
        function speak(seconds, Type = Int16Array, scale = 32767) {
          for (let i = 0; i < seconds * 100; i++) {
            const captureTimeMs = recorder.now;
            recorder.advance(10);
            const code = mic.push(tone(Type, scale, i), { sampleRate: 48000, channels: 1, captureTimeMs });
            if (code !== 0) throw recorder.lastError;
          }
        }
        const settle = () => { recorder.advance(1000); while (recorder.tick() > 0); };
        """;

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        VoiceRecorderNative.DestroyAll();
        folder.Dispose();
    }

    [Fact]
    public void ItRegistersItselfAndSaysWhatThePluginCanDo()
    {
        using var script = new Script(
            "export const of = () => JSON.stringify([VoiceRecorder.isSupported, VoiceRecorder.version]);");
        JsonElement said = script.Call("of");
        Assert.Equal("puerts-unity", said[0].GetProperty("platform").GetString());
        Assert.Equal(VoiceRecorderNative.Version(), said[1].GetString());
        Assert.Empty(script.Engine.Door.Lines);
    }

    [Theory]
    [InlineData("Int16Array", "32767")]
    [InlineData("Float32Array", "1")]
    public void WhatIsPushedIsWhatIsRecorded(string type, string scale)
    {
        using var script = new Script(Room + $$"""
            export async function of(folder, filePath) {
              enter(folder);
              recorder.startAudioRecordingWithConfig({ filePath, sampleRate: 48000 });
              speak(2, {{type}}, {{scale}});
              settle();
              recorder.stopAudioRecording();
              settle();
            }
            export const told = () => JSON.stringify(heard);
            """);
        string path = folder.File("real.wav");
        script.Call("of", folder.FullPath, path);
        Assert.Equal("[3,5]", script.Call("told").GetRawText());
        short[] samples = Sound.Decode(path).Take(96000).ToArray();
        Assert.Equal(1000, Tone.FrequencyOf(samples, 48000), 1.0);
        Assert.Equal(-15.05, Tone.LevelOf(samples), 0.1); // a sine at a quarter of full scale
    }

    [Fact]
    public void ACycleTaskIsDumpedMarkedAndEstimatedAndItsPromisesSettle()
    {
        using var script = new Script(Room + """
            const ended = {};
            export function begin(folder, filePath) {
              enter(folder, { name: 'main', about: { game: '游戏' } });
              const unsubscribe = recorder.on('dumpDone', (event) => (ended.event = event.capture.reason));
              recorder.start({ filePath, cycleTime: 10, sampleRate: 48000, encryptionKey: undefined })
                .then(() => (ended.started = true));
              speak(3);
              recorder.mark('here', { n: 1 });
              recorder.dump({ lastSeconds: 2, reason: '原因' }).then((capture) => (ended.dump = capture));
              settle();
              ended.stats = recorder.stats;
              ended.cost = recorder.estimate({ filePath, cycleTime: 10, sampleRate: 48000 });
              recorder.stop().then((capture) => (ended.stop = capture.durationSeconds));
              settle();
              unsubscribe();
            }
            export const told = () => JSON.stringify(ended);
            export const end = () => recorder.dispose();
            """);
        script.Call("begin", folder.FullPath, folder.File("cycle.wav"));
        JsonElement told = script.Call("told");
        Assert.True(told.GetProperty("started").GetBoolean());
        JsonElement dump = told.GetProperty("dump");
        string saved = dump.GetProperty("filePath").GetString();
        Assert.Equal("原因", dump.GetProperty("reason").GetString());
        Assert.Equal(2.0, dump.GetProperty("durationSeconds").GetDouble());
        Assert.Equal("原因", told.GetProperty("event").GetString());
        Assert.Equal(new FileInfo(saved).Length, dump.GetProperty("sizeBytes").GetInt64());
        JsonElement stats = told.GetProperty("stats");
        Assert.Equal("cycle", stats.GetProperty("taskState").GetString());
        Assert.Equal(300, stats.GetProperty("blocksTaken").GetInt32());
        JsonElement source = stats.GetProperty("sources")[0];
        Assert.Equal("me", source.GetProperty("userId").GetString());
        Assert.Equal("microphone", source.GetProperty("label").GetString());
        Assert.Equal(48000, source.GetProperty("sampleRate").GetInt32());
        Assert.Equal(96000, told.GetProperty("cost").GetProperty("bytesPerSecond").GetInt32());
        Assert.Equal(4.0, told.GetProperty("stop").GetDouble());
        string sidecar = File.ReadAllText(saved + ".json");
        Assert.Contains("游戏", sidecar);
        Assert.Contains("\"here\"", sidecar);
        script.Call("end");
        Assert.Equal(0, VoiceRecorderNative.LiveCount());
    }

    [Fact]
    public void AKeyGoesItsWayAndWhatItSealsIsNoWav()
    {
        using var script = new Script(Room + """
            export function of(folder, filePath) {
              enter(folder);
              const encryptionKey = Uint8Array.from({ length: 32 }, (_, i) => i);
              const codes = [recorder.startAudioRecordingWithConfig({ filePath, encryptionKey })];
              speak(1);
              recorder.stopAudioRecording();
              settle();
              codes.push(recorder.estimate({ filePath, encryptionKey }).bytesPerSecond);
              return JSON.stringify(codes.concat(heard));
            }
            """);
        bool canSeal = ((int)VoiceRecorderNative.Capabilities() & 8) != 0;
        Assert.True(canSeal);
        Assert.Equal("[0,64000,3,5]", script.Call("of", folder.FullPath, folder.File("sealed.wav")).GetRawText());
        Assert.NotEqual("RIFF"u8.ToArray(), File.ReadAllBytes(folder.File("sealed.wav")).Take(4));
    }

    [Fact]
    public void WhatCSharpRefusesHasItsCodeAndItsReason()
    {
        using var script = new Script(Room + """
            function codeOf(act) {
              try {
                act();
              } catch (error) {
                return [error instanceof VoiceRecorderError, error.code, error.message];
              }
            }
            export function of(folder) {
              enter(folder);
              const wrong = [
                codeOf(() => new VoiceRecorder({ capturesFolder: folder, mixDelayMs: 5 })),
                [true, recorder.startAudioRecording('/nowhere/at/all/a.ogg'), ''],
                [true, recorder.stopAudioRecording(), recorder.lastError.message],
                [true, recorder.dump().catch((e) => (globalThis.rejected = e.code)) && 0, ''],
              ];
              settle();
              return JSON.stringify([wrong, heard]);
            }
            export const rejected = () => JSON.stringify(globalThis.rejected);
            """);
        JsonElement told = script.Call("of", folder.FullPath);
        Assert.Equal(30003, told[0][0][1].GetInt32());
        Assert.Contains("mixDelayMs", told[0][0][2].GetString());
        Assert.Equal(0, told[0][1][1].GetInt32());
        Assert.Equal("[1]", told[1].GetRawText());
        Assert.Equal(30005, script.Call("rejected").GetInt32());
    }

    [Fact]
    public void ValuesOfTheWrongTypeNeverReachCSharp()
    {
        using var script = new Script(Room + """
            const WRONG = [undefined, null, {}, [], '5', NaN, 1n, Symbol('x')];
            WRONG.push(() => 1, new Date(0), Object.create(null));
            const BLOCKS = [new Float64Array(480), new Uint8Array(960), new ArrayBuffer(960)];
            BLOCKS.push(new DataView(BLOCKS[2]));
            const counts = {};
            function count(act) {
              let code;
              try {
                code = act();
              } catch (error) {
                code = error.code;
              }
              counts[code] = (counts[code] ?? 0) + 1;
            }
            export function of(folder) {
              enter(folder);
              for (const value of WRONG) {
                count(() => mic.push(value, { sampleRate: 48000, channels: 1 }));
                count(() => mic.push(new Int16Array(480), { sampleRate: value, channels: 1 }));
                count(() => mic.setMuted(value));
                count(() => recorder.enterRoom({ roomId: value === '5' ? 5 : value }));
                count(() => recorder.startAudioRecordingWithConfig(value ?? null));
                count(() => recorder.advance(value));
                count(() => recorder.setConsent(value));
                count(() => recorder.estimate({ filePath: '/a.wav', cycleTime: value ?? null }));
                count(() => recorder.discard(value));
                count(() => recorder.notify(value));
              }
              for (const block of BLOCKS) count(() => mic.push(block, { sampleRate: 48000, channels: 1 }));
              return JSON.stringify([counts, recorder.stats.blocksTaken]);
            }
            """);
        JsonElement told = script.Call("of", folder.FullPath);
        Assert.Equal("""[{"30003":114},0]""", told.GetRawText());
    }

    [Fact]
    public void TheChecksStandBeforeTheBridgeItself()
    {
        using var script = new Script("""
            export function of() {
              const recorder = new VoiceRecorder({ virtualClock: true });
              const native = recorder.calls.recorder;
              const codes = [native.enterRoom(5, 'me'), native.setConsent('yes'), native.mark('a')];
              codes.push(native.dump({}).status, native.push(1, [1, 2], 48000, 1, NaN));
              codes.push(native.recover('key'), native.closeSource(1n));
              const why = native.lastError();
              recorder.dispose();
              return JSON.stringify([codes, why]);
            }
            """);
        script.Engine.Door.Called.Clear();
        JsonElement told = script.Call("of");
        Assert.Equal("[30003,30003,30003,30003,30003,30003,30003]", told[0].GetRawText());
        Assert.Equal(
            "VoiceRecorderNative.CloseSource: argument 1: expected a number, got 1n (bigint)", told[1].GetString());
        string[] refused = ["EnterRoom", "SetConsent", "Mark", "Dump", "Push", "Recover", "CloseSource"];
        Assert.Empty(script.Engine.Door.Called.Intersect(refused));
        Assert.Contains("Create", script.Engine.Door.Called);
    }

    [Fact]
    public void DumpsWithoutAPathGoToTheFolderOfTheHostWhichIsMadeThen()
    {
        string captures = folder.File("captures");
        VoiceRecorderHost.SetDefaultCapturesFolder(captures);
        try
        {
            using var script = new Script(Room + """
                export function of(filePath) {
                  enter(undefined);
                  recorder.startAudioRecordingWithConfig({ filePath, cycleTime: 10 });
                  speak(1);
                  recorder.dump();
                  settle();
                }
                """);
            Assert.False(Directory.Exists(captures));
            script.Call("of", folder.File("cycle.wav"));
            Assert.Single(Directory.GetFiles(captures, "*.wav"));
        }
        finally
        {
            VoiceRecorderHost.SetDefaultCapturesFolder(null);
        }
    }

    [Fact]
    public void WithoutTheCSharpSideTheGameGoesOnAndReadsWhy()
    {
        var modules = new Modules("delete globalThis.CS;");
        modules.Texts["game.mjs"] = """
            import 'main.mjs';
            export * from 'after.mjs';
            """;
        modules.Texts["after.mjs"] = """
            import { VoiceRecorder } from 'voice-recorder.mjs';
            export const of = () => new VoiceRecorder().enterRoom({ roomId: 'lobby' });
            """;
        using var engine = new PuertsEngine(modules);
        var exports = engine.Exports("game.mjs");
        Assert.Equal(39002, engine.Call((Microsoft.ClearScript.ScriptObject)exports.GetProperty("of")));
        Assert.Contains(engine.Door.Lines, line => line.Contains("error: [voice-recorder] nothing is recorded: there"));
    }

    [Fact]
    public void AStrippedFunctionIsNamed()
    {
        var modules = new Modules("""
            const { VoiceRecorderNative, VoiceRecorderHost } = CS.GameVoice;
            const stripped = { ...VoiceRecorderNative, Dump: undefined };
            globalThis.CS = { GameVoice: { VoiceRecorderHost, VoiceRecorderNative: stripped } };
            """);
        modules.Texts["game.mjs"] = "import 'main.mjs';\nimport 'voice-recorder.mjs';";
        using var engine = new PuertsEngine(modules);
        engine.Exports("game.mjs");
        Assert.Contains("VoiceRecorderNative.Dump is missing in C#", Assert.Single(engine.Door.Lines));
    }
}

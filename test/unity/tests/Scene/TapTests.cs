using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GameVoice.Unity;
using UnityEngine;
using UnityEngine.StandIn;

namespace GameVoice.Tests.Scene;

/// <summary>OnAudioFilterRead on a thread of its own.</summary>
public sealed class TapTests
{
    private readonly float[] block = new float[2048]; // 1024 frames of 2 channels

    [Fact]
    public void TheVerySamplesAreRecorded()
    {
        using var stage = new Stage();
        stage.Recorder.Recording.channels = ChannelCount.Stereo;
        stage.Recorder.EnterRoom("lobby");
        GameObject ears = Listener(SourceKind.RemoteMix);
        short[] said = Enumerable.Range(0, 48000).Select(i => (short)((i * 37 % 20011) - 10000)).ToArray();
        for (int at = 0; at < said.Length; at += 480)
        {
            stage.Core.Advance(5);
            Game.HearOn(ears, said.Skip(at).Take(480).Select(each => each / 32768f).ToArray(), 2);
        }
        stage.Settle();
        stage.Recorder.StopRecording();
        stage.Settle();
        Assert.Equal(said, WithoutSilence(StereoOf(stage.File("room.wav"))));
    }

    [Fact]
    public void NothingIsChangedOfWhatIsHeardAndNothingIsAllocated()
    {
        using var stage = new Stage();
        GameObject ears = Listener(SourceKind.RemoteMix);
        Action<float[], int> filter = Assert.Single(Game.FiltersOf(ears));
        block[0] = 0.5f;
        block[2047] = -0.25f;
        float[] before = (float[])block.Clone();
        float[] surround = new float[6 * 1024];
        float[] wide = new float[2 * 9600]; // more than 100 ms: in parts
        long least = long.MaxValue;
        var audio = new Thread(() =>
        {
            for (int batch = 0; batch < 3; batch++)
            {
                long bytes = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 1000; i++)
                {
                    filter(block, 2);
                    filter(surround, 6);
                    filter(wide, 2);
                }
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - bytes);
            }
        });
        audio.Start();
        audio.Join();
        Assert.Equal(0, least);
        Assert.Equal(before, block);
        stage.Core.Advance(100);
        Assert.True(stage.Core.Stats.BlocksTaken > 0);
    }

    [Fact]
    public void TheFirstBlockIsNotCompiledOnTheAudioThread()
    {
        using System.Diagnostics.Process program = Programs.StartSelf(null, Program.FirstTap);
        Assert.Equal("compiled 0, taken 5", Programs.Finished(program).Trim());
    }

    [Fact]
    public void ATestToneThatIsGivenAnotherRecorderLeavesNothingInTheFirst()
    {
        using var stage = new Stage();
        var tone = stage.Thing.AddComponent<VoiceRecorderTestTone>();
        stage.Game.Frame();
        var second = new GameObject("second").AddComponent<Unity.VoiceRecorder>();
        tone.Recorder = second;
        stage.Game.Frame();
        stage.Core.Advance(100);
        Assert.Equal(0, stage.Core.Stats.SourceCount);
    }

    [Fact]
    public void TapAndToneSurviveAReloadOfScripts()
    {
        using var stage = new Stage();
        GameObject ears = Listener(SourceKind.RemoteMix);
        stage.Thing.AddComponent<VoiceRecorderTestTone>();
        stage.Game.Frame();
        VoiceRecorder first = stage.Core;
        stage.Game.ReloadScripts();
        stage.Game.Frame();
        Game.HearOn(ears, block, 2);
        Assert.NotSame(first, stage.Core);
        Assert.True(ears.GetComponent<VoiceRecorderTap>().IsOpen);
        Assert.Empty(stage.Lines(LogType.Exception).Concat(stage.Lines(LogType.Error)));
    }

    [Fact]
    public void NothingThatComesMakesItThrow()
    {
        using var stage = new Stage();
        GameObject ears = Listener(SourceKind.RemoteMix);
        foreach (int channels in new[] { -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })
        {
            Game.HearOn(ears, null, channels);
            Game.HearOn(ears, [], channels);
            Game.HearOn(ears, [1f], channels);
            Game.HearOn(ears, [float.NaN, float.PositiveInfinity], channels);
            Game.HearOn(ears, new float[100000], channels);
        }
        stage.Recorder.enabled = false;
        Game.HearOn(ears, block, 2);
        UnityEngine.Object.DestroyImmediate(stage.Thing);
        Game.HearOn(ears, block, 2);
        Assert.Empty(stage.Lines(LogType.Exception));
    }

    [Fact]
    public void ANamedUserIsASourceOfItsOwn()
    {
        using var stage = new Stage();
        Listener(SourceKind.Remote, "ann");
        stage.Core.Advance(100);
        SourceStats source = Assert.Single(stage.Core.Stats.Sources);
        Assert.Equal((SourceKind.Remote, "ann", "tap"), (source.Kind, source.UserId, source.Label));
        VoiceRecorderTap mix = Listener(SourceKind.RemoteMix).GetComponent<VoiceRecorderTap>();
        stage.Game.Frame();
        stage.Game.Frame();
        Assert.False(mix.IsOpen); // voices would count twice
        Assert.StartsWith("[VR 30005]", mix.Problem);
        Assert.Single(stage.Lines(LogType.Warning)); // said once
        mix.Kind = SourceKind.Local;
        mix.enabled = false;
        mix.enabled = true;
        Assert.True(mix.IsOpen);
    }

    [Fact]
    public void ATapThatWasRefusedTriesAgain()
    {
        using var stage = new Stage();
        VoiceRecorderTap ann = Listener(SourceKind.Remote, "ann").GetComponent<VoiceRecorderTap>();
        stage.Core.Advance(100);
        VoiceRecorderTap mix = Listener(SourceKind.RemoteMix).GetComponent<VoiceRecorderTap>();
        Frames(stage, 300);
        Assert.False(mix.IsOpen);
        Assert.Single(stage.Lines(LogType.Warning)); // however often it is refused
        ann.enabled = false;
        stage.Core.Advance(100);
        stage.Game.Frame();
        Frames(stage, 90);
        Assert.Equal((true, ""), (mix.IsOpen, mix.Problem));
        stage.Core.Advance(100);
        Assert.Equal(SourceKind.RemoteMix, Assert.Single(stage.Core.Stats.Sources).Kind);
        Assert.Single(stage.Lines(LogType.Warning));
    }

    [Fact]
    public void ARefusedTapDoesNotAskInEveryFrame()
    {
        using var stage = new Stage();
        Listener(SourceKind.Remote, "ann");
        Listener(SourceKind.RemoteMix);
        stage.Game.Frame();
        int refusals = 0;
        for (int frame = 0; frame < 300; frame++)
        {
            Assert.Equal(ReturnCode.Ok, stage.Core.SetMuted(false)); // forgets the last refusal
            stage.Game.Frame();
            if (stage.Core.LastError != null) refusals++;
        }
        Assert.InRange(refusals, 4, 6); // 60 frames are a second
    }

    [Fact]
    public void ATestToneThatWasRefusedTriesAgain()
    {
        using var stage = new Stage();
        var others = new List<VoiceSource>();
        Assert.Equal(ReturnCode.Limit, Assert.Throws<VoiceRecorderException>(() =>
        {
            while (others.Count < 1000) others.Add(stage.Core.OpenSource(SourceKind.Local, "crowd"));
        }).Code);
        stage.Thing.AddComponent<VoiceRecorderTestTone>();
        Frames(stage, 150);
        Assert.StartsWith("Voice Recorder Test Tone: ", Assert.Single(stage.Lines(LogType.Warning)));
        others[0].Dispose();
        stage.Core.Advance(100);
        Frames(stage, 90);
        others.ForEach(each => each.Dispose());
        stage.Core.Advance(100);
        Assert.Equal(1, stage.Core.Stats.SourceCount); // the tone's
        Assert.Single(stage.Lines(LogType.Warning));
    }

    [Fact]
    public void AChangedOutputRateIsFollowed()
    {
        using var stage = new Stage();
        GameObject ears = Listener(SourceKind.RemoteMix);
        Game.HearOn(ears, block, 2);
        stage.Core.Advance(100);
        Assert.Equal(48000, stage.Core.Stats.Sources[0].SampleRate);
        stage.Game.ChangeAudio(24000, true);
        Game.HearOn(ears, block, 1);
        stage.Core.Advance(100);
        Assert.Equal((24000, 1), (stage.Core.Stats.Sources[0].SampleRate, stage.Core.Stats.Sources[0].Channels));
        stage.Game.ChangeAudio(96000, true);
        Game.HearOn(ears, block, 2);
        stage.Game.Frame();
        Assert.Contains("got 96000 Hz: set the System Sample Rate", ears.GetComponent<VoiceRecorderTap>().Problem);
        stage.Game.ChangeAudio(48000, true);
        Game.HearOn(ears, block, 2);
        stage.Game.Frame();
        Assert.Equal("", ears.GetComponent<VoiceRecorderTap>().Problem);
    }

    [Fact]
    public void BlocksThatAreDroppedNowAndThenAreOneWarning()
    {
        using var stage = new Stage();
        GameObject ears = Listener(SourceKind.RemoteMix);
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 200; i++) Game.HearOn(ears, block, 2); // the queue holds 2 s
            stage.Game.Frame();
            Assert.Contains("blocks are dropped", ears.GetComponent<VoiceRecorderTap>().Problem);
            stage.Core.Advance(3000);
            Game.HearOn(ears, block, 2);
            stage.Game.Frame();
            Assert.Equal("", ears.GetComponent<VoiceRecorderTap>().Problem);
        }
        Assert.Single(stage.Lines(LogType.Warning), line => line.Contains("blocks are dropped"));
    }

    [Fact]
    public void ItFollowsItsRecorderThatIsSwitchedOffAndOn()
    {
        using var stage = new Stage();
        GameObject ears = Listener(SourceKind.RemoteMix);
        VoiceRecorder first = stage.Core;
        stage.Recorder.enabled = false;
        stage.Game.Frame();
        Assert.False(ears.GetComponent<VoiceRecorderTap>().IsOpen);
        stage.Recorder.enabled = true;
        stage.Game.Frame();
        Game.HearOn(ears, block, 2);
        stage.Core.Advance(100);
        Assert.NotSame(first, stage.Core);
        Assert.Equal(1, stage.Core.Stats.BlocksTaken);
        ears.GetComponent<VoiceRecorderTap>().enabled = false;
        stage.Core.Advance(100);
        Assert.Equal(0, stage.Core.Stats.SourceCount);
        UnityEngine.Object.DestroyImmediate(stage.Thing);
        Assert.Equal(0, stage.Game.StaticListeners);
    }

    [Fact]
    public void ALongBlockIsRecordedWhole()
    {
        using var stage = new Stage();
        stage.Recorder.EnterRoom("lobby");
        GameObject ears = Listener(SourceKind.RemoteMix);
        short[] said = Enumerable.Range(0, 7200).Select(i => (short)((i * 37 % 20011) - 10000)).ToArray();
        stage.Core.Advance(150);
        Game.HearOn(ears, said.Select(each => each / 32768f).ToArray(), 1);
        stage.Settle();
        stage.Recorder.StopRecording();
        stage.Settle();
        Assert.Equal(said, WithoutSilence(Sound.Decode(stage.File("room.wav"))));
    }

    [Fact]
    public void SurroundBecomesStereo()
    {
        float[] pairs = new float[4];
        float[] frames = [0, 0, 0, 0, 0, 0, 0.5f, 0.25f, 1, 0.75f, 0, 1];
        Downmix.ToStereo(frames, 1, 1, 6, Downmix.Weights(6), pairs);
        Assert.Equal(0.5 + 0.70710678, pairs[0], 5);
        Assert.Equal(0.25 + 0.70710678 + 0.70710678, pairs[1], 5);
    }

    [Fact]
    public void ATestToneIsHeardWithoutAnySdk()
    {
        using var stage = new Stage();
        stage.Recorder.EnterRoom("lobby");
        var tone = stage.Thing.AddComponent<VoiceRecorderTestTone>();
        tone.LevelDbfs = -20;
        for (int i = 0; i < 125; i++)
        {
            stage.Core.Advance(16);
            stage.Game.Frame();
        }
        stage.Recorder.StopRecording();
        stage.Settle();
        short[] heard = Sound.Decode(stage.File("room.wav"));
        Assert.InRange(Tone.FrequencyOf(heard.AsSpan(4800, 14400), 48000), 435, 445);
        Assert.InRange(Tone.LevelOf(heard.AsSpan(4800, 14400)), -23.2, -22.8); // a sine's RMS is 3 dB below its peak
        Assert.InRange(Tone.LevelOf(heard.AsSpan(28800, 14400)), -120, -100);
        UnityEngine.Object.DestroyImmediate(tone);
        stage.Core.Advance(100);
        Assert.Equal(0, stage.Core.Stats.SourceCount);
    }

    private static void Frames(Stage stage, int count)
    {
        for (int i = 0; i < count; i++) stage.Game.Frame();
    }

    private static GameObject Listener(SourceKind kind, string userId = "")
    {
        var ears = new GameObject("ears");
        ears.AddComponent<AudioListener>();
        ears.SetActive(false);
        var tap = ears.AddComponent<VoiceRecorderTap>();
        tap.Kind = kind;
        tap.UserId = userId;
        tap.Label = "tap";
        ears.SetActive(true);
        return ears;
    }

    private static short[] WithoutSilence(short[] samples) =>
        samples.SkipWhile(each => each == 0).Reverse().SkipWhile(each => each == 0).Reverse().ToArray();

    private static short[] StereoOf(string path) => Sound.Decode(path);
}

using System;
using System.Collections;
using System.IO;
using System.Threading;
using GameVoice.Testing;
using AssertionException = NUnit.Framework.AssertionException;

namespace GameVoice.Tests.Scene;

/// <summary>The helpers for tests of games pass when they should, and fail in words when they should.</summary>
public sealed class TestingTests
{
    [Fact]
    public void WhatWasHeardPassesAndLeavesNoFile()
    {
        using var stage = new Stage();
        string path = Recorded(stage, recording =>
        {
            VoiceAssert.Heard(recording);
            VoiceAssert.Heard(recording, 0.5, 1);
            VoiceAssert.Silent(recording, 1.2, 1.8);
            VoiceAssert.Level(recording, -16, -14, 0.2, 0.8);
            VoiceAssert.NoDropouts(recording);
            Assert.InRange(recording.Sound.DurationSeconds, 1.99, 2.1);
            Assert.True(File.Exists(recording.FilePath));
        });
        Assert.False(File.Exists(path) || File.Exists(path + ".json") || File.Exists(path + ".features"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)));
        stage.Settle();
        Assert.False(stage.Core.Stats.InRoom); // the room was the test's
    }

    [Fact]
    public void SilenceInsteadOfSoundSaysWhereThereIsSound()
    {
        string message = Failure(recording => VoiceAssert.Heard(recording, 1.2, 1.8));
        Assert.StartsWith(
            "expected sound from 1.20 s to 1.80 s, heard silence (loudest -120.0 dBFS at 1.20 s); " +
            "in all sound from 0.00 s to 1.00 s at -15.1 dBFS (loudest -15.1 dBFS at 0.",
            message);
    }

    [Fact]
    public void SoundInsteadOfSilenceSaysWhereAndHowLoud()
    {
        string message = Failure(recording => VoiceAssert.Silent(recording, 0.8, 1.8));
        Assert.StartsWith(
            "expected silence from 0.80 s to 1.80 s, heard sound from 0.80 s to 1.00 s at -15.1 dBFS", message);
    }

    [Fact]
    public void AWrongLevelSaysWhatItIs()
    {
        string message = Failure(recording => VoiceAssert.Level(recording, -12, -6, 0.2, 0.8));
        Assert.StartsWith(
            "expected a level of -12.0 dBFS to -6.0 dBFS from 0.20 s to 0.80 s, heard -15.1 dBFS: sound", message);
    }

    [Fact]
    public void AHoleSaysWhereAndHowLong()
    {
        string message = Failure(recording => VoiceAssert.NoDropouts(recording), holeAtBlock: 30);
        Assert.StartsWith("expected no dropouts from 0.00 s to ", message);
        Assert.Contains("heard 1: the first of 20 ms at 0.30 s", message);
    }

    [Fact]
    public void BlocksThatAreLostAreTold()
    {
        using var stage = new Stage();
        using VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me");
        using var recording = new TestRecording(stage.Recorder);
        stage.Game.Run(recording.Begin(), () => stage.Core.Advance(10));
        for (int i = 0; i < 1000; i++) microphone.Push(new short[480], 48000, 1); // the queue holds 2 s
        stage.Game.Run(recording.End(), () => stage.Core.Advance(10));
        Assert.True(recording.BlocksDropped > 0);
        var failed = Assert.Throws<AssertionException>(() => VoiceAssert.NoDropouts(recording));
        Assert.Contains($"{recording.BlocksDropped} blocks were lost", failed.Message);
        recording.IsKept = false;
    }

    [Fact]
    public void ARangeOutsideOfTheRecordingFails()
    {
        Assert.Contains("that were recorded, got one from 5.00 s", Failure(r => VoiceAssert.Silent(r, 5)));
        Assert.Contains("that were recorded, got one from -1.00 s", Failure(r => VoiceAssert.Heard(r, -1, 1)));
        Assert.Contains("that were recorded, got one from 1.00 s to 1.00 s", Failure(r => VoiceAssert.Heard(r, 1, 1)));
    }

    [Fact]
    public void AFailureKeepsItsRecordingAndSaysWhere()
    {
        using var stage = new Stage();
        string path = Recorded(stage, recording =>
        {
            var failed = Assert.Throws<AssertionException>(() => VoiceAssert.Silent(recording));
            Assert.EndsWith("; the recording is kept: " + recording.FilePath, failed.Message.TrimEnd());
        });
        Assert.True(File.Exists(path) && File.Exists(path + ".json"));
        Assert.StartsWith(stage.Folder("VoiceTests"), path);
        using var next = new TestRecording(stage.Recorder);
        Assert.NotEqual(path, next.FilePath); // what is kept is not written over
    }

    [Fact]
    public void TheArtefactsGoWhereTheVariableSays()
    {
        using var stage = new Stage();
        Environment.SetEnvironmentVariable(TestArtefacts.Variable, stage.Folder("ci"));
        try
        {
            using var recording = new TestRecording(stage.Recorder);
            Assert.StartsWith(stage.Folder("ci"), recording.FilePath);
        }
        finally
        {
            Environment.SetEnvironmentVariable(TestArtefacts.Variable, null);
        }
    }

    [Fact]
    public void ATestThatBreaksOffEndsItsRecording()
    {
        using var stage = new Stage();
        using VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me");
        using (var recording = new TestRecording(stage.Recorder))
        {
            stage.Game.Run(recording.Begin(), () => stage.Core.Advance(10));
            stage.Speak(microphone, 1);
            Assert.True(File.Exists(recording.FilePath));
            Assert.Throws<InvalidOperationException>(() => recording.Sound);
        }
        stage.Settle();
        Assert.Empty(Directory.GetFileSystemEntries(stage.Folder("VoiceTests")));
        Assert.Equal(TaskState.Idle, stage.Core.Stats.TaskState);
        Assert.False(stage.Core.Stats.InRoom);
    }

    [Fact]
    public void ATestThatBreaksOffWhileItsRecordingEndsLeavesNoFile()
    {
        using var stage = new Stage();
        using VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me");
        using (var recording = new TestRecording(stage.Recorder))
        {
            stage.Game.Run(recording.Begin(), () => stage.Core.Advance(10));
            stage.Speak(microphone, 1);
            Assert.True(recording.End().MoveNext()); // and never again
        }
        stage.Settle();
        Assert.Empty(Directory.GetFileSystemEntries(stage.Folder("VoiceTests")));
        Assert.False(stage.Core.Stats.InRoom);
    }

    [Fact]
    public void ATestThatBreaksOffOnARealClockLeavesNoFile()
    {
        using var stage = new Stage();
        using var core = new VoiceRecorder(new RecorderOptions { CapturesFolder = stage.Folder("real") });
        using (var recording = new TestRecording(core))
        {
            stage.Game.Run(recording.Begin(), () => Thread.Sleep(1));
            Assert.True(File.Exists(recording.FilePath));
        }
        Assert.Equal(TaskState.Idle, core.Stats.TaskState);
        core.Dispose(); // writes whatever is left to be written
        Assert.Empty(Directory.GetFileSystemEntries(stage.Folder("VoiceTests")));
    }

    [Fact]
    public void ARecorderThatIsGoneBeforeItsRecordingLeavesNoFile()
    {
        using var stage = new Stage();
        using (var recording = new TestRecording(stage.Recorder))
        {
            stage.Game.Run(recording.Begin(), () => stage.Core.Advance(10));
            stage.Recorder.enabled = false; // finishes the file
        }
        Assert.Empty(Directory.GetFileSystemEntries(stage.Folder("VoiceTests")));
    }

    [Fact]
    public void AFileThatCannotBeDeletedHidesNoFailureOfTheTest()
    {
        using var stage = new Stage();
        var failed = Assert.Throws<InvalidOperationException>((Action)(() =>
        {
            using var recording = new TestRecording(stage.Recorder);
            Directory.CreateDirectory(recording.FilePath); // no file: refused everywhere
            throw new InvalidOperationException("of the test");
        }));
        Assert.Equal("of the test", failed.Message);
        Assert.Contains("a file of a test stays", Assert.Single(stage.Lines(UnityEngine.LogType.Warning)));
    }

    [Fact]
    public void WithoutARecorderThereIsAnAnswerInWords()
    {
        using var stage = new Stage();
        stage.Recorder.enabled = false;
        var refused = Assert.Throws<ArgumentNullException>(() => new TestRecording(stage.Recorder));
        Assert.Contains("enable the Voice Recorder", refused.Message);
    }

    [Fact]
    public void ARecorderThatIsSwitchedOffMeanwhileEndsTheWait()
    {
        using var stage = new Stage();
        using var recording = new TestRecording(stage.Recorder);
        IEnumerator begin = recording.Begin();
        Assert.True(begin.MoveNext());
        stage.Recorder.enabled = false;
        Assert.Equal(ReturnCode.InvalidState, Assert.Throws<VoiceRecorderException>(() => begin.MoveNext()).Code);
    }

    [Theory]
    [InlineData("", "ends in its header")]
    [InlineData("RIFF", "ends in its header")]
    [InlineData("ID3 and so on, no WAV at all", "expected a WAV file below 4 GiB")]
    [InlineData("RIFF0000WAVEdata0000", "expected a format before the samples")]
    public void AFileThatIsNoWavIsRefusedInWords(string text, string expected)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("a.wav"), text);
        var refused = Assert.Throws<InvalidDataException>(() => new RecordedSound(folder.File("a.wav")));
        Assert.Contains(expected, refused.Message);
    }

    [Theory]
    [InlineData(nameof(VoiceChatTests.ThePlayerIsHeardAndThenSilent))]
    [InlineData(nameof(VoiceChatTests.TheToneOfThePlayerIsHeardWithoutFaults))]
    public void TheSampleTestsRunAndPass(string name)
    {
        using var stage = new Stage();
        UnityEngine.Object.DestroyImmediate(stage.Thing);
        var sample = new VoiceChatTests();
        sample.SetUp();
        Unity.VoiceRecorder recorder = Unity.VoiceRecorder.Current;
        recorder.enabled = false;
        recorder.Configuring += options => options.VirtualClock = true; // no matter how busy this machine is
        recorder.enabled = true;
        var test = (IEnumerator)typeof(VoiceChatTests).GetMethod(name).Invoke(sample, null);
        stage.Game.Run(test, () => recorder.Recorder.Advance(16));
        sample.TearDown();
        Assert.Null(Unity.VoiceRecorder.Current);
        Assert.Equal(0, stage.Game.StaticListeners);
    }

    private static string Failure(Action<TestRecording> assert, int holeAtBlock = -1)
    {
        using var stage = new Stage();
        string message = "";
        Recorded(
            stage,
            recording => message = Assert.Throws<AssertionException>(() => assert(recording)).Message,
            holeAtBlock);
        return message;
    }

    /// <summary>A second of a tone, then a second of silence.</summary>
    private static string Recorded(Stage stage, Action<TestRecording> assert, int holeAtBlock = -1)
    {
        VoiceSource microphone = stage.Core.OpenSource(SourceKind.Local, "me");
        using var recording = new TestRecording(stage.Recorder);
        stage.Game.Run(recording.Begin(), () => stage.Core.Advance(0));
        for (int block = 0; block < 200; block++)
        {
            double beganMs = stage.Core.Now;
            short[] samples = block < 100 ? stage.Tone.NextBlock() : new short[480];
            if (holeAtBlock >= 0 && block >= holeAtBlock && block < holeAtBlock + 2) Array.Clear(samples);
            stage.Core.Advance(10);
            microphone.Push(samples, 48000, 1, beganMs);
        }
        stage.Game.Run(recording.End(), () => stage.Core.Advance(10));
        microphone.Dispose();
        assert(recording);
        return recording.FilePath;
    }
}

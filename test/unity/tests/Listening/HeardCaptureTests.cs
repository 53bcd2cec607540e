using System;
using System.IO;
using System.Text.Json;
using GameVoice.Testing;
using GameVoice.Tests.Scene;
using AssertionException = NUnit.Framework.AssertionException;
using Table = GameVoice.Tests.Listening.SentenceTable;

namespace GameVoice.Tests.Listening;

/// <summary>Captures that assertions listen to: what is refused, what is kept, and what a test has recorded.</summary>
public sealed class HeardCaptureTests
{
    [Fact]
    public void AFailureKeepsTheCaptureWithItsDiagnosisAndSaysWhere()
    {
        using var artefacts = new Artefacts();
        using var folder = new TempFolder();
        string path = Table.Write(folder.FullPath, "holes");
        File.WriteAllText(folder.File("holes.local.wav"), "beside it");
        File.WriteAllText(folder.File("holes2.wav"), "another");
        using var capture = new HeardCapture(path);
        string first = Failed(() => VoiceAssert.HasNoDropouts(capture));
        string[] places = first.Split('\n')[2..];
        string kept = places[0]["capture: ".Length..];
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(kept));
        Assert.StartsWith(artefacts.Folder, kept);
        string beside = Path.GetDirectoryName(kept);
        Assert.True(File.Exists(Path.Combine(beside, "holes.local.wav")));
        Assert.False(File.Exists(Path.Combine(beside, "holes2.wav")));
        JsonElement diagnosis =
            JsonDocument.Parse(File.ReadAllText(places[1]["report:  ".Length..])).RootElement;
        Assert.Contains(
            diagnosis.GetProperty("findings").EnumerateArray(),
            each => each.GetProperty("id").GetString() == "dropout");
        // One copy, however much of a test fails.
        Assert.EndsWith(string.Join('\n', places), Failed(() => VoiceAssert.Lasts(capture, 9)));
        Assert.Single(Directory.GetDirectories(artefacts.Folder));
    }

    [Fact]
    public void WhatCannotBeKeptDoesNotHideWhyATestFailed()
    {
        using var folder = new TempFolder();
        string path = Table.Write(folder.FullPath, "tone");
        Environment.SetEnvironmentVariable(TestArtefacts.Variable, Path.Combine(path, "no folder"));
        try
        {
            using var capture = new HeardCapture(path);
            string message = Failed(() => VoiceAssert.Lasts(capture, 9));
            Assert.StartsWith("expected a length of 9.00 s, give or take 0.10 s\nthe capture lasts 3.00 s\n", message);
            Assert.Contains("capture: not kept: ", message);
        }
        finally
        {
            Environment.SetEnvironmentVariable(TestArtefacts.Variable, null);
        }
    }

    [Fact]
    public void AnExpectationThatMakesNoSenseIsRefusedInWords()
    {
        using var folder = new TempFolder();
        using var capture = new HeardCapture(Table.Write(folder.FullPath, "tone"));
        Assert.StartsWith("hz ", Refused(() => VoiceAssert.ContainsTone(capture, 1)));
        Assert.Contains("no-such-fault", Refused(() => VoiceAssert.HasNoFindings(capture, ["no-such-fault"])));
        Assert.Contains("minLufs", Refused(() => VoiceAssert.HasLoudness(capture)));
        Assert.Contains("from", Refused(() => VoiceAssert.IsSilent(capture, from: double.NaN)));
        Assert.Contains("finite", Refused(() => VoiceAssert.HasNoDropouts(capture, double.NegativeInfinity)));
        Assert.Contains("null", Refused(() => VoiceAssert.HasNoFindings(capture, [null])));
        Assert.Contains("whose speech", Refused(() => VoiceAssert.HearsSpeech(capture, null)));
        Assert.Contains("got none", Refused(() => VoiceAssert.Lasts(null, 1)));
        Assert.Throws<VoiceRecorderException>(() => VoiceAssert.IsSilent(capture, Voice.Of("\ud800")));
        capture.Dispose();
        Assert.Throws<ObjectDisposedException>(() => VoiceAssert.Lasts(capture, 3));
    }

    [Fact]
    public void AFileThatIsNoCaptureIsRefusedInWords()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("a.wav"), "this is no audio, whatever its name says, and it is long enough");
        Assert.Contains("b.wav", Assert.Throws<FileNotFoundException>(() => new HeardCapture(folder.File("b.wav"))).Message);
        Assert.Contains("a.wav", Assert.Throws<InvalidDataException>(() => new HeardCapture(folder.File("a.wav"))).Message);
        Assert.Throws<ArgumentException>(() => new HeardCapture(""));
        Assert.Throws<VoiceRecorderException>(() => new HeardCapture(folder.File("a.wav"), new byte[31]));
    }

    [Fact]
    public void ARecordingOfATestIsListenedToSideBySide()
    {
        using var artefacts = new Artefacts();
        using var stage = new Stage();
        using VoiceSource me = stage.Core.OpenSource(SourceKind.Local, "me");
        using VoiceSource ann = stage.Core.OpenSource(SourceKind.Remote, "ann");
        using (var recording = new TestRecording(stage.Recorder))
        {
            stage.Game.Run(recording.Begin(), () => stage.Core.Advance(10));
            Assert.Throws<InvalidOperationException>(() => VoiceAssert.Lasts(recording, 2));
            for (int block = 0; block < 300; block++)
            {
                double beganMs = stage.Core.Now;
                short[] tone = stage.Tone.NextBlock();
                stage.Core.Advance(10);
                ann.Push(tone, Tone.RateHz, 1, beganMs);
                me.Push(new short[tone.Length], Tone.RateHz, 1, beganMs);
            }
            stage.Game.Run(recording.End(), () => stage.Core.Advance(10));
            VoiceAssert.ContainsTone(recording, 1000, Voice.Of("ann"));
            VoiceAssert.ContainsTone(recording, 1000, Voice.Remote);
            VoiceAssert.IsSilent(recording, Voice.Local);
            VoiceAssert.HasNoDropouts(recording, of: Voice.Remote, from: 0.1, to: 2.8);
            string message = Failed(() => VoiceAssert.IsSilent(recording, Voice.Of("ann"), 0.5, 2.5));
            Assert.StartsWith(
                "expected silence below -60 dBFS of user ann between 0.50 s and 2.50 s\n" +
                "remote user ann: sound for 2.00 s between 0.50 s and 2.50 s, the loudest is -15.",
                message);
            string kept = Path.GetDirectoryName(message.Split('\n')[2]["capture: ".Length..]);
            Assert.Contains(Directory.GetFiles(kept), each => each.EndsWith(".remote-ann.wav", StringComparison.Ordinal));
        }
        Assert.Empty(Directory.GetFiles(artefacts.Folder)); // the copy alone stays
        Assert.Single(Directory.GetDirectories(artefacts.Folder));
    }

    [Fact]
    public void AnEchoFailsAndItsAbsencePasses()
    {
        using var artefacts = new Artefacts();
        using var stage = new Stage();
        Recorded(stage, 0, recording => VoiceAssert.HasNoEcho(recording));
        Recorded(stage, 0.1, recording => Assert.StartsWith(
            "expected no echo of the local user\n", Failed(() => VoiceAssert.HasNoEcho(recording))));
    }

    /// <summary>Ann speaks for 12 s, and so much of it comes back by the microphone 100 ms later.</summary>
    private static void Recorded(Stage stage, double echo, Action<TestRecording> assert)
    {
        using VoiceSource me = stage.Core.OpenSource(SourceKind.Local, "me");
        using VoiceSource ann = stage.Core.OpenSource(SourceKind.Remote, "ann");
        using var recording = new TestRecording(stage.Recorder);
        stage.Game.Run(recording.Begin(), () => stage.Core.Advance(10));
        var random = new Random(7);
        var said = new short[1200 * 480];
        for (int i = 0; i < said.Length; i++)
        {
            bool isWord = Math.Sin(2 * Math.PI * 2.3 * i / 48000) + Math.Sin(2 * Math.PI * 0.7 * i / 48000) > 0.2;
            said[i] = (short)(isWord ? random.Next(-6000, 6000) : 0);
        }
        for (int block = 0; block < 1200; block++)
        {
            double beganMs = stage.Core.Now;
            var back = new short[480];
            for (int i = 0; i < back.Length && block >= 10; i++) back[i] = (short)(echo * said[((block - 10) * 480) + i]);
            stage.Core.Advance(10);
            ann.Push(said[(block * 480)..((block + 1) * 480)], 48000, 1, beganMs);
            me.Push(back, 48000, 1, beganMs);
        }
        stage.Game.Run(recording.End(), () => stage.Core.Advance(10));
        assert(recording);
    }

    private static string Failed(Action assert) => Assert.Throws<AssertionException>(assert).Message.TrimEnd();

    private static string Refused(Action assert) => Assert.ThrowsAny<ArgumentException>(assert).Message;
}

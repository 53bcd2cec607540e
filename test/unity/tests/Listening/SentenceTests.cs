using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using GameVoice.Testing;
using AssertionException = NUnit.Framework.AssertionException;
using Table = GameVoice.Tests.Listening.SentenceTable;

namespace GameVoice.Tests.Listening;

/// <summary>Each assertion passes and fails on real captures, in the words that TypeScript has for it.</summary>
public sealed class SentenceTests
{
    private const double Forever = double.PositiveInfinity;

    /// <summary>What the cases of the table are in C#.</summary>
    private static readonly Dictionary<string, (Action<HeardCapture> Assert, Expectation Same)> Calls = new()
    {
        ["speech is heard"] = (c => VoiceAssert.HearsSpeech(c, Voice.Mix), Expectation.Speech(Voice.Mix)),
        ["speech is heard too late"] =
            (c => VoiceAssert.HearsSpeech(c, Voice.Mix, 0, 0.25), Expectation.Speech(Voice.Mix, to: 0.25)),
        ["a tone is no speech"] =
            (c => VoiceAssert.HearsSpeech(c, Voice.Mix, to: Forever), Expectation.Speech(Voice.Mix)),
        ["more speech than there is"] = (
            c => VoiceAssert.HearsSpeech(c, Voice.Mix, atLeastSeconds: 2),
            Expectation.Speech(Voice.Mix, atLeastSeconds: 2)),
        ["speech of a user who is not there"] = (
            c => VoiceAssert.HearsSpeech(c, Voice.Of("伊芙 \"eve\"")), Expectation.Speech(Voice.Of("伊芙 \"eve\""))),
        ["silence"] = (c => VoiceAssert.IsSilent(c, from: 2.1, to: 2.9), Expectation.Silence(from: 2.1, to: 2.9)),
        ["sound instead of silence"] = (c => VoiceAssert.IsSilent(c), Expectation.Silence()),
        ["silence below a level"] =
            (c => VoiceAssert.IsSilent(c, belowDbfs: -20), Expectation.Silence(belowDbfs: -20)),
        ["a tone"] = (c => VoiceAssert.ContainsTone(c, 440), Expectation.Tone(440)),
        ["another tone"] =
            (c => VoiceAssert.ContainsTone(c, 600, toleranceHz: 12), Expectation.Tone(600, toleranceHz: 12)),
        ["a tone that does not last"] = (
            c => VoiceAssert.ContainsTone(c, 440, Voice.Mix, 1, 3, atLeastSeconds: 2),
            Expectation.Tone(440, Voice.Mix, 1, 3, atLeastSeconds: 2)),
        ["no dropouts"] = (c => VoiceAssert.HasNoDropouts(c), Expectation.NoDropouts()),
        ["dropouts"] = (c => VoiceAssert.HasNoDropouts(c), Expectation.NoDropouts()),
        ["a long dropout"] = (c => VoiceAssert.HasNoDropouts(c, longerThanMs: 100), Expectation.NoDropouts(100)),
        ["no clipping"] = (c => VoiceAssert.HasNoClipping(c), Expectation.NoClipping()),
        ["clipping"] = (c => VoiceAssert.HasNoClipping(c, Voice.Mix), Expectation.NoClipping(Voice.Mix)),
        ["an echo that cannot be told"] = (c => VoiceAssert.HasNoEcho(c), Expectation.NoEcho()),
        ["no findings but those that are known"] = (
            c => VoiceAssert.HasNoFindings(c, ["dropout", "noise"], from: 0.9, to: 3),
            Expectation.NoFindings(["dropout", "noise"], from: 0.9, to: 3)),
        ["a check that could not be made"] = (
            c => VoiceAssert.HasNoFindings(c, ["dropout", "noise"], ["echo"]),
            Expectation.NoFindings(["dropout", "noise"], ["echo"])),
        ["a loudness"] = (c => VoiceAssert.HasLoudness(c, -20, -14), Expectation.Loudness(-20, -14)),
        ["too quiet"] = (c => VoiceAssert.HasLoudness(c, min: -10), Expectation.Loudness(-10)),
        ["a length"] = (c => VoiceAssert.Lasts(c, 3), Expectation.Length(3)),
        ["another length"] = (c => VoiceAssert.Lasts(c, 5, 0.5), Expectation.Length(5, 0.5)),
        ["dropouts that were meant"] =
            (c => VoiceAssert.That(c, Expectation.NoDropouts().Not), Expectation.NoDropouts().Not),
        ["speech of somebody who is muted"] =
            (c => VoiceAssert.That(c, Expectation.Speech(Voice.Mix).Not), Expectation.Speech(Voice.Mix).Not),
    };

    public static TheoryData<string> Names => [.. Table.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnAssertionSaysWhatTypeScriptSays(string name)
    {
        using var artefacts = new Artefacts();
        JsonElement told = Table.Cases[name];
        (Action<HeardCapture> assert, Expectation same) = Calls[name];
        JsonElement asked = JsonDocument.Parse(same.RequestJson).RootElement.GetProperty("expectations")[0];
        Assert.True(JsonElement.DeepEquals(told.GetProperty("expectation"), asked), asked.GetRawText());
        string path = Table.Write(artefacts.Folder, Table.Text(told, "capture"));
        using var capture = new HeardCapture(path);
        if (told.GetProperty("pass").GetBoolean())
        {
            assert(capture);
            Assert.Equal([path], Directory.GetFileSystemEntries(artefacts.Folder));
            return;
        }
        string[] lines = Assert.Throws<AssertionException>(() => assert(capture)).Message.Split('\n');
        Assert.Equal("expected " + Table.Text(told, "expected"), lines[0]);
        Assert.Equal(Table.Text(told, "message"), lines[1]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void EveryCaseOfTheTableHasItsCall() => Assert.Equal(Table.Cases.Keys, Calls.Keys);
}

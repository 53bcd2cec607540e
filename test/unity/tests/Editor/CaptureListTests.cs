using System;
using System.IO;
using System.Linq;
using GameVoice.Unity.EditorUi;

namespace GameVoice.Tests.Editing;

/// <summary>The captures of a folder as the window lists them.</summary>
public sealed class CaptureListTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly CaptureFolder folder = new();

    [Fact]
    public void TheNewestIsFirstByWhatItsSidecarSays()
    {
        Finished("old.wav", 1_700_000_000_000, 0);
        Finished("new.wav", 1_760_000_000_000, 9000);
        folder.Wav("untold.wav", 1);
        folder.Age("untold.wav", 3600, Now);
        Assert.Equal(["untold.wav", "new.wav", "old.wav"], Names());
        CaptureEntry found = Read().Entries[1];
        Assert.Equal(new DateTime(2025, 10, 9, 8, 53, 20, DateTimeKind.Utc), found.StartedUtc);
        Assert.Equal(12.5, found.DurationSeconds);
        Assert.Equal(("hotkey", "lobby"), (found.Reason, found.Room));
        Assert.Equal(82, found.SizeBytes);
        Assert.Null(Read().Entries[0].DurationSeconds);
    }

    [Fact]
    public void TracksHiddenFilesLinksAndOthersAreNoCaptures()
    {
        folder.Wav("room.wav", 1);
        folder.Sidecar("room.wav", """{ "tracks": [{ "file": "room.local.wav" }, { "file": "../x.wav" }, null] }""");
        foreach (string name in new[] { "room.local.wav", ".hidden.wav", "room.wav.features", "notes.txt" })
        {
            folder.Wav(name, 1);
        }
        File.CreateSymbolicLink(folder.File("link.wav"), folder.File("room.wav"));
        Assert.Equal(["room.wav"], Names());
        Assert.Equal(["room.local.wav"], Read().Entries[0].TrackNames);
    }

    [Fact]
    public void ADamagedSidecarIsNone()
    {
        string[] damaged = ["", "{", "[]", "null", """{ "startedAtUnixMs": "soon" }""", """{ "tracks": 7 }"""];
        foreach (string json in damaged)
        {
            folder.Wav("room.wav", 1);
            folder.Age("room.wav", 60, Now);
            folder.Sidecar("room.wav", json);
            CaptureEntry found = Assert.Single(Read().Entries);
            Assert.Equal(CaptureState.Finished, found.State);
            Assert.Equal(Now.AddSeconds(-60), found.StartedUtc);
        }
        folder.Sidecar("room.wav", """{ "startedAtUnixMs": 1e300, "durationSeconds": -1, "about": { "x": [1] } }""");
        Assert.Equal(Now.AddSeconds(-60), Read().Entries[0].StartedUtc);
        Assert.Null(Read().Entries[0].DurationSeconds);
    }

    [Fact]
    public void ASidecarIsReadAgainOnlyWhenItHasChanged()
    {
        string wav = folder.Wav("room.wav", 1);
        folder.Sidecar("room.wav", """{ "reason": "one" }""");
        var cache = new SidecarCache();
        Sidecar first = cache.Of(wav);
        cache.EndLook();
        Assert.Same(first, cache.Of(wav));
        cache.EndLook();
        folder.Sidecar("room.wav", """{ "reason": "three" }""");
        Assert.Equal("three", cache.Of(wav).Reason);
        cache.EndLook();
        DateTime changed = File.GetLastWriteTimeUtc(wav + ".json").AddSeconds(2);
        File.WriteAllText(wav + ".json", """{ "reason": "seven" }"""); // as long as before
        File.SetLastWriteTimeUtc(wav + ".json", changed);
        Assert.Equal("seven", CaptureList.Read(folder.FullPath, Now, cache).Entries[0].Reason);
        Sidecar last = cache.Of(wav);
        cache.EndLook();
        cache.EndLook(); // nobody asked for it
        Assert.NotSame(last, cache.Of(wav));
        File.Delete(wav + ".json");
        Assert.Null(cache.Of(wav));
    }

    [Theory]
    [InlineData("a.part.wav", 9, 1)]
    [InlineData("a.part-2.aac", 11, 2)]
    [InlineData("a.wav", 2, 1)]
    [InlineData("a.wav", 4, 0)]
    public void WhatIsStillWrittenIsToldByNameAndAge(string name, double seconds, int state)
    {
        folder.Wav(name, 1);
        folder.Age(name, seconds, Now);
        Assert.Equal((CaptureState)state, Read().Entries[0].State);
    }

    [Fact]
    public void AFolderThatIsMissingOrNoneIsToldWithWhatToDo()
    {
        CaptureList missing = CaptureList.Read(folder.File("none"), Now);
        Assert.Equal(FolderState.Missing, missing.State);
        Assert.Contains("Project Settings > Voice Recorder", BoardTexts.Of(missing));
        CaptureList file = CaptureList.Read(folder.Wav("a.wav", 1), Now);
        Assert.Equal(FolderState.Unreadable, file.State);
        Assert.Contains("it is a file", BoardTexts.Of(file));
        Assert.Equal("", BoardTexts.Of(Read()));
        File.Delete(folder.File("a.wav"));
        Assert.Equal(FolderState.Read, Read().State);
        Assert.Contains("press Play", BoardTexts.Of(Read()));
        Assert.Contains("Reading", BoardTexts.Of((CaptureList)null));
    }

    [Fact]
    public void DeletingTakesAllThatBelongsToACaptureAndNothingElse()
    {
        Finished("room.wav", 1_700_000_000_000, 0);
        folder.Sidecar("room.wav", """{ "tracks": [{ "file": "room.local.wav" }, { "file": "../other.wav" }] }""");
        foreach (string name in new[] { "room.local.wav", "room.wav.features", "room.aac" }) folder.Wav(name, 1);
        folder.Age("room.aac", 60, Now);
        Assert.Equal("", CaptureFiles.Delete(Read().Entries.Single(each => each.Name == "room.wav")));
        Assert.Equal(["room.aac"], Directory.GetFiles(folder.FullPath).Select(Path.GetFileName));
    }

    [Fact]
    public void WhatIsStillWrittenIsNotDeleted()
    {
        folder.Wav("room.part.wav", 1);
        folder.Age("room.part.wav", 1, Now);
        Assert.Contains("stop the recording first", CaptureFiles.Delete(Read().Entries[0]));
        Assert.True(File.Exists(folder.File("room.part.wav")));
    }

    [Fact]
    public void TheQuestionTellsWhatGoes()
    {
        folder.Wav("room.wav", 1);
        folder.Sidecar("room.wav", """{ "pinned": true, "encrypted": { "x": 1 }, "tracks": [{ "file": "a.wav" }] }""");
        CaptureEntry found = Read().Entries[0];
        Assert.Contains("room.wav with its 1 tracks", BoardTexts.Question(found));
        Assert.Contains("pinned", BoardTexts.Question(found));
        Assert.Contains("[encrypted]", BoardTexts.Of(found));
    }

    [Fact]
    public void TheBoardReadsOnAnotherThreadAndAgainAfterTwoSeconds()
    {
        DateTime now = Now;
        using var board = new CaptureBoard(() => now) { Folder = folder.FullPath };
        Read(board);
        Assert.Empty(board.List.Entries);
        Finished("room.wav", 1_700_000_000_000, 0);
        now = now.AddSeconds(1.9);
        Read(board);
        Assert.Empty(board.List.Entries);
        now = now.AddSeconds(0.1);
        Read(board);
        CaptureEntry found = Assert.Single(board.List.Entries);
        board.WaveformOf(found); // is read from now on
        board.Finish();
        Assert.Equal(1000f / 32768, board.WaveformOf(found).Max[0]);
        folder.Wav("late.wav", 1);
        board.Refresh();
        Read(board);
        Assert.Equal(2, board.List.Entries.Count);
        board.Folder = folder.File("none");
        Assert.Null(board.List);
        Read(board);
        Assert.Equal(FolderState.Missing, board.List.State);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1048575, "1.0 MiB")]
    [InlineData(5L * 1024 * 1024 * 1024 * 1024, "5120.0 GiB")]
    public void SizesAreInBinaryUnits(long bytes, string text) => Assert.Equal(text, Words.Size(bytes));

    [Theory]
    [InlineData(7.9, "0:07")]
    [InlineData(750, "12:30")]
    [InlineData(3723, "1:02:03")]
    [InlineData(90000, "25:00:00")]
    public void LengthsAreAClock(double seconds, string text) => Assert.Equal(text, Words.Length(seconds));

    public void Dispose() => folder.Dispose();

    private static void Read(CaptureBoard board)
    {
        board.Update();
        board.Finish();
        board.Update();
    }

    private CaptureList Read() => CaptureList.Read(folder.FullPath, Now);

    private string[] Names() => Read().Entries.Select(each => each.Name).ToArray();

    private void Finished(string name, long startedAtUnixMs, double seconds)
    {
        folder.Wav(name, 1000);
        folder.Age(name, seconds, Now);
        folder.Sidecar(
            name,
            $$"""
            {
              "startedAtUnixMs": {{startedAtUnixMs}}, "durationSeconds": 12.5,
              "reason": "hotkey", "room": "lobby"
            }
            """);
    }
}

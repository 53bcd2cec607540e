using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GameVoice.Tests;

/// <summary>Who is heard, who agreed, and what the game is told.</summary>
public sealed class PrivacyTests
{
    private const double SilenceDb = -100;

    [Fact]
    public void NothingStartsBeforeThePlayerAgreed()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath, options => options.RequireConsent = true);
        Assert.Equal(ReturnCode.InvalidState, room.Recorder.StartAudioRecording(folder.File("room.wav")));
        Assert.Equal(0, room.Recorder.SetConsent(true));
        Assert.Equal(0, room.Recorder.StartAudioRecording(folder.File("room.wav")));
        room.Settle();
        Assert.Equal(0, room.Recorder.SetConsent(false));
        room.Settle();
        Assert.Equal([RtcAudioRecordingCode.Start, RtcAudioRecordingCode.Finish], room.Codes);
    }

    [Fact]
    public void WhatIsMutedOrPausedIsSilenceOfItsLength()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.StartAudioRecording(folder.File("room.wav"), 48000);
        room.Speak(1);
        Assert.Equal(0, room.Recorder.SetMuted(true));
        room.Speak(1);
        Assert.Equal(0, room.Recorder.SetMuted(false));
        Assert.Equal(0, room.Microphone.SetMuted(true));
        room.Speak(1);
        Assert.Equal(0, room.Microphone.SetMuted(false));
        Assert.Equal(0, room.Recorder.Pause());
        room.Speak(1);
        Assert.Equal(0, room.Recorder.Resume());
        room.Speak(1);
        room.Recorder.StopAudioRecording();
        room.Settle();
        short[] heard = Sound.Decode(folder.File("room.wav"));
        double[] levels = Enumerable.Range(0, 5)
                              .Select(second => Tone.LevelOf(heard.Skip((second * 48000) + 4800).Take(38400).ToArray()))
                              .ToArray();
        Assert.All(new[] { 0, 4 }, second => Assert.InRange(levels[second], -15.6, -14.5));
        Assert.All(
            new[] { 1, 2, 3 },
            second => Assert.True(levels[second] < SilenceDb, $"second {second}: {levels[second]} dB"));
        Assert.Equal(5 * 48000, heard.Length);
        Assert.Contains(RecordingState.Paused, room.States);
    }

    [Fact]
    public void WhoIsExcludedIsNotHeardUntilIncluded()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.StartAudioRecording(folder.File("room.wav"), 48000);
        Assert.Equal(0, room.Recorder.Exclude("me"));
        room.Speak(1);
        Assert.Equal(0, room.Recorder.Include("me"));
        room.Speak(1);
        room.Recorder.StopAudioRecording();
        room.Settle();
        short[] heard = Sound.Decode(folder.File("room.wav"));
        Assert.True(Tone.LevelOf(heard[4800..43200]) < SilenceDb);
        Assert.InRange(Tone.LevelOf(heard[52800..]), -15.6, -14.5);
    }

    [Fact]
    public void SeparateTracksHaveFilesOfTheirOwnAndWhatDoesNotFitIsTold()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath, options => options.MaxTracks = 1);
        var degraded = new List<DegradedEvent>();
        room.Recorder.Degraded += degraded.Add;
        Task<Capture> stopped = Record(room, folder.File("room.wav"));
        Capture capture = RecordingTests.Settled(stopped);
        Assert.Equal([folder.File("room.local.wav")], capture.TrackPaths);
        Assert.Equal(room.Said, Sound.Decode(capture.TrackPaths[0]));
        Assert.Equal(DegradedReason.Tracks, Assert.Single(degraded).Reason);
        Assert.NotEmpty(degraded[0].Message);
    }

    [Fact]
    public void RetentionTellsWhatItRemoves()
    {
        using var folder = new TempFolder();
        using var room =
            new Room(folder.FullPath, options => (options.RetentionCount, options.NameTemplate) = (1, "{count}"));
        var removed = new List<string>();
        room.Recorder.CaptureRemoved += removed.Add;
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("room.wav"), CycleTime = 10 });
        var dumps = new List<Task<Capture>>();
        for (int i = 0; i < 2; i++)
        {
            room.Speak(0.5);
            dumps.Add(room.Recorder.DumpAsync());
            room.Settle();
        }
        string[] paths = dumps.Select(dump => RecordingTests.Settled(dump).FilePath).ToArray();
        Assert.Equal([paths[0]], removed);
        Assert.False(File.Exists(paths[0]));
        Assert.True(File.Exists(paths[1]));
    }

    private static Task<Capture> Record(Room room, string path)
    {
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = path, SampleRate = 48000, Tracks = Tracks.Separate });
        room.Speak(0.1);
        using VoiceSource you = room.Recorder.OpenSource(SourceKind.Remote, "you");
        you.Push(new short[480], 48000, 1);
        room.Speak(1);
        Task<Capture> stopped = room.Recorder.StopAsync();
        room.Settle();
        return stopped;
    }
}

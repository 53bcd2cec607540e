using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace GameVoice.Tests;

/// <summary>Recorders with a name: scripts come and go, and the game and its script share one.</summary>
public sealed class NamedRecorderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        VoiceRecorderNative.DestroyAll();
        folder.Dispose();
    }

    [Fact]
    public void TheNextScriptFindsItByItsNameWithWhatRuns()
    {
        double recorder = Made();
        Assert.Equal(0, VoiceRecorderNative.SetName(recorder, "main 房间"));
        VoiceRecorderNative.EnterRoom(recorder, "lobby", "me");
        Start(recorder, "room.wav");

        Assert.Equal(0, VoiceRecorderNative.Adopt("main 房间"));
        Assert.Equal(recorder, VoiceRecorderNative.LastId());
        Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.Adopt("main"));
        Assert.Contains("no recorder has this name", VoiceRecorderNative.LastError());
        Assert.Equal(0, VoiceRecorderNative.Stop(recorder));
        VoiceRecorderNative.Destroy(recorder);
        Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.Adopt("main 房间"));
    }

    [Fact]
    public void ANameIsOfOneRecorderAndFits()
    {
        double first = Made();
        double second = Made();
        Assert.Equal(0, VoiceRecorderNative.SetName(first, "main"));
        Assert.Equal(0, VoiceRecorderNative.SetName(first, "main"));
        Assert.Equal(ReturnCode.InvalidParameter, VoiceRecorderNative.SetName(second, "main"));
        foreach (string name in new[] { null, "", "a\0", "\ud800", new string('é', 129) })
        {
            Assert.Equal(ReturnCode.InvalidParameter, VoiceRecorderNative.SetName(second, name));
            Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.Adopt(name));
        }
        Assert.Equal(0, VoiceRecorderNative.SetName(second, new string('é', 128)));
        Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.SetName(double.NaN, "other"));
        Assert.Equal(30003, Assert.Throws<VoiceRecorderException>(() => OfGame("main")).Code);
        Assert.Equal(30003, Assert.Throws<VoiceRecorderException>(() => OfGame("")).Code);
    }

    [Fact]
    public void ANewScriptGetsTheSourcesOfTheLastOneOnce()
    {
        double recorder = Made();
        VoiceRecorderNative.SetName(recorder, "main");
        double mine = Opened(recorder, 0, "me", "microphone");
        double hers = Opened(recorder, 1, "ann", "voice");
        Assert.NotEqual(mine, Opened(recorder, 0, "me", "microphone")); // the same script means another one
        VoiceRecorderNative.CloseSource(hers);

        VoiceRecorderNative.Adopt("main");
        Assert.Equal(mine, Opened(recorder, 0, "me", "microphone"));
        Assert.NotEqual(hers, Opened(recorder, 1, "ann", "voice"));
        Assert.NotEqual(mine, Opened(recorder, 0, "me", "another"));
        VoiceRecorderNative.Advance(recorder, 100);
        Assert.Equal(0, VoiceRecorderNative.ReadStats(recorder));
        Assert.Equal(4, VoiceRecorderNative.StatsNumber(18));
    }

    [Fact]
    public void OneWithoutANameEndsWithItsScriptsEngine()
    {
        double unnamed = Made();
        double named = Made();
        VoiceRecorderNative.SetName(named, "main");
        using VoiceRecorder game = OfGame("game");
        VoiceRecorderNative.DestroyUnnamed();
        Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.SetConsent(unnamed, true));
        Assert.Equal(0, VoiceRecorderNative.SetConsent(named, true));
        Assert.Equal(1, VoiceRecorderNative.LiveCount());
        VoiceRecorderNative.DestroyAll();
        Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.SetConsent(named, true));
        Assert.Equal(0, game.SetConsent(true));
    }

    [Fact]
    public void AScriptTakesTheGamesRecorderAndBothHearOfEverything()
    {
        using VoiceRecorder game = OfGame("main");
        List<RtcAudioRecordingCode> heard = [];
        game.OnAudioRecording += (code, _) => heard.Add(code);
        game.EnterRoom("lobby", "me");
        Assert.Equal(0, VoiceRecorderNative.Adopt("main"));
        double recorder = VoiceRecorderNative.LastId();
        Assert.Equal(0, VoiceRecorderNative.LiveCount()); // it is the game's

        Start(recorder, "room.wav");
        game.Advance(1000);
        Assert.Equal([3], Codes(recorder));
        game.Tick();
        VoiceRecorderNative.Stop(recorder);
        game.Advance(1000);
        game.Tick();
        Assert.Equal([5], Codes(recorder));
        Assert.Equal([RtcAudioRecordingCode.Start, RtcAudioRecordingCode.Finish], heard);
        VoiceRecorderNative.Destroy(recorder);
        Assert.Equal(0, game.SetConsent(true)); // a script cannot end it
        game.Dispose();
        Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.Adopt("main"));
    }

    [Fact]
    public void WhatWaitsForAScriptThatIsGoneIsBounded()
    {
        using VoiceRecorder game = OfGame("main");
        game.EnterRoom("lobby", "me");
        VoiceRecorderNative.Adopt("main");
        double recorder = VoiceRecorderNative.LastId();
        Start(recorder, "room.wav");
        for (int i = 0; i < SharedEvents.MostThatWait; i++)
        {
            game.Pause();
            game.Advance(10);
            game.Resume();
            game.Advance(10);
            game.Tick();
        }
        int waited = 0;
        while (VoiceRecorderNative.Poll(recorder)) waited++;
        Assert.Equal(SharedEvents.MostThatWait, waited);
        Assert.Equal((double)EventKind.State, VoiceRecorderNative.EventNumber(0)); // the newest
    }

    [Fact]
    public void ANameDoesNotKeepTheGamesRecorderFromBeingCollected()
    {
        Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.Adopt("dropped"));
        OfGame("dropped").Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget() => OfGame("dropped");

    private static VoiceRecorder OfGame(string name) =>
        new(new RecorderOptions { Name = name, VirtualClock = true, MinFreeBytes = 0 });

    private double Made()
    {
        Assert.Equal(
            0,
            VoiceRecorderNative.Create(folder.FullPath, "", 0, 0, 0, 0, 1 << 28, 8, 200, false, true, 2, "", 0, 4));
        return VoiceRecorderNative.LastId();
    }

    private void Start(double recorder, string name) => Assert.Equal(
        0, VoiceRecorderNative.Start(recorder, folder.File(name), 48000, 1, 0, 10, 1, 0, true, -1, 0, ""));

    private static double Opened(double recorder, double kind, string userId, string label)
    {
        Assert.Equal(0, VoiceRecorderNative.OpenSource(recorder, kind, userId, label));
        return VoiceRecorderNative.LastId();
    }

    private static double[] Codes(double recorder)
    {
        List<double> codes = [];
        while (VoiceRecorderNative.Poll(recorder))
        {
            if (VoiceRecorderNative.EventNumber(0) == (double)EventKind.Task)
            {
                codes.Add(VoiceRecorderNative.EventNumber(1));
            }
        }
        return codes.ToArray();
    }
}

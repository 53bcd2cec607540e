using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using UnityEngine;

namespace GameVoice.Tests.Scene;

/// <summary>
/// Entering, leaving and consent in every order, within one frame and over several. What is recorded at the end depends
/// on nothing but the room and the consent at the end.
/// </summary>
public sealed class RoomOrderTests
{
    private const int Steps = 3;

    /// <summary>A and B enter that room, L leaves, Y and N give consent and take it back.</summary>
    private const string Calls = "ABLYN";

    [Fact]
    public void WhatIsRecordedIsTheRoomAndTheConsentOfTheEnd()
    {
        var wrong = new List<string>();
        foreach (string order in Orders(Steps))
        {
            for (int framesBetween = 0; framesBetween < 1 << (Steps - 1); framesBetween++)
            {
                if (Failure(order, framesBetween) is { } failure) wrong.Add(failure);
            }
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("AB")]
    [InlineData("ALA")]
    [InlineData("ALB")]
    [InlineData("ANY")]
    [InlineData("ABA")]
    public void OnARealClockToo(string order)
    {
        using Stage stage = Begun(options => options.VirtualClock = false);
        stage.Recorder.SetConsent(true);
        foreach (char call in order) Do(stage, call);
        for (int i = 0; i < 1000 && !(stage.Recorder.IsRecording && IsIn(stage, order.Last())); i++)
        {
            stage.Game.Frame();
            Thread.Sleep(5);
        }
        Assert.Equal(TaskState.RealTime, stage.Core.Stats.TaskState);
    }

    [Fact]
    public void AStartThatFailedDoesNotKeepTheNextRoomFromBeingRecorded()
    {
        using var stage = new Stage(recorder => recorder.Recording.filePath = "{room}.wav");
        Directory.CreateDirectory(stage.File("blocked.wav")); // cannot be opened
        stage.Recorder.EnterRoom("blocked");
        stage.Recorder.LeaveRoom();
        stage.Recorder.EnterRoom("open");
        stage.Settle();
        Assert.Equal(TaskState.RealTime, stage.Core.Stats.TaskState);
        Assert.True(File.Exists(stage.File("open.wav")));
    }

    [Fact]
    public void ATaskThatTheGameHasStartedByItselfGoesOn()
    {
        using var stage = new Stage();
        var codes = new List<RtcAudioRecordingCode>();
        stage.Core.OnAudioRecording += (code, _) => codes.Add(code);
        stage.Recorder.StartOnRoomEnter = false;
        stage.Recorder.EnterRoom("lobby");
        stage.Core.StartAudioRecording(stage.File("own.wav"));
        stage.Recorder.StartOnRoomEnter = true;
        stage.Recorder.EnterRoom("lobby");
        stage.Settle();
        Assert.Equal([RtcAudioRecordingCode.Start], codes);
    }

    [Fact]
    public void ConsentHoldsWhileTheComponentIsSwitchedOffAndOn()
    {
        using Stage stage = Begun();
        stage.Recorder.SetConsent(true);
        stage.Recorder.EnterRoom("A");
        stage.Recorder.enabled = false;
        stage.Recorder.enabled = true;
        stage.Settle();
        Assert.Equal(TaskState.RealTime, stage.Core.Stats.TaskState);
        stage.Recorder.enabled = false;
        Assert.Equal(ReturnCode.InvalidState, stage.Recorder.SetConsent(false)); // and it is kept all the same
        stage.Recorder.enabled = true;
        stage.Settle();
        Assert.Equal(TaskState.Idle, stage.Core.Stats.TaskState);
    }

    private static string Failure(string order, int framesBetween)
    {
        using Stage stage = Begun();
        stage.Recorder.SetConsent(true);
        string room = null;
        bool isAllowed = true;
        for (int i = 0; i < order.Length; i++)
        {
            char call = order[i];
            Do(stage, call);
            if (call is 'A' or 'B') room = call.ToString();
            if (call == 'L') room = null;
            if (call is 'Y' or 'N') isAllowed = call == 'Y';
            if ((framesBetween >> i & 1) == 1) stage.Settle();
        }
        stage.Settle();
        bool isRecorded = stage.Core.Stats.TaskState == TaskState.RealTime && stage.Recorder.IsRecording;
        bool isRight = room != null && isAllowed ? isRecorded && IsIn(stage, room[0]) : !isRecorded;
        return isRight ? null : $"{order}, frames {framesBetween}: {stage.Core.Stats.TaskState}";
    }

    private static Stage Begun(Action<RecorderOptions> more = null) => new(recorder =>
    {
        recorder.Options.requireConsent = true;
        recorder.Recording.filePath = "{room}.wav";
        if (more != null) recorder.Configuring += more;
    });

    private static void Do(Stage stage, char call)
    {
        if (call is 'A' or 'B') stage.Recorder.EnterRoom(call.ToString(), "me");
        if (call == 'L') stage.Recorder.LeaveRoom();
        if (call is 'Y' or 'N') stage.Recorder.SetConsent(call == 'Y');
    }

    /// <summary>A recording in real time is in its file from its start on; that of another room is finished.</summary>
    private static bool IsIn(Stage stage, char room) =>
        File.Exists(stage.File(room + ".wav")) && !File.Exists(stage.File(room + ".wav.json"));

    private static IEnumerable<string> Orders(int length) => length == 0
        ? [""]
        : Orders(length - 1).SelectMany(head => Calls.Select(call => head + call));
}

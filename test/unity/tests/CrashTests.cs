using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GameVoice.Tests;

/// <summary>What a killed game leaves.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void AKilledGamesBufferIsRecoveredByTheNext()
    {
        using var folder = new TempFolder();
        string captures = folder.Folder("captures");
        string recovery = folder.Folder("recovery");
        RunUntilKilled(captures, recovery, folder.File("room.wav"));
        Assert.Empty(Directory.GetFiles(captures));

        using var recorder =
            new VoiceRecorder(new RecorderOptions { CapturesFolder = captures, RecoveryFolder = recovery });
        var told = new List<RecoveredCapture>();
        var progress = new List<double>();
        recorder.Recovered += told.Add;
        recorder.RecoveryProgress += progress.Add;
        RecoveryReport report = TickUntilDone(recorder, recorder.RecoverAsync());
        Assert.Empty(report.Problems);
        Capture capture = Assert.Single(report.Captures).Capture;
        Assert.Same(report.Captures[0], Assert.Single(told));
        Assert.Equal(1, progress.Last());
        Assert.Equal(CaptureOrigin.Recovered, capture.Origin);
        Assert.True(capture.DurationSeconds >= 2, $"{capture.DurationSeconds} s");
        short[] heard = Sound.Decode(capture.FilePath);
        short[] middle = heard[48000..72000];
        Assert.InRange(Tone.FrequencyOf(middle, 48000), 995, 1005);
        Assert.InRange(Tone.LevelOf(middle), -15.6, -14.5); // a sine of a quarter of full scale: -15.05

        Assert.Empty(TickUntilDone(recorder, recorder.RecoverAsync()).Captures);
    }

    [Fact]
    public void WhatAStoppedRecoveryHasLeftIsRecoveredByTheNext()
    {
        using var folder = new TempFolder();
        string captures = folder.Folder("captures");
        string recovery = folder.Folder("recovery");
        const int Games = 3;
        for (int game = 0; game < Games; game++) RunUntilKilled(captures, recovery, folder.File($"room{game}.wav"));
        using var recorder =
            new VoiceRecorder(new RecorderOptions { CapturesFolder = captures, RecoveryFolder = recovery });
        Task<RecoveryReport> first = recorder.RecoverAsync();
        Assert.Equal(ReturnCode.Ok, recorder.StopRecovery());
        int made = TickUntilDone(recorder, first).Captures.Count;
        Assert.InRange(made, 0, Games - 1);
        Assert.Equal(Games - made, TickUntilDone(recorder, recorder.RecoverAsync()).Captures.Count);
    }

    [Fact]
    public void WhatIsWipedIsNotRecovered()
    {
        using var folder = new TempFolder();
        string captures = folder.Folder("captures");
        string recovery = folder.Folder("recovery");
        RunUntilKilled(captures, recovery, folder.File("room.wav"));
        using var recorder =
            new VoiceRecorder(new RecorderOptions { CapturesFolder = captures, RecoveryFolder = recovery });
        TickUntilDone(recorder, AsValue(recorder.WipeAsync()));
        Assert.Empty(TickUntilDone(recorder, recorder.RecoverAsync()).Captures);
        Assert.Empty(Directory.GetFiles(captures));
    }

    [Fact]
    public void WithoutARecoveryFolderThereIsNothingToRecoverFrom()
    {
        using var recorder = new VoiceRecorder();
        Assert.Equal(ReturnCode.InvalidState, RecordingTests.Refusal(recorder.RecoverAsync()).Code);
    }

    private static void RunUntilKilled(string captures, string recovery, string file)
    {
        using Process game = Programs.StartSelf(null, captures, recovery, file);
        try
        {
            Assert.Equal(Program.Ready, game.StandardOutput.ReadLine());
        }
        finally
        {
            game.Kill();
            game.WaitForExit();
        }
    }

    private static T TickUntilDone<T>(VoiceRecorder recorder, Task<T> task)
    {
        for (var waited = Stopwatch.StartNew(); !task.IsCompleted && waited.Elapsed < Patience; Thread.Sleep(2))
            recorder.Tick();
        return RecordingTests.Settled(task);
    }

    private static async Task<bool> AsValue(Task task)
    {
        await task;
        return true;
    }
}

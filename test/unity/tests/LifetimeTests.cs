using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using GameVoice.Native;

namespace GameVoice.Tests;

/// <summary>Things end in any order, on any thread, and once.</summary>
public sealed class LifetimeTests
{
    private const int AtMost = 32;

    [Fact]
    public async Task NoEventComesAfterADisposeInWhatWaitsForATask()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("a.wav"), SampleRate = 48000, CycleTime = 10 });
        room.Speak(1);
        Task<Capture> dumped = room.Recorder.DumpAsync(new DumpRequest { LastSeconds = 1 });
        Task end = dumped.ContinueWith(_ => room.Recorder.Dispose(), TaskContinuationOptions.ExecuteSynchronously);
        room.Settle();
        Assert.True(room.Recorder.IsDisposed);
        await end;
        Assert.NotNull((await dumped).FilePath);
        Assert.Contains("captured", room.Steps);
        Assert.DoesNotContain("done", room.Steps);
    }

    [Fact]
    public void NoFurtherListenerHearsAfterOneHasDisposed()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        int heard = 0;
        room.Recorder.DumpDone += _ =>
        {
            room.Recorder.Dispose();
            throw new InvalidOperationException("of the game");
        };
        room.Recorder.DumpDone += _ => heard++;
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("a.wav"), SampleRate = 48000, CycleTime = 10 });
        room.Speak(1);
        _ = room.Recorder.DumpAsync(new DumpRequest { LastSeconds = 1 });
        room.Settle();
        Assert.True(room.Recorder.IsDisposed);
        Assert.Equal(("done", 0), (room.Steps[^1], heard)); // the room's listener is the first
        Assert.DoesNotContain(room.Lines, line => line.Contains("of the game"));
    }

    [Fact]
    public void TenThousandRecordersAndSourcesEndInAnyOrderOnAnyThread()
    {
        const int threads = 4;
        const int each = 2500;
        var failures = new List<Exception>();
        Thread[] workers = Enumerable.Range(0, threads).Select(seed => new Thread(() =>
        {
            try
            {
                MakeAndEnd(new Random(seed), each);
            }
            catch (Exception thrown)
            {
                lock (failures) failures.Add(thrown);
            }
        })).ToArray();
        foreach (Thread worker in workers) worker.Start();
        foreach (Thread worker in workers) worker.Join();
        Assert.Empty(failures);
        AssertAllPlacesAreFree();
    }

    [Fact]
    public void RecordersWithThreadsOfTheirOwnEndInAnyOrderToo()
    {
        for (int round = 0; round < 30; round++)
        {
            var recorders = Enumerable.Range(0, 4).Select(_ => new VoiceRecorder()).ToList();
            var sources = recorders.Select(recorder => recorder.OpenSource(SourceKind.Local)).ToList();
            Parallel.ForEach(recorders.Cast<IDisposable>().Concat(sources).Reverse(), thing => thing.Dispose());
            Assert.All(sources, source => Assert.Equal(ReturnCode.InvalidState, source.Push(new short[480], 48000, 1)));
        }
        AssertAllPlacesAreFree();
    }

    [Fact]
    public void WhatIsDroppedEndsOnTheFinalizerThread()
    {
        ulong[] numbers = DropMany();
        Collect();
        Assert.Equal(20, numbers.Length);
        Assert.All(numbers, number => Assert.Equal(ReturnCode.InvalidState, NativeMethods.vr_set_consent(number, 1)));
        AssertAllPlacesAreFree();
    }

    [Fact]
    public void ADroppedRecorderFinishesItsFile()
    {
        using var folder = new TempFolder();
        string path = folder.File("room.wav");
        RecordAndDrop(path);
        Collect();
        Assert.True(File.Exists(path + ".json"));
        Assert.Equal(48000 / 2, Sound.Decode(path).Length);
    }

    [Fact]
    public void ADroppedSourceEndsWhileItsRecorderGoesOn()
    {
        using var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        ulong dropped = OpenAndDrop(recorder);
        Collect();
        Assert.Equal(ReturnCode.InvalidState, NativeMethods.vr_source_set_muted(dropped, 1));
        Assert.Equal(0, recorder.Advance(100));
        Assert.Equal(0, recorder.Stats.SourceCount);
        using VoiceSource next = recorder.OpenSource(SourceKind.Local, "me");
        recorder.Advance(100);
        Assert.Equal("me", Assert.Single(recorder.Stats.Sources).UserId);
    }

    [Fact]
    public void TheNameOfADroppedSourceGoesWithTheNext()
    {
        using var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        var names = new SourceNames();
        AddAndDrop(names, recorder);
        Collect();
        using VoiceSource next = recorder.OpenSource(SourceKind.Local, "me");
        names.Add((ulong)next.Id, next);
        Assert.Equal(1, names.Count);
        names.Find((ulong)next.Id, out string userId, out _);
        Assert.Equal("me", userId);
        names.Remove((ulong)next.Id);
        Assert.Equal(0, names.Count);
    }

    [Fact]
    public void ASourceKeepsItsRecorder()
    {
        VoiceSource source = OpenAlone();
        Collect();
        Assert.False(source.Closed);
        Assert.Equal(0, source.Push(new short[480], 48000, 1));
        source.Dispose();
    }

    [Fact]
    public void MoreThanAProcessCanHoldIsTheLimitAndNotACrash()
    {
        var recorders = new List<VoiceRecorder>();
        try
        {
            VoiceRecorderException thrown = Assert.Throws<VoiceRecorderException>(
                () =>
                {
                    while (recorders.Count <= AtMost)
                        recorders.Add(new VoiceRecorder(new RecorderOptions { VirtualClock = true }));
                });
            Assert.Equal((ReturnCode.Limit, AtMost), (thrown.Code, recorders.Count));
        }
        finally
        {
            recorders.ForEach(recorder => recorder.Dispose());
        }
        AssertAllPlacesAreFree();
    }

    [Fact]
    public void ASourceMayBeClosedWhileAnotherThreadPushes()
    {
        using var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        for (int round = 0; round < 50; round++)
        {
            VoiceSource source = recorder.OpenSource(SourceKind.Local);
            using var pushes = new ManualResetEventSlim();
            int last = 0;
            bool isClosed = false;
            var audio = new Thread(() =>
            {
                var block = new float[960];
                for (int after = 0; after < 1000 && last != ReturnCode.InvalidState;)
                {
                    if (Volatile.Read(ref isClosed)) after++;
                    last = source.Push(block, 48000, 2);
                    pushes.Set();
                }
            });
            audio.Start();
            pushes.Wait();
            source.Dispose();
            Volatile.Write(ref isClosed, true);
            audio.Join();
            Assert.Equal(ReturnCode.InvalidState, last);
            recorder.Advance(10);
        }
    }

    private static void MakeAndEnd(Random random, int count)
    {
        var alive = new List<IDisposable>();
        for (int made = 0; made < count; made++)
        {
            var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
            var things = new List<IDisposable>
            {
                recorder, recorder.OpenSource(SourceKind.Local), recorder.OpenSource(SourceKind.Remote, "you")
            };
            foreach (IDisposable thing in things.OrderBy(_ => random.Next()))
            {
                if (random.Next(3) == 0) alive.Add(thing);
                else thing.Dispose();
            }
            for (; alive.Count > 5; alive.RemoveAt(0)) alive[0].Dispose(); // some in the order of later ones
            if (random.Next(50) == 0) GC.Collect(0);
        }
        foreach (IDisposable thing in alive)
        {
            thing.Dispose();
            thing.Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong[] DropMany() => Enumerable.Range(0, 20).Select(number =>
    {
        var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = number % 2 == 0 });
        for (int i = 0; i < number % 4; i++) recorder.OpenSource(SourceKind.Local);
        Assert.Equal(0, NativeMethods.vr_set_consent(recorder.Native, 1));
        return recorder.Native;
    }).ToArray();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RecordAndDrop(string path)
    {
        var recorder = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        recorder.EnterRoom("lobby");
        VoiceSource source = recorder.OpenSource(SourceKind.Local);
        recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = path, SampleRate = 48000, CycleTime = 10 });
        for (int block = 0; block < 50; block++)
        {
            double beganMs = recorder.Now;
            recorder.Advance(10);
            source.Push(new short[480], 48000, 1, beganMs);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong OpenAndDrop(VoiceRecorder recorder)
    {
        ulong number = (ulong)recorder.OpenSource(SourceKind.Remote, "you").Id;
        Assert.Equal(0, NativeMethods.vr_source_set_muted(number, 1));
        return number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddAndDrop(SourceNames names, VoiceRecorder recorder)
    {
        for (int i = 0; i < 5; i++)
        {
            VoiceSource source = recorder.OpenSource(SourceKind.Remote, "you");
            names.Add((ulong)source.Id, source);
        }
        Assert.Equal(5, names.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static VoiceSource OpenAlone() =>
        new VoiceRecorder(new RecorderOptions { VirtualClock = true }).OpenSource(SourceKind.Local);

    private static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>Nothing has leaked when as many recorders can be made as a process can hold.</summary>
    private static void AssertAllPlacesAreFree()
    {
        Collect();
        var all = new List<VoiceRecorder>();
        for (int i = 0; i < AtMost; i++) all.Add(new VoiceRecorder(new RecorderOptions { VirtualClock = true }));
        all.ForEach(recorder => recorder.Dispose());
    }
}

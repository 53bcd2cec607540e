using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace GameVoice.Tests;

/// <summary>VoiceRecorderNative: what a bridge of the TypeScript face calls through PuerTS.</summary>
public sealed class ScriptFaceTests
{
    private static readonly MethodInfo[] Calls =
        typeof(VoiceRecorderNative).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    [Fact]
    public void OnlyTypesThatPuertsHandsOnUnchangedAreUsed()
    {
        Type[] allowed = [typeof(double), typeof(string), typeof(bool)];
        Assert.True(typeof(VoiceRecorderNative).IsAbstract && typeof(VoiceRecorderNative).IsSealed);
        Assert.Equal(
            Calls.Length,
            typeof(VoiceRecorderNative)
                .GetMembers()
                .Count(member => member.DeclaringType == typeof(VoiceRecorderNative)));
        Assert.All(Calls, call =>
        {
            Assert.Contains(call.ReturnType, allowed.Append(typeof(void)));
            Assert.All(call.GetParameters(), parameter =>
            {
                Assert.Contains(parameter.ParameterType, allowed);
                Assert.False(
                    parameter.IsOptional || parameter.IsOut || parameter.IsDefined(typeof(ParamArrayAttribute)));
            });
        });
        Assert.Equal(Calls.Length, Calls.Select(call => call.Name).Distinct().Count()); // no overloads
    }

    [Fact]
    public void EveryCallIsKeptFromTheLinker()
    {
        Assert.True(typeof(VoiceRecorderNative).IsDefined(typeof(PreserveAttribute), false));
        Assert.All(Calls, call => Assert.True(call.IsDefined(typeof(PreserveAttribute), false), call.Name));
        Assert.Equal("PreserveAttribute", typeof(PreserveAttribute).Name); // by which the linker knows it
    }

    [Fact]
    public void TheCallsAreThoseOfTheBindingOfNode()
    {
        string typings = Repository.Read("assets", "scripts", "bridge", "nodeNative.d.ts");
        Dictionary<string, string> ofNode = Regex.Matches(typings, @"static (\w+)\(([^)]*)\): (\w+);")
                                                .ToDictionary(
                                                    match => match.Groups[1].Value,
                                                    match => string.Join(
                                                        ' ',
                                                        Regex.Matches(match.Groups[2].Value, @": (\w+)")
                                                            .Select(type => type.Groups[1].Value)
                                                            .Append(match.Groups[3].Value)));
        // Blocks wait for PuerTS's ArrayBuffer; what Node fills into arrays is read number by number; a key is text.
        Assert.True(ofNode.Remove("Push"));
        Assert.True(ofNode.Remove("ReadEvent"));
        ofNode["ReadStats"] = ofNode["ReadStats"].Replace(" ArrayBufferView", "");
        ofNode["Estimate"] = ofNode["Estimate"].Replace("ArrayBufferView ArrayBufferView", "ArrayBufferView");
        // Recorders outlive their script only here.
        ofNode["SetName"] = "number string number";
        ofNode["Adopt"] = "string number";
        ofNode["DestroyUnnamed"] = "void";
        ofNode["EventNumber"] = ofNode["StatsNumber"] = ofNode["CostNumber"] = "number number";
        Dictionary<string, string> ofCSharp = Calls.ToDictionary(
            call => call.Name,
            call => string.Join(
                ' ',
                call.GetParameters()
                    .Select(parameter => Script(parameter.ParameterType))
                    .Append(Script(call.ReturnType))));
        Assert.Equal(
            ofNode.Select(entry => entry.Key + ": " + entry.Value.Replace("ArrayBufferView", "string"))
                .Order(StringComparer.Ordinal),
            ofCSharp.Select(entry => entry.Key + ": " + entry.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AScriptRecordsDumpsAndReadsItsEvents()
    {
        using var folder = new TempFolder();
        double recorder = Made(folder.FullPath);
        Assert.Equal(0, VoiceRecorderNative.EnterRoom(recorder, "lobby", "me"));
        Assert.Equal(0, VoiceRecorderNative.OpenSource(recorder, 0, "me", "microphone"));
        Assert.True(VoiceRecorderNative.LastId() > 0);
        Assert.Equal(
            0, VoiceRecorderNative.Start(recorder, folder.File("房间.wav"), 48000, 1, 0, 10, 1, 0, true, -1, 0, ""));
        Assert.Equal(0, VoiceRecorderNative.Advance(recorder, 2000));
        Assert.Equal(0, VoiceRecorderNative.Dump(recorder, 1, 0, "", "原因", false, false, ""));
        double dump = VoiceRecorderNative.LastId();
        Assert.Equal(0, VoiceRecorderNative.Advance(recorder, 1000));
        Assert.Equal(0, VoiceRecorderNative.Stop(recorder));
        Assert.Equal(0, VoiceRecorderNative.Advance(recorder, 1000));

        List<double[]> events = [];
        List<string[]> texts = [];
        while (VoiceRecorderNative.Poll(recorder))
        {
            events.Add(Enumerable.Range(0, 17).Select(index => VoiceRecorderNative.EventNumber(index)).ToArray());
            texts.Add(Enumerable.Range(0, 6).Select(index => VoiceRecorderNative.EventText(index)).ToArray());
        }
        Assert.Equal([3, 5], events.Where(each => each[0] == (double)EventKind.Task).Select(each => each[1]));
        int done = events.FindIndex(each => each[0] == (double)EventKind.DumpDone);
        Assert.Equal(
            (dump, 1, 48000, 1, 1.0),
            (events[done][3], events[done][6], events[done][8], events[done][9], events[done][10]));
        Assert.Equal(
            ((double)CaptureOrigin.Dump, new FileInfo(texts[done][2]).Length, 0),
            (events[done][12], events[done][13], events[done][15]));
        Assert.Equal(
            ("原因", folder.FullPath, texts[done][2] + ".json", ""),
            (texts[done][4], Path.GetDirectoryName(texts[done][0]), texts[done][3], texts[done][5]));
        int finished = events.FindIndex(each => each[0] == (double)EventKind.Task && each[1] == 5);
        Assert.Equal((folder.File("房间.wav"), 3.0), (texts[finished][2], events[finished][10]));
        VoiceRecorderNative.Destroy(recorder);
        Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.Stop(recorder));
    }

    [Fact]
    public void StatisticsHaveTheOrderOfTheTypeScript()
    {
        using var folder = new TempFolder();
        using var room = new Room(folder.FullPath);
        room.Recorder.StartAudioRecordingWithConfig(
            new AudioRecordingConfig { FilePath = folder.File("room.wav"), CycleTime = 10 });
        room.Speak(2);
        using VoiceSource you = room.Recorder.OpenSource(SourceKind.Remote, "you");
        room.Recorder.Pause();
        room.Recorder.Advance(100);
        RecorderStats stats = room.Recorder.Stats;
        Assert.Equal(0, VoiceRecorderNative.ReadStats(room.Recorder.Native));
        Dictionary<string, int> fields = Header.TypeScript("bridge/NativeBridge.ts", "StatsField");
        Assert.True(fields.Remove("SourcesStart", out int start));
        Assert.All(
            fields,
            field => Assert.Equal(
                (field.Key, NumberOf(stats, field.Key)), (field.Key, VoiceRecorderNative.StatsNumber(field.Value))));
        Dictionary<string, int> ofSource = Header.TypeScript("bridge/NativeBridge.ts", "SourceStatsField");
        Assert.True(ofSource.Remove("Length", out int length));
        Assert.Equal(2, stats.Sources.Count);
        for (int i = 0; i < 2; i++)
        {
            int from = start + (i * length);
            Assert.All(ofSource, field => Assert.Equal(
                (field.Key, NumberOf(stats.Sources[i], field.Key == "Source" ? "Id" : field.Key)),
                (field.Key, VoiceRecorderNative.StatsNumber(from + field.Value))));
        }
        Assert.Equal(0, VoiceRecorderNative.StatsNumber(start + (2 * length)));
        Assert.True(stats.Paused && stats.BlocksTaken == 200 && stats.BufferedSeconds > 1 && stats.PeakDbfs < 0);
    }

    [Fact]
    public void WhatAScriptGetsWrongIsAnAnswerAndNeverAnException()
    {
        using var folder = new TempFolder();
        double recorder = Made(folder.FullPath);
        foreach (double number in new[] { double.NaN, 1.5, -1, 1e300, double.PositiveInfinity })
        {
            Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.Stop(number));
            Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.SetMuted(number, true));
            Assert.Equal(
                ReturnCode.InvalidParameter,
                VoiceRecorderNative.Start(recorder, "/a.wav", number, 1, 0, 0, 1, 0, true, -1, 0, ""));
            Assert.NotEqual(ReturnCode.Ok, VoiceRecorderNative.Notify(recorder, number, ""));
            Assert.NotEqual(ReturnCode.Ok, VoiceRecorderNative.OpenSource(recorder, number, "", ""));
            Assert.Equal(
                (0, 0, 0),
                (VoiceRecorderNative.NowMs(number),
                 VoiceRecorderNative.StatsNumber(number),
                 VoiceRecorderNative.CostNumber(number)));
            Assert.False(VoiceRecorderNative.Poll(number));
            VoiceRecorderNative.EventNumber(number);
            VoiceRecorderNative.EventText(number);
            VoiceRecorderNative.Destroy(number);
        }
        Assert.Equal(ReturnCode.InvalidParameter, VoiceRecorderNative.EnterRoom(recorder, null, null));
        Assert.Equal(ReturnCode.InvalidParameter, VoiceRecorderNative.EnterRoom(recorder, "a\0", ""));
        Assert.Contains("NUL", VoiceRecorderNative.LastError());
        Assert.Equal(ReturnCode.InvalidParameter, VoiceRecorderNative.Advance(recorder, double.NaN));
        Assert.Equal(
            ReturnCode.InvalidParameter,
            VoiceRecorderNative.Estimate(recorder, "/a.wav", 48000, 1, 0, 0, 1, 0, -1, 0, "abc"));
        Assert.DoesNotContain("abc", VoiceRecorderNative.LastError());
        Assert.Equal(0, VoiceRecorderNative.Estimate(recorder, "/a.wav", 48000, 1, 0, 0, 1, 0, -1, 0, null));
        Assert.Equal(96000, VoiceRecorderNative.CostNumber(2));
        VoiceRecorderNative.Destroy(recorder);
    }

    [Fact]
    public void RecordersOutliveTheirScriptAndEndTogether()
    {
        using var folder = new TempFolder();
        double[] recorders = [Made(folder.FullPath), Made(folder.FullPath), Made(folder.FullPath)];
        using var ofTheGame = new VoiceRecorder(new RecorderOptions { VirtualClock = true });
        Assert.Equal(3, VoiceRecorderNative.LiveCount());
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.All(recorders, recorder => Assert.Equal(0, VoiceRecorderNative.SetConsent(recorder, true)));
        VoiceRecorderNative.Destroy(ofTheGame.Native); // not a script's: nothing happens
        VoiceRecorderNative.DestroyAll();
        Assert.Equal(0, VoiceRecorderNative.LiveCount());
        Assert.All(
            recorders,
            recorder => Assert.Equal(ReturnCode.InvalidState, VoiceRecorderNative.SetConsent(recorder, true)));
        Assert.Equal(0, ofTheGame.SetConsent(true));
    }

    [Fact]
    public void TheBuildIsTheSameFromBothSides()
    {
        Support support = VoiceRecorder.IsSupported;
        Assert.Equal(support.Version, VoiceRecorderNative.Version());
        Assert.Matches(@"^\d+\.\d+\.\d+$", support.Version);
        Assert.Matches("^[0-9a-f]{16,}$", support.SourceFingerprint);
        Assert.Equal(
            (support.SourceFingerprint, support.AacEncoder),
            (VoiceRecorderNative.SourceFingerprint(), VoiceRecorderNative.AacEncoderName()));
        double bits = (support.Wav ? 1 : 0) + (support.Aac ? 2 : 0) + (support.SurvivesProcess ? 4 : 0) +
                      (support.Encryption ? 8 : 0);
        Assert.Equal(bits, VoiceRecorderNative.Capabilities());
        Assert.True(support.Wav && support.SurvivesProcess);
        Assert.Equal(2, VoiceRecorderNative.AbiVersion());
    }

    private static double Made(string folder)
    {
        Assert.Equal(0, VoiceRecorderNative.Create(folder, "", 0, 0, 0, 0, 1 << 28, 8, 200, false, true, 2, "", 0, 4));
        return VoiceRecorderNative.LastId();
    }

    private static double NumberOf(object stats, string property) =>
        Convert.ToDouble(stats.GetType().GetProperty(property).GetValue(stats), CultureInfo.InvariantCulture);

    private static string Script(Type type) =>
        type == typeof(string) ? "string" : type == typeof(bool) ? "boolean" : type == typeof(void) ? "void" : "number";
}

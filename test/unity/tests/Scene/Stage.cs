using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UnityEngine;
using UnityEngine.StandIn;
using SceneRecorder = GameVoice.Unity.VoiceRecorder;

namespace GameVoice.Tests.Scene;

/// <summary>A game with one recorder in its scene, on the virtual clock, in a folder of its own.</summary>
internal sealed class Stage : IDisposable
{
    private readonly TempFolder folder = new();

    public Stage(Action<SceneRecorder> more = null)
    {
        Game = new Game(folder.FullPath);
        Thing = new GameObject("voice");
        Thing.SetActive(false);
        Recorder = Thing.AddComponent<SceneRecorder>();
        Recorder.Configuring += options =>
        {
            options.VirtualClock = true;
            options.MinFreeBytes = 0;
        };
        Recorder.Recording.sampleRate = Unity.SampleRate.Hz48000;
        Recorder.Recording.filePath = "room.wav";
        Recorder.DumpDone.AddListener(Dumped.Add);
        Recorder.DumpFailed.AddListener(Failed.Add);
        Recorder.RecordingChanged.AddListener(States.Add);
        more?.Invoke(Recorder);
        Thing.SetActive(true);
    }

    public Game Game { get; }

    public GameObject Thing { get; }

    public SceneRecorder Recorder { get; }

    public VoiceRecorder Core => Recorder.Recorder;

    public List<string> Dumped { get; } = [];

    public List<string> Failed { get; } = [];

    public List<bool> States { get; } = [];

    /// <summary>All that was pushed by <see cref="Speak"/>.</summary>
    public List<short> Said { get; } = [];

    public Tone Tone { get; } = new(1000, 0.25);

    public string File(string name) => Path.Combine(folder.FullPath, "VoiceCaptures", name);

    public string Folder(string name) => Path.Combine(folder.FullPath, name);

    public void Speak(VoiceSource microphone, double seconds)
    {
        for (int block = 0; block < (int)Math.Round(seconds * 100); block++)
        {
            double beganMs = Core.Now;
            short[] samples = Tone.NextBlock();
            Said.AddRange(samples);
            Core.Advance(10);
            Assert.Equal(ReturnCode.Ok, microphone.Push(samples, Tone.RateHz, 1, beganMs));
        }
    }

    /// <summary>Lets the work be done that is due, and frames tell of it.</summary>
    public void Settle()
    {
        Assert.Equal(ReturnCode.Ok, Core.Advance(1000));
        for (int i = 0; i < 3; i++) Game.Frame();
    }

    public string[] Lines(LogType type) =>
        Game.Log.Where(line => line.Type == type).Select(line => line.Text).ToArray();

    public void Dispose()
    {
        Game.Dispose();
        folder.Dispose();
    }
}

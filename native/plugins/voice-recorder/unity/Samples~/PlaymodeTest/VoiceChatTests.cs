using System.Collections;
using GameVoice.Testing;
using GameVoice.Unity;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.TestTools;

/// <summary>
/// A test of a voice chat: records while it runs, then asserts what was heard. The test tone stands for your own voice
/// chat; put yours in its place.
/// </summary>
public sealed class VoiceChatTests
{
    private GameObject scene;
    private VoiceRecorder recorder;

    [SetUp]
    public void SetUp()
    {
        scene = new GameObject("voice chat");
        recorder = scene.AddComponent<VoiceRecorder>();
    }

    [TearDown]
    public void TearDown() => Object.DestroyImmediate(scene);

    [UnityTest]
    public IEnumerator ThePlayerIsHeardAndThenSilent()
    {
        using (var recording = new TestRecording(recorder))
        {
            yield return recording.Begin();
            VoiceRecorderTestTone tone = scene.AddComponent<VoiceRecorderTestTone>();
            yield return Seconds(0.3);
            Object.DestroyImmediate(tone);
            yield return Seconds(0.4);
            yield return recording.End();

            double end = recording.Sound.DurationSeconds;
            VoiceAssert.Heard(recording);
            VoiceAssert.Level(recording, -30, -10, 0.1, 0.25);
            VoiceAssert.NoDropouts(recording);
            VoiceAssert.Silent(recording, end - 0.1);
        }
    }

    /// <summary>On the recorder's clock, which is the recording's.</summary>
    private IEnumerator Seconds(double seconds)
    {
        double until = recorder.Recorder.Now + (seconds * 1000);
        while (recorder.Recorder.Now < until) yield return null;
    }
}

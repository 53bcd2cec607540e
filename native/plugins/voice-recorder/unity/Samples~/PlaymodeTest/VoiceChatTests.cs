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

    /// <summary>
    /// The same, listened to: these tell speech, tones and faults apart and name side, place and quantity. They need the
    /// library voice_recorder_analysis, which the package has for the editor on Linux.
    /// </summary>
    [UnityTest]
    [UnityPlatform(RuntimePlatform.LinuxEditor)]
    public IEnumerator TheToneOfThePlayerIsHeardWithoutFaults()
    {
        using (var recording = new TestRecording(recorder))
        {
            yield return recording.Begin();
            VoiceRecorderTestTone tone = scene.AddComponent<VoiceRecorderTestTone>();
            float hz = tone.FrequencyHz;
            yield return Seconds(0.6); // it sounds for half a second
            Object.DestroyImmediate(tone);
            yield return Seconds(0.4);
            yield return recording.End();

            double end = recording.Sound.DurationSeconds;
            VoiceAssert.ContainsTone(recording, hz, atLeastSeconds: 0.4);
            VoiceAssert.HasNoClipping(recording);
            VoiceAssert.HasNoDropouts(recording);
            VoiceAssert.IsSilent(recording, from: end - 0.2);
            VoiceAssert.That(recording, Expectation.Speech(Voice.Mix).Not);
        }
    }

    /// <summary>On the recorder's clock, which is the recording's.</summary>
    private IEnumerator Seconds(double seconds)
    {
        double until = recorder.Recorder.Now + (seconds * 1000);
        while (recorder.Recorder.Now < until) yield return null;
    }
}

using System;
using UnityEngine;
using CoreRecorder = GameVoice.VoiceRecorder;

namespace GameVoice.Unity
{
    /// <summary>
    /// A voice for a first try without an RTC SDK: half a second of a tone, half a second of silence, as the local
    /// user. It is recorded, not heard, and needs no audio device.
    /// </summary>
    [AddComponentMenu("Audio/Voice Recorder Test Tone")]
    public sealed class VoiceRecorderTestTone : MonoBehaviour
    {
        private const int RateHz = 48000;
        private const int BlockFrames = 480;
        private const double BlockMs = 10;
        private const double LateMs = 1000; // after a longer hold-up it goes on from now

        [SerializeField]
        [Tooltip("Where it is recorded; none: the recorder that is enabled.")]
        private VoiceRecorder recorder;

        [SerializeField]
        [Tooltip("Frequency of the tone in Hz.")]
        [Range(50, 8000)]
        private float frequencyHz = 440;

        [SerializeField]
        [Tooltip("Level of the tone in dB of full scale.")]
        [Range(-60, 0)]
        private float levelDbfs = -12;

        private readonly float[] block = new float[BlockFrames];

        private VoiceSource source;
        private CoreRecorder openedAt;
        private Retry retry;
        private string toldProblem = "";
        private double sentMs;
        private long position;

        /// <summary>Where it is recorded; null: the recorder that is enabled.</summary>
        public VoiceRecorder Recorder
        {
            get => recorder;
            set => recorder = value;
        }

        /// <summary>In Hz, 50..8000.</summary>
        public float FrequencyHz
        {
            get => frequencyHz;
            set => frequencyHz = value;
        }

        /// <summary>In dB of full scale, -60..0.</summary>
        public float LevelDbfs
        {
            get => levelDbfs;
            set => levelDbfs = value;
        }

        private void Update()
        {
            CoreRecorder core = VoiceRecorder.CoreOf(recorder);
            if (core == null) return;
            bool isOpen = source != null && ReferenceEquals(core, openedAt);
            if (!isOpen && retry.IsDue(core)) Open(core);
            if (source == null) return;
            double nowMs = core.Now;
            if (nowMs - sentMs > LateMs) sentMs = nowMs;
            for (; sentMs + BlockMs <= nowMs; sentMs += BlockMs)
            {
                Fill();
                source.Push(block, RateHz, 1, sentMs);
            }
        }

        private void OnDisable()
        {
            Close();
            retry.Forget();
        }

        private void Close()
        {
            source?.Dispose();
            source = null;
            openedAt = null;
        }

        private void Open(CoreRecorder core)
        {
            Close();
            openedAt = core;
            sentMs = core.Now;
            try
            {
                source = core.OpenSource(SourceKind.Local, "test-tone", "test tone");
                retry.Forget();
                toldProblem = "";
            }
            catch (VoiceRecorderException refused)
            {
                retry.Refused(core);
                if (refused.Message != toldProblem) Debug.LogWarning("Voice Recorder Test Tone: " + refused.Message, this);
                toldProblem = refused.Message;
            }
        }

        private void Fill()
        {
            double amplitude = Math.Pow(10, levelDbfs / 20);
            for (int i = 0; i < BlockFrames; i++, position++)
            {
                bool isOn = position / (RateHz / 2) % 2 == 0;
                block[i] = isOn ? (float)(amplitude * Math.Sin(2 * Math.PI * frequencyHz * position / RateHz)) : 0;
            }
        }
    }
}

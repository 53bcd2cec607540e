using System;
using System.Threading;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>
    /// Records what an AudioSource plays, or an AudioListener hears, at this place of its chain of filters: put it
    /// below the component that makes the sound. On a listener that is everything, music too. It changes nothing of
    /// what is heard, allocates nothing and never throws on Unity's audio thread.
    /// </summary>
    [AddComponentMenu("Audio/Voice Recorder Tap")]
    public sealed class VoiceRecorderTap : MonoBehaviour
    {
        private const int LowestHz = 8000;
        private const int HighestHz = 48000;
        private const int MostFrames = HighestHz / 10; // a block that is pushed has 100 ms at most

        [SerializeField]
        [Tooltip("Where it is recorded; none: the recorder that is enabled.")]
        private VoiceRecorder recorder;

        [SerializeField]
        [Tooltip("Remote Mix: all others, mixed. Remote: the one user that is named. Local: this player's microphone.")]
        private SourceKind kind = SourceKind.RemoteMix;

        [SerializeField]
        [Tooltip("Whose voice it is; empty for a mix.")]
        private string userId = "";

        [SerializeField]
        [Tooltip("What the capture calls it.")]
        private string label = "";

        private readonly float[] pairs = new float[MostFrames * 2];

        private VoiceSource source; // written on the main thread, read on the audio thread
        private Retry retry;
        private int rateHz;
        private int lastStatus;
        private int toldStatus;
        private string toldProblem = ""; // blocks that are dropped now and then are one line of the console

        /// <summary>Where it is recorded; null: the recorder that is enabled. A change holds from the next OnEnable
        /// on.</summary>
        public VoiceRecorder Recorder
        {
            get => recorder;
            set => recorder = value;
        }

        /// <summary>Whose voice it is; a change holds from the next OnEnable on.</summary>
        public SourceKind Kind
        {
            get => kind;
            set => kind = value;
        }

        /// <summary>Whose voice it is, for a local or remote user.</summary>
        public string UserId
        {
            get => userId;
            set => userId = value;
        }

        /// <summary>What the capture calls it.</summary>
        public string Label
        {
            get => label;
            set => label = value;
        }

        /// <summary>Whether what is heard here goes to a recorder.</summary>
        public bool IsOpen => Volatile.Read(ref source) != null;

        /// <summary>Why nothing is recorded; "" when all is well.</summary>
        public string Problem { get; private set; } = "";

        private void OnEnable()
        {
            AudioSettings.OnAudioConfigurationChanged += OnAudioConfigurationChanged;
            OnAudioConfigurationChanged(false);
            Open();
        }

        private void Update()
        {
            if (source == null || source.Closed) Open();
            int status = Volatile.Read(ref lastStatus);
            if (status == toldStatus) return;
            toldStatus = status;
            if (status != ReturnCode.Ok && status != ReturnCode.InvalidState) Tell(Explain(status));
            else Problem = "";
        }

        private void OnDisable()
        {
            AudioSettings.OnAudioConfigurationChanged -= OnAudioConfigurationChanged;
            Close();
            retry.Forget();
        }

        private void OnAudioConfigurationChanged(bool deviceWasChanged) =>
            Volatile.Write(ref rateHz, AudioSettings.outputSampleRate);

        private void Open()
        {
            Close();
            GameVoice.VoiceRecorder core = VoiceRecorder.CoreOf(recorder);
            if (core == null || !retry.IsDue(core)) return;
            try
            {
                VoiceSource opened = core.OpenSource(kind, userId, label);
                WarmUp(opened);
                Volatile.Write(ref source, opened);
                retry.Forget();
                Problem = "";
                toldProblem = "";
            }
            catch (VoiceRecorderException refused)
            {
                retry.Refused(core);
                Tell(refused.Message);
            }
        }

        private void Close()
        {
            VoiceSource closed = Interlocked.Exchange(ref source, null);
            closed?.Dispose(); // may come while the audio thread pushes
        }

        /// <summary>
        /// Runs the way of a block once with blocks of no frames, which are refused, so that it is compiled here and not
        /// on the audio thread.
        /// </summary>
        private void WarmUp(VoiceSource opened)
        {
            OnAudioFilterRead(Array.Empty<float>(), 2);
            Push(opened, Array.Empty<float>(), 2, HighestHz);
            Push(opened, Array.Empty<float>(), 6, HighestHz);
            _ = opened.Now;
        }

        /// <summary>Unity's audio thread: no lock, no garbage, nothing of the engine.</summary>
        private void OnAudioFilterRead(float[] data, int channels)
        {
            VoiceSource open = Volatile.Read(ref source);
            if (open == null || data == null || channels <= 0 || data.Length < channels) return;
            int hz = Volatile.Read(ref rateHz);
            Volatile.Write(ref lastStatus, Push(open, data, channels, hz));
        }

        private int Push(VoiceSource open, float[] data, int channels, int hz)
        {
            if (hz < LowestHz || hz > HighestHz) return ReturnCode.InvalidParameter;
            float[] weights = channels <= 2 ? null : Downmix.Weights(channels);
            if (channels > 2 && weights == null) return ReturnCode.InvalidParameter;
            int frames = data.Length / channels;
            int most = hz / 10;
            bool isWhole = frames <= most;
            double beganMs = isWhole ? double.NaN : open.Now - (frames * 1000.0 / hz);
            int status;
            int done = 0;
            do
            {
                int part = Math.Min(most, frames - done);
                double timeMs = beganMs + (done * 1000.0 / hz);
                if (weights == null)
                {
                    var block = new ReadOnlySpan<float>(data, done * channels, part * channels);
                    status = open.Push(block, hz, channels, timeMs);
                }
                else
                {
                    Downmix.ToStereo(data, done, part, channels, weights, pairs);
                    status = open.Push(new ReadOnlySpan<float>(pairs, 0, part * 2), hz, 2, timeMs);
                }
                done += part;
            }
            while (done < frames);
            return status;
        }

        private string Explain(int status)
        {
            if (status == ReturnCode.BlockDropped) return "blocks are dropped: the recorder cannot keep up";
            return "expected 8000 to 48000 Hz and 1, 2, 4, 5, 6 or 8 channels, got " + rateHz +
                   " Hz: set the System Sample Rate of the project's audio settings to 48000 or less";
        }

        private void Tell(string problem)
        {
            Problem = problem;
            if (problem == toldProblem) return;
            toldProblem = problem;
            Debug.LogWarning("Voice Recorder Tap: " + problem, this);
        }
    }
}

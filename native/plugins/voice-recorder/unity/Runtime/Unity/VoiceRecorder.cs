using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Events;
using CoreRecorder = GameVoice.VoiceRecorder;

namespace GameVoice.Unity
{
    /// <summary>
    /// A recorder in a scene. While this component is enabled there is a recorder of the core, which it ticks every
    /// frame; when it is disabled or destroyed, when the game quits or the editor reloads its scripts, the files are
    /// finished and the recorder is disposed, which takes as long as writing them does. Enabled again, it makes a new
    /// one and enters the room again that it was in. Put it on an object that lives as long as the voice room.
    /// </summary>
    [AddComponentMenu("Audio/Voice Recorder")]
    [DisallowMultipleComponent]
    [DefaultExecutionOrder(-1000)]
    public sealed partial class VoiceRecorder : MonoBehaviour
    {
        [SerializeField]
        [Tooltip("What is recorded, and how.")]
        private RecordingSettings recording = new RecordingSettings();

        [SerializeField]
        [Tooltip("Folders and bounds.")]
        private RecorderSettings options = new RecorderSettings();

        [SerializeField]
        [Tooltip("How a player saves the last seconds.")]
        private HotkeySettings hotkey = new HotkeySettings();

        [SerializeField]
        [Tooltip("EnterRoom starts recording by itself.")]
        private bool startOnRoomEnter = true;

        [SerializeField]
        [Tooltip("Called with the path of every dump that is complete.")]
        private UnityEvent<string> dumpDone = new UnityEvent<string>();

        [SerializeField]
        [Tooltip("Called with the reason when a dump could not be made.")]
        private UnityEvent<string> dumpFailed = new UnityEvent<string>();

        [SerializeField]
        [Tooltip(
            "Called with true when somebody is recorded from now on, with false when nobody is. Show it to " +
            "the players.")]
        private UnityEvent<bool> recordingChanged = new UnityEvent<bool>();

        private static readonly List<VoiceRecorder> Enabled = new List<VoiceRecorder>();

        private CoreRecorder core;
        private bool isClosing;
        private bool isMaking;
        private bool hasFailed;
        private bool isInBackground;
        private byte[] encryptionKey = Array.Empty<byte>();
        private bool isEncrypted; // when the editor reloads scripts, Unity keeps an array, but makes an empty one of null

        /// <summary>
        /// The last word over the options before a recorder is made of them, e.g. from what only the running game
        /// knows.
        /// </summary>
        public event Action<RecorderOptions> Configuring;

        /// <summary>What is recorded, and how; a change holds from the next start on.</summary>
        public RecordingSettings Recording => recording;

        /// <summary>Folders and bounds; a change holds from the next OnEnable on.</summary>
        public RecorderSettings Options => options;

        /// <summary>How a player saves the last seconds; a change holds at once.</summary>
        public HotkeySettings Hotkey => hotkey;

        /// <summary>Whether EnterRoom starts recording by itself.</summary>
        public bool StartOnRoomEnter
        {
            get => startOnRoomEnter;
            set => startOnRoomEnter = value;
        }

        /// <summary>Called with the path of every dump that is complete; not after this component was
        /// disabled.</summary>
        public UnityEvent<string> DumpDone => dumpDone;

        /// <summary>Called with the reason when a dump could not be made.</summary>
        public UnityEvent<string> DumpFailed => dumpFailed;

        /// <summary>Called when somebody is recorded from now on (true), or nobody is (false).</summary>
        public UnityEvent<bool> RecordingChanged => recordingChanged;

        /// <summary>32 bytes with which ring and captures are encrypted, from the next start on; null: plain.</summary>
        public byte[] EncryptionKey
        {
            get => isEncrypted ? encryptionKey : null;
            set
            {
                isEncrypted = value != null;
                encryptionKey = value ?? Array.Empty<byte>();
            }
        }

        /// <summary>Why there is no recorder, or why the last call of this component was refused; "" when all is
        /// well.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>
        /// The recorder of the core, with everything that it can do; made at the first use while this component is
        /// enabled. null while it is disabled or does not play, and where none can be made, which <see cref="Problem"/>
        /// explains. It is disposed with this component: do not keep it, and do not dispose it.
        /// </summary>
        public CoreRecorder Recorder
        {
            get
            {
                if (core == null && CanMake()) Make();
                return core;
            }
        }

        /// <summary>The first that is enabled, for components that name none; null: none is.</summary>
        public static VoiceRecorder Current => Enabled.Count == 0 ? null : Enabled[0];

        /// <summary>Whether somebody is recorded now.</summary>
        public bool IsRecording { get; private set; }

        /// <summary>The recorder of a component, or of the first that is enabled; null: there is none.</summary>
        internal static CoreRecorder CoreOf(VoiceRecorder named)
        {
            VoiceRecorder found = named != null ? named : Current;
            return found == null ? null : found.Recorder;
        }

        private bool CanMake() =>
            !isClosing && !hasFailed && !isMaking && this != null && enabled && gameObject.activeInHierarchy && IsPlayed();

        /// <summary>Not in a prefab or a scene that is edited, where editor scripts may ask, too.</summary>
        private bool IsPlayed() => Application.IsPlaying(gameObject);

        private void OnEnable()
        {
            if (!IsPlayed()) return;
            isClosing = false;
            hasFailed = false;
            if (!Enabled.Contains(this)) Enabled.Add(this);
            Application.quitting -= Close; // Recorder may have been used before
            Application.quitting += Close;
            AudioSettings.OnAudioConfigurationChanged -= OnAudioConfigurationChanged;
            AudioSettings.OnAudioConfigurationChanged += OnAudioConfigurationChanged;
            if (Recorder != null) EnterRoomAgain();
        }

        private void Update()
        {
            if (core == null) return;
            PollHotkey();
            core?.Tick(); // a listener may have switched this off
        }

        private void OnDisable() => Close();

        private void OnDestroy() => Close();

        private void Make()
        {
            isMaking = true; // who listens may ask for the recorder
            try
            {
                RecorderOptions chosen = options.ToOptions();
                chosen.AboutJson = GameAbout.Json();
                Configuring?.Invoke(chosen);
                core = new CoreRecorder(chosen);
                Problem = "";
                Listen();
            }
            catch (Exception refused) // of the options, the file system, or who listens
            {
                hasFailed = true; // once is enough to say it
                Problem = refused.Message;
                Debug.LogError("Voice Recorder: nothing can be recorded: " + Problem, this);
            }
            finally
            {
                isMaking = false;
            }
        }

        private void Close()
        {
            isClosing = true;
            Enabled.Remove(this);
            Application.quitting -= Close;
            AudioSettings.OnAudioConfigurationChanged -= OnAudioConfigurationChanged;
            CoreRecorder closed = core;
            if (closed == null) return;
            closed.Tick(); // what is known by now is still told
            core = null;
            StopListening(closed);
            closed.Dispose();
            TellState(RecordingState.Idle);
        }
    }
}

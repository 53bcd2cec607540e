using System.Runtime.Serialization;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The settings of a project. What a file does not have keeps its default.</summary>
    [DataContract]
    internal sealed class SettingsData
    {
        /// <summary>What the window shows. Relative: below the project. Empty: where a new component's captures
        /// are.</summary>
        [DataMember(Name = "capturesFolder", Order = 0)]
        internal string CapturesFolder { get; set; } = "";

        /// <summary>Absolute path of the command voice-recorder or of its script; empty: by the search
        /// path.</summary>
        [DataMember(Name = "viewerCommand", Order = 1)]
        internal string ViewerCommand { get; set; } = "";

        /// <summary>With what new components begin.</summary>
        [DataMember(Name = "newComponents", Order = 2)]
        internal NewComponentData NewComponents { get; set; } = new NewComponentData();

        [OnDeserializing]
        private void SetDefaults(StreamingContext context)
        {
            CapturesFolder = "";
            ViewerCommand = "";
        }

        [OnDeserialized]
        private void ReplaceNulls(StreamingContext context)
        {
            CapturesFolder = CapturesFolder ?? "";
            ViewerCommand = ViewerCommand ?? "";
            NewComponents = NewComponents ?? new NewComponentData();
        }
    }

    /// <summary>Fields of a new component. The defaults are those of the component itself.</summary>
    [DataContract]
    internal sealed class NewComponentData
    {
        private static readonly RecordingSettings Recording = new RecordingSettings();
        private static readonly RecorderSettings Options = new RecorderSettings();
        private static readonly HotkeySettings Hotkey = new HotkeySettings();

        public NewComponentData() => SetDefaults(default);

        [DataMember(Name = "filePath", Order = 0)]
        internal string FilePath { get; set; }

        [DataMember(Name = "sampleRate", Order = 1)]
        internal int SampleRate { get; set; }

        [DataMember(Name = "quality", Order = 2)]
        internal int Quality { get; set; }

        [DataMember(Name = "cycleTime", Order = 3)]
        internal int CycleTime { get; set; }

        [DataMember(Name = "capturesFolder", Order = 4)]
        internal string CapturesFolder { get; set; }

        [DataMember(Name = "recoveryFolder", Order = 5)]
        internal string RecoveryFolder { get; set; }

        [DataMember(Name = "hotkey", Order = 6)]
        internal string HotkeyText { get; set; }

        /// <summary>Gives a component these fields.</summary>
        internal void ApplyTo(VoiceRecorder component)
        {
            component.Recording.filePath = FilePath;
            component.Recording.sampleRate = (SampleRate)SampleRate;
            component.Recording.quality = (RtcAudioRecordingQuality)Quality;
            component.Recording.cycleTime = CycleTime;
            component.Options.capturesFolder = CapturesFolder;
            component.Options.recoveryFolder = RecoveryFolder;
            component.Hotkey.key = HotkeyText;
        }

        [OnDeserializing]
        private void SetDefaults(StreamingContext context)
        {
            FilePath = Recording.filePath;
            SampleRate = (int)Recording.sampleRate;
            Quality = (int)Recording.quality;
            CycleTime = Recording.cycleTime;
            CapturesFolder = Options.capturesFolder;
            RecoveryFolder = Options.recoveryFolder;
            HotkeyText = Hotkey.key;
        }

        [OnDeserialized]
        private void ReplaceNulls(StreamingContext context)
        {
            FilePath = FilePath ?? "";
            CapturesFolder = CapturesFolder ?? "";
            RecoveryFolder = RecoveryFolder ?? "";
            HotkeyText = HotkeyText ?? "";
        }
    }
}

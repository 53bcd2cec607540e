using GameVoice.Native;

namespace GameVoice
{
    /// <summary>What a task is started with. What stays as it is has the default of the native header.</summary>
    public sealed class AudioRecordingConfig
    {
        /// <summary>Absolute path ending in .wav or .aac in any letter case. Required; its folder must exist.</summary>
        public string FilePath { get; set; }

        /// <summary>16000, 32000, 44100 or 48000 Hz.</summary>
        public int SampleRate { get; set; } = 32000;

        /// <summary>AAC only.</summary>
        public RtcAudioRecordingQuality Quality { get; set; } = RtcAudioRecordingQuality.Medium;

        /// <summary>Whose voices are recorded.</summary>
        public RtcAudioRecordingPosition Position { get; set; }

        /// <summary>0 writes as it happens; 1..3600 keeps the last so many seconds.</summary>
        public int CycleTime { get; set; }

        /// <summary>1 or 2; 0: as the layout needs, which is 2 for <see cref="Layout.Split"/> and
        /// otherwise 1.</summary>
        public int Channels { get; set; }

        /// <summary>Where the voices go.</summary>
        public Layout Layout { get; set; }

        /// <summary>false: an existing file is an error (code 2).</summary>
        public bool Overwrite { get; set; } = true;

        /// <summary>Where what is recorded is kept until it is in its file.</summary>
        public Durability Durability { get; set; } = Durability.Default;

        /// <summary>Whether users have files of their own.</summary>
        public Tracks Tracks { get; set; }

        /// <summary>32 bytes with which ring and captures are encrypted, copied by the start; null: they are
        /// plain.</summary>
        public byte[] EncryptionKey { get; set; }

        internal VrTaskConfig ToNative()
        {
            VrTaskConfig native = NativeCalls.DefaultConfig();
            native.sample_rate_hz = Numbers.Unsigned32("sampleRate", SampleRate);
            native.quality = (int)Quality;
            native.position = (int)Position;
            native.cycle_time_s = Numbers.Unsigned32("cycleTime", CycleTime);
            int byLayout = Layout == Layout.Split ? 2 : 1;
            native.channels = Numbers.Unsigned32("channels", Channels == 0 ? byLayout : Channels);
            native.layout = (int)Layout;
            native.overwrite = (byte)(Overwrite ? 1 : 0);
            native.durability = (int)Durability;
            native.tracks = (int)Tracks;
            return native;
        }
    }
}

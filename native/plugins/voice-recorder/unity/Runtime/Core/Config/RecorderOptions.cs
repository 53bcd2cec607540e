using GameVoice.Native;

namespace GameVoice
{
    /// <summary>What a recorder is made with. What stays as it is has the default of the native header.</summary>
    public sealed class RecorderOptions
    {
        private const long Mebibyte = 1024 * 1024;

        /// <summary>
        /// A name of 1 to 256 bytes by which scripts find the recorder: <c>new VoiceRecorder({ name })</c> there is
        /// this one. Its events come on both sides, and only one side should start and stop tasks. null: scripts do
        /// not see it.
        /// </summary>
        public string Name { get; set; }

        /// <summary>Absolute folder of dumps without a path of their own; null: such a dump is refused.</summary>
        public string CapturesFolder { get; set; }

        /// <summary>
        /// Absolute folder, which must exist, where what is recorded is kept until it is in its file, so that it
        /// survives the process. Several processes may share it. null: everything is in memory.
        /// </summary>
        public string RecoveryFolder { get; set; }

        /// <summary>
        /// File name of a dump without suffix; null: <c>{date}_{time}_{reason}</c>. Fields: {date} {time} {room} {user}
        /// {reason} {count}. A name that exists counts up, it never overwrites.
        /// </summary>
        public string NameTemplate { get; set; }

        /// <summary>Keeps at most so many captures in the captures folder; 0: no limit.</summary>
        public long RetentionCount { get; set; }

        /// <summary>Keeps at most so many bytes there; 0: no limit.</summary>
        public long RetentionBytes { get; set; }

        /// <summary>Removes captures there that are older than this; 0: no limit.</summary>
        public long RetentionAgeSeconds { get; set; }

        /// <summary>A ring that would not leave this much free space is refused; default 256 MiB; 0 is never.</summary>
        public long MinFreeBytes { get; set; } = 256 * Mebibyte;

        /// <summary>
        /// Bound of a task's cycle buffer in memory, 1 MiB or more; null: 256 MiB, on phones 64 MiB.
        /// </summary>
        public long? MaxBufferBytes { get; set; }

        /// <summary>To which dumps that wait may make a ring on disk grow; 0: twice what it has at the start.</summary>
        public long MaxRingBytes { get; set; }

        /// <summary>Sources with a feature track of their own, 1..32; more are mixed only.</summary>
        public int MaxSources { get; set; } = 8;

        /// <summary>Users that <see cref="Tracks.Separate"/> keeps apart, 1..32; more are in the mix only.</summary>
        public int MaxTracks { get; set; } = 4;

        /// <summary>The mix lags the clock by this, 50..500 ms.</summary>
        public int MixDelayMs { get; set; } = 200;

        /// <summary>A start is refused until SetConsent(true).</summary>
        public bool RequireConsent { get; set; }

        /// <summary>Time stands still and moves in Advance only, for tests.</summary>
        public bool VirtualClock { get; set; }

        /// <summary>Which lines come as the event Log.</summary>
        public LogLevel LogLevel { get; set; } = LogLevel.Warning;

        /// <summary>One JSON object of at most 64 KiB for the sidecars: game, build, device; null: nothing.</summary>
        public string AboutJson { get; set; }

        internal VrRecorderOptions ToNative()
        {
            if (MaxBufferBytes < Mebibyte)
            {
                throw VoiceRecorderException.InvalidParameter(
                    "maxBufferBytes: expected " + Mebibyte + " or more, got " + MaxBufferBytes);
            }
            if (LogLevel < LogLevel.None || LogLevel > LogLevel.Info)
            {
                throw VoiceRecorderException.InvalidParameter("logLevel: expected 0 to 3, got " + (int)LogLevel);
            }
            VrRecorderOptions native = NativeCalls.DefaultOptions();
            native.retention_count = Numbers.Unsigned32("retentionCount", RetentionCount);
            native.retention_bytes = Numbers.Unsigned64("retentionBytes", RetentionBytes);
            native.retention_age_s = Numbers.Unsigned64("retentionAgeSeconds", RetentionAgeSeconds);
            native.min_free_bytes = Numbers.Unsigned64("minFreeBytes", MinFreeBytes);
            if (MaxBufferBytes.HasValue)
            {
                native.max_buffer_bytes = Numbers.Unsigned64("maxBufferBytes", MaxBufferBytes.Value);
            }
            native.max_ring_bytes = Numbers.Unsigned64("maxRingBytes", MaxRingBytes);
            native.max_sources = Numbers.Unsigned32("maxSources", MaxSources);
            native.max_tracks = Numbers.Unsigned32("maxTracks", MaxTracks);
            native.mix_delay_ms = Numbers.Unsigned32("mixDelayMs", MixDelayMs);
            native.require_consent = (byte)(RequireConsent ? 1 : 0);
            native.virtual_clock = (byte)(VirtualClock ? 1 : 0);
            native.log_level = (int)LogLevel;
            return native;
        }
    }
}

using System;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>
    /// <see cref="RecorderOptions"/> as a scene keeps them, with the same defaults but for the captures folder. What
    /// changes here holds from the next OnEnable on. Relative folders lie below the game's data
    /// (Application.persistentDataPath), and are made.
    /// </summary>
    [Serializable]
    public sealed class RecorderSettings
    {
        /// <summary>By which scripts find this recorder; "": they do not see it.</summary>
        [Tooltip("Name by which scripts find this recorder: new VoiceRecorder({ name }). Empty: they do not see it.")]
        public string name = "";

        /// <summary>Where dumps go that have no path of their own.</summary>
        [Tooltip("Folder of captures. Relative: below the game's data folder.")]
        public string capturesFolder = "VoiceCaptures";

        /// <summary>Where what is recorded lies until it is in its file, so that it survives a crash; "":
        /// nowhere.</summary>
        [Tooltip(
            "Keeps what is recorded on disk, so that it survives a crash, e.g. VoiceRecovery. Relative: " +
            "below the game's data folder. Empty: in memory only.")]
        public string recoveryFolder = "";

        /// <summary>File name of a dump without suffix; "": {date}_{time}_{reason}.</summary>
        [Tooltip(
            "File name of a dump without suffix. Fields: {date} {time} {room} {user} {reason} {count}. " +
            "Empty: {date}_{time}_{reason}.")]
        public string nameTemplate = "";

        /// <summary>At most so many captures are kept; 0: no limit.</summary>
        [Tooltip("Keeps at most so many captures. 0: no limit.")]
        public long retentionCount;

        /// <summary>At most so many bytes; 0: no limit.</summary>
        [Tooltip("Keeps at most so many bytes of captures. 0: no limit.")]
        public long retentionBytes;

        /// <summary>Nothing older than this; 0: no limit.</summary>
        [Tooltip("Removes captures that are older than so many seconds. 0: no limit.")]
        public long retentionAgeSeconds;

        /// <summary>What must stay free on the disk; 0: nothing.</summary>
        [Tooltip("A ring on disk that would not leave so many bytes free is refused.")]
        public long minFreeBytes = 256L * 1024 * 1024;

        /// <summary>Bound of the cycle buffer in memory, 1 MiB or more; 0: 256 MiB, on phones 64 MiB.</summary>
        [Tooltip("Bound of the cycle buffer in memory in bytes, 1048576 or more. 0: 256 MiB, on phones 64 MiB.")]
        public long maxBufferBytes;

        /// <summary>To which dumps that wait may make a ring on disk grow; 0: twice what it has at the start.</summary>
        [Tooltip("To how many bytes dumps that wait may make a ring on disk grow. 0: twice what it has at the start.")]
        public long maxRingBytes;

        /// <summary>Sources with a feature track of their own; more are mixed only.</summary>
        [Tooltip("Sources with levels of their own; more are mixed only.")]
        [Range(1, 32)]
        public int maxSources = 8;

        /// <summary>Users that <see cref="Tracks.Separate"/> keeps apart.</summary>
        [Tooltip("Users that Separate tracks keep apart; more are in the mix only.")]
        [Range(1, 32)]
        public int maxTracks = 4;

        /// <summary>The mix lags the clock by this.</summary>
        [Tooltip("The mix waits so many milliseconds for late blocks.")]
        [Range(50, 500)]
        public int mixDelayMs = 200;

        /// <summary>A start is refused until SetConsent(true).</summary>
        [Tooltip("Nothing is recorded until the game calls SetConsent(true).")]
        public bool requireConsent;

        /// <summary>Which lines go to Unity's console.</summary>
        [Tooltip("Which lines of the recorder go to the console.")]
        public LogLevel logLevel = LogLevel.Warning;

        /// <summary>The same for a recorder; makes the folders. Throws what making a folder throws.</summary>
        internal RecorderOptions ToOptions() => new RecorderOptions
        {
            Name = string.IsNullOrEmpty(name) ? null : name,
            CapturesFolder = ScenePaths.Folder(capturesFolder),
            RecoveryFolder = ScenePaths.Folder(recoveryFolder),
            NameTemplate = string.IsNullOrEmpty(nameTemplate) ? null : nameTemplate,
            RetentionCount = retentionCount,
            RetentionBytes = retentionBytes,
            RetentionAgeSeconds = retentionAgeSeconds,
            MinFreeBytes = minFreeBytes,
            MaxBufferBytes = maxBufferBytes == 0 ? (long?)null : maxBufferBytes,
            MaxRingBytes = maxRingBytes,
            MaxSources = maxSources,
            MaxTracks = maxTracks,
            MixDelayMs = mixDelayMs,
            RequireConsent = requireConsent,
            LogLevel = logLevel,
        };
    }
}

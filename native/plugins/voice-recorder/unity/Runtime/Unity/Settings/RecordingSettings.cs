using System;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>
    /// An <see cref="AudioRecordingConfig"/> as a scene keeps it, with the same defaults. What changes here holds from
    /// the next start on. A key is no part of it, because scenes are no place for secrets: see
    /// <see cref="VoiceRecorder.EncryptionKey"/>.
    /// </summary>
    [Serializable]
    public sealed class RecordingSettings
    {
        /// <summary>
        /// File of the task, ending in .wav or .aac. A relative path lies in the captures folder; {date} and {time} are
        /// the start's, {room} is the room. Its folder is made when it is below the game's data.
        /// </summary>
        [Tooltip(
            "File of the recording, ending in .wav or .aac. Relative: in the captures folder. {date}, {time} " +
            "and {room} are filled in.")]
        public string filePath = "voice_{date}_{time}.wav";

        /// <summary>Of the file.</summary>
        [Tooltip("Sample rate of the file.")]
        public SampleRate sampleRate = SampleRate.Hz32000;

        /// <summary>AAC only.</summary>
        [Tooltip("AAC only: 27, 50 or 96 kbit/s for one channel.")]
        public RtcAudioRecordingQuality quality = RtcAudioRecordingQuality.Medium;

        /// <summary>Whose voices are recorded.</summary>
        [Tooltip("Whose voices are recorded: all, the local player's, or those of the others.")]
        public RtcAudioRecordingPosition position = RtcAudioRecordingPosition.MixedRecordingAndPlayback;

        /// <summary>0 writes as it happens; 1..3600 keeps the last so many seconds, which a hotkey saves.</summary>
        [Tooltip("0: writes as it happens. 1 to 3600: keeps the last so many seconds, which the hotkey and Dump save.")]
        [Range(0, 3600)]
        public int cycleTime;

        /// <summary>Of the file.</summary>
        [Tooltip("Channels of the file.")]
        public ChannelCount channels = ChannelCount.ByLayout;

        /// <summary>Where the voices go.</summary>
        [Tooltip("Mix: every voice on every channel. Split: the local player left, the others right.")]
        public Layout layout = Layout.Mix;

        /// <summary>false: an existing file is an error (code 2).</summary>
        [Tooltip("An existing file is replaced; otherwise it is an error.")]
        public bool overwrite = true;

        /// <summary>Where what is recorded is kept until it is in its file.</summary>
        [Tooltip(
            "Process: what is recorded survives a crash; it needs a recovery folder. Default: that, where " +
            "there is one.")]
        public Durability durability = Durability.Default;

        /// <summary>Whether users have files of their own.</summary>
        [Tooltip("Separate: beside the mix a file for each user.")]
        public Tracks tracks = Tracks.Mix;

        /// <summary>The same for a start, with this path and key.</summary>
        internal AudioRecordingConfig ToConfig(string absolutePath, byte[] encryptionKey) => new AudioRecordingConfig
        {
            FilePath = absolutePath,
            SampleRate = (int)sampleRate,
            Quality = quality,
            Position = position,
            CycleTime = cycleTime,
            Channels = (int)channels,
            Layout = layout,
            Overwrite = overwrite,
            Durability = durability,
            Tracks = tracks,
            EncryptionKey = encryptionKey,
        };
    }
}

#pragma warning disable CA1069 // the long names are those of the SDK, with the same numbers

namespace GameVoice
{
    /// <summary>AAC bit rate; mono Low 27, Medium 50, High 96 kbit/s. WAV has no quality.</summary>
    public enum RtcAudioRecordingQuality
    {
        /// <summary>27 kbit/s.</summary>
        Low = 0,

        /// <summary>50 kbit/s.</summary>
        Medium = 1,

        /// <summary>96 kbit/s.</summary>
        High = 2,

        /// <summary>The SDK's name of <see cref="Low"/>.</summary>
        kNERtcAudioRecordingQualityLow = Low,

        /// <summary>The SDK's name of <see cref="Medium"/>.</summary>
        kNERtcAudioRecordingQualityMedium = Medium,

        /// <summary>The SDK's name of <see cref="High"/>.</summary>
        kNERtcAudioRecordingQualityHigh = High,
    }

    /// <summary>Whose voices are recorded.</summary>
    public enum RtcAudioRecordingPosition
    {
        /// <summary>Local and remote.</summary>
        MixedRecordingAndPlayback = 0,

        /// <summary>What the local user publishes.</summary>
        Recording = 1,

        /// <summary>All remote users.</summary>
        MixedPlayback = 2,

        /// <summary>The SDK's name of <see cref="MixedRecordingAndPlayback"/>.</summary>
        kNERtcAudioRecordingPositionMixedRecordingAndPlayback = MixedRecordingAndPlayback,

        /// <summary>The SDK's name of <see cref="Recording"/>.</summary>
        kNERtcAudioRecordingPositionRecording = Recording,

        /// <summary>The SDK's name of <see cref="MixedPlayback"/>.</summary>
        kNERtcAudioRecordingPositionMixedPlayback = MixedPlayback,
    }

    /// <summary>The SDK's lengths of the cycle buffer in seconds. Any whole number 1..3600 is allowed too.</summary>
    public enum RtcAudioRecordingCycleTime
    {
        /// <summary>Writes as it happens.</summary>
        Off = 0,

        /// <summary>The last 10 seconds.</summary>
        Seconds10 = 10,

        /// <summary>The last minute.</summary>
        Seconds60 = 60,

        /// <summary>The last 6 minutes.</summary>
        Seconds360 = 360,

        /// <summary>The last 15 minutes.</summary>
        Seconds900 = 900,

        /// <summary>The SDK's name of <see cref="Off"/>.</summary>
        kNERtcAudioRecordingCycleTime0 = Off,

        /// <summary>The SDK's name of <see cref="Seconds10"/>.</summary>
        kNERtcAudioRecordingCycleTime10 = Seconds10,

        /// <summary>The SDK's name of <see cref="Seconds60"/>.</summary>
        kNERtcAudioRecordingCycleTime60 = Seconds60,

        /// <summary>The SDK's name of <see cref="Seconds360"/>.</summary>
        kNERtcAudioRecordingCycleTime360 = Seconds360,

        /// <summary>The SDK's name of <see cref="Seconds900"/>.</summary>
        kNERtcAudioRecordingCycleTime900 = Seconds900,
    }

    /// <summary>
    /// Codes of OnAudioRecording. Every accepted start yields one of {1, 2, 3}, every 3 one of {4, 5}.
    /// </summary>
    public enum RtcAudioRecordingCode
    {
        /// <summary>The path ends neither in .wav nor in .aac.</summary>
        ErrorSuffix = 1,

        /// <summary>No permission, the folder is missing, the name is too long.</summary>
        OpenFileFailed = 2,

        /// <summary>Recording began.</summary>
        Start = 3,

        /// <summary>Recording ended early, usually because the disk is full; the file holds what fitted.</summary>
        RecordError = 4,

        /// <summary>Recording ended and the file is complete.</summary>
        Finish = 5,

        /// <summary>The SDK's name of <see cref="ErrorSuffix"/>.</summary>
        kNERtcAudioRecordingErrorSuffix = ErrorSuffix,

        /// <summary>The SDK's name of <see cref="OpenFileFailed"/>.</summary>
        kNERtcAudioRecordingOpenFileFailed = OpenFileFailed,

        /// <summary>The SDK's name of <see cref="Start"/>.</summary>
        kNERtcAudioRecordingStart = Start,

        /// <summary>The SDK's name of <see cref="RecordError"/>.</summary>
        kNERtcAudioRecordingRecordError = RecordError,

        /// <summary>The SDK's name of <see cref="Finish"/>.</summary>
        kNERtcAudioRecordingFinish = Finish,
    }
}

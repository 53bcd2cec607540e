namespace GameVoice
{
    /// <summary>Where the voices go in the file: vr_layout.</summary>
    public enum Layout
    {
        /// <summary>Every source on every channel.</summary>
        Mix = 0,

        /// <summary>Local left, remote right; implies 2 channels and position 0.</summary>
        Split = 1,
    }

    /// <summary>Where a task keeps what it records until it is in its file: vr_durability.</summary>
    public enum Durability
    {
        /// <summary>On disk where the recorder has a recovery folder, otherwise in memory.</summary>
        Default = -1,

        /// <summary>In memory.</summary>
        Memory = 0,

        /// <summary>On disk: it survives the process.</summary>
        Process = 1,
    }

    /// <summary>Which files a task makes: vr_tracks.</summary>
    public enum Tracks
    {
        /// <summary>The mix.</summary>
        Mix = 0,

        /// <summary>Beside the mix a file for each user, on the same time line.</summary>
        Separate = 1,
    }

    /// <summary>Where the voice of a source comes from: vr_source_kind. A remote mix beside a remote is
    /// refused.</summary>
    public enum SourceKind
    {
        /// <summary>The microphone.</summary>
        Local = 0,

        /// <summary>One remote user.</summary>
        Remote = 1,

        /// <summary>All remote users, mixed by the SDK.</summary>
        RemoteMix = 2,
    }

    /// <summary>What happens to the app or the machine around a recording: vr_notice.</summary>
    public enum Notice
    {
        /// <summary>The app goes to the background; everything that is held is on disk within a second.</summary>
        Background = 0,

        /// <summary>It comes back.</summary>
        Foreground = 1,

        /// <summary>A phone call or another app has taken the sound.</summary>
        InterruptionBegan = 2,

        /// <summary>The sound is back.</summary>
        InterruptionEnded = 3,

        /// <summary>Another microphone or speaker, a headset.</summary>
        DeviceChanged = 4,
    }

    /// <summary>How much is logged: vr_log_level.</summary>
    public enum LogLevel
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>What went wrong.</summary>
        Error = 1,

        /// <summary>And what may go wrong.</summary>
        Warning = 2,

        /// <summary>And what was done.</summary>
        Info = 3,
    }

    /// <summary>The format of a file: vr_format.</summary>
    public enum AudioFormat
    {
        /// <summary>16-bit PCM.</summary>
        Wav = 0,

        /// <summary>AAC-LC in ADTS.</summary>
        Aac = 1,
    }

    /// <summary>What made a capture: vr_origin.</summary>
    public enum CaptureOrigin
    {
        /// <summary>The end of a task.</summary>
        Task = 0,

        /// <summary>A dump.</summary>
        Dump = 1,

        /// <summary>A recovery after a crash.</summary>
        Recovered = 2,
    }

    /// <summary>Whether somebody is recorded; show it to the players: vr_recording_state.</summary>
    public enum RecordingState
    {
        /// <summary>Nobody is.</summary>
        Idle = 0,

        /// <summary>What is said is kept, or written.</summary>
        Recording = 1,

        /// <summary>Silence is recorded.</summary>
        Paused = 2,
    }

    /// <summary>What a recorder does: vr_task_state.</summary>
    public enum TaskState
    {
        /// <summary>No task.</summary>
        Idle = 0,

        /// <summary>Writing as it happens.</summary>
        RealTime = 1,

        /// <summary>Keeping the last seconds.</summary>
        Cycle = 2,
    }

    /// <summary>Why recording goes on with less than promised: vr_degraded.</summary>
    public enum DegradedReason
    {
        /// <summary>It does not.</summary>
        None = 0,

        /// <summary>Dumps that are not written hold all that the buffer may have.</summary>
        Pinned = 1,

        /// <summary>The disk of the ring fails or is too slow; the newest minute is in memory only.</summary>
        Disk = 2,

        /// <summary>Memory ran out: something could not be kept.</summary>
        Memory = 3,

        /// <summary>A user is in the mix only.</summary>
        Tracks = 4,
    }

    /// <summary>What an event is about: vr_event_kind.</summary>
    internal enum EventKind
    {
        None = 0,
        Task = 1,
        DumpAccepted = 2,
        DumpCaptured = 3,
        DumpProgress = 4,
        DumpDone = 5,
        DumpFailed = 6,
        Degraded = 7,
        CaptureRemoved = 8,
        Log = 9,
        State = 10,
        Restored = 11,
        Recovered = 12,
        RecoveryProblem = 13,
        RecoveryDone = 14,
        Wiped = 15,
        RecoveryProgress = 16,
    }
}

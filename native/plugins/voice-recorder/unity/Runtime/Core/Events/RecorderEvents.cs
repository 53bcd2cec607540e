using System.Collections.Generic;

namespace GameVoice
{
    /// <summary>A task began, failed or ended.</summary>
    public sealed class AudioRecordingEvent
    {
        internal AudioRecordingEvent(PolledEvent polled)
        {
            Code = (RtcAudioRecordingCode)polled.Code;
            FilePath = polled.Path;
            TaskId = polled.TaskId;
            Capture = polled.Capture;
            CaptureId = polled.CaptureId;
            Message = polled.Text;
        }

        /// <summary>What became of the task.</summary>
        public RtcAudioRecordingCode Code { get; }

        /// <summary>As it was given to the start.</summary>
        public string FilePath { get; }

        /// <summary>Number of the task, unique in its recorder.</summary>
        public long TaskId { get; }

        /// <summary>With code 5 the finished file; with 4 the file of what fitted, where there is one.</summary>
        public Capture Capture { get; }

        /// <summary>With code 4 the capture that is kept for a retry; 0: none.</summary>
        public long CaptureId { get; }

        /// <summary>Why, where there is something to say.</summary>
        public string Message { get; }
    }

    /// <summary>A step of a dump.</summary>
    public sealed class DumpEvent
    {
        internal DumpEvent(PolledEvent polled)
        {
            CaptureId = polled.CaptureId;
            TaskId = polled.TaskId;
            FilePath = polled.Path;
            TimeMs = polled.TimeMs;
            Progress = polled.Progress;
            Capture = polled.Capture;
            Reason = polled.Kind == EventKind.DumpFailed ? polled.Text : "";
            Kept = polled.Kind == EventKind.DumpFailed && polled.Code == ReturnCode.Ok;
        }

        /// <summary>Number of the dump.</summary>
        public long CaptureId { get; }

        /// <summary>Of the task whose buffer it is from; 0 with DumpAccepted.</summary>
        public long TaskId { get; }

        /// <summary>Where the file goes.</summary>
        public string FilePath { get; }

        /// <summary>On the recorder's clock.</summary>
        public double TimeMs { get; }

        /// <summary>0..1, with DumpProgress.</summary>
        public double Progress { get; }

        /// <summary>The file, with DumpDone.</summary>
        public Capture Capture { get; }

        /// <summary>With DumpFailed: why.</summary>
        public string Reason { get; }

        /// <summary>With DumpFailed: its audio is kept for a retry.</summary>
        public bool Kept { get; }
    }

    /// <summary>Recording goes on with less than promised, or is whole again.</summary>
    public sealed class DegradedEvent
    {
        internal DegradedEvent(PolledEvent polled)
        {
            Reason = (DegradedReason)polled.Code;
            Message = polled.Text;
            TaskId = polled.TaskId;
            TimeMs = polled.TimeMs;
        }

        /// <summary>Why.</summary>
        public DegradedReason Reason { get; }

        /// <summary>What happened, in words.</summary>
        public string Message { get; }

        /// <summary>Of the task.</summary>
        public long TaskId { get; }

        /// <summary>On the recorder's clock.</summary>
        public double TimeMs { get; }
    }

    /// <summary>A capture that was made of what a dead process left.</summary>
    public sealed class RecoveredCapture
    {
        internal RecoveredCapture(Capture capture, string missing)
        {
            Capture = capture;
            Missing = missing;
        }

        /// <summary>The file.</summary>
        public Capture Capture { get; }

        /// <summary>What of it could not be had, in words; "" when nothing lacks.</summary>
        public string Missing { get; }
    }

    /// <summary>Something that could not be recovered; it is left as it is.</summary>
    public sealed class RecoveryProblem
    {
        internal RecoveryProblem(string path, string reason)
        {
            Path = path;
            Reason = reason;
        }

        /// <summary>Which file or folder it is about.</summary>
        public string Path { get; }

        /// <summary>Why.</summary>
        public string Reason { get; }
    }

    /// <summary>What one call of RecoverAsync found.</summary>
    public sealed class RecoveryReport
    {
        internal RecoveryReport(IReadOnlyList<RecoveredCapture> captures, IReadOnlyList<RecoveryProblem> problems)
        {
            Captures = captures;
            Problems = problems;
        }

        /// <summary>The captures that were made.</summary>
        public IReadOnlyList<RecoveredCapture> Captures { get; }

        /// <summary>What could not be had.</summary>
        public IReadOnlyList<RecoveryProblem> Problems { get; }
    }

    /// <summary>The SDK's event of a task.</summary>
    public delegate void AudioRecordingCallback(RtcAudioRecordingCode code, string filePath);

    /// <summary>The same with all that is known.</summary>
    public delegate void AudioRecordingHandler(AudioRecordingEvent recording);

    /// <summary>A step of a dump.</summary>
    public delegate void DumpHandler(DumpEvent dump);

    /// <summary>Whether somebody is recorded from now on.</summary>
    public delegate void RecordingStateHandler(RecordingState state);

    /// <summary>Recording keeps less than promised, or is whole again.</summary>
    public delegate void DegradedHandler(DegradedEvent degraded);

    /// <summary>A capture was recovered.</summary>
    public delegate void RecoveredHandler(RecoveredCapture recovered);

    /// <summary>Something could not be recovered.</summary>
    public delegate void RecoveryProblemHandler(RecoveryProblem problem);

    /// <summary>How far a recovery is, 0..1.</summary>
    public delegate void RecoveryProgressHandler(double progress);

    /// <summary>Retention removed the capture at this path.</summary>
    public delegate void CaptureRemovedHandler(string filePath);

    /// <summary>A line of the log.</summary>
    public delegate void LogHandler(LogLevel level, string message);
}

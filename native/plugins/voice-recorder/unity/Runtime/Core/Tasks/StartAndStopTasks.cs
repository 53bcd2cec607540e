using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace GameVoice
{
    /// <summary>
    /// Matches events of tasks to the calls that caused them. Every accepted start is answered by one of the codes 1, 2
    /// and 3, in the order of the calls; a stop belongs to the task that runs when all starts before it are answered.
    /// </summary>
    internal sealed class StartAndStopTasks
    {
        private readonly Queue<TaskCompletionSource<bool>> starts = new Queue<TaskCompletionSource<bool>>();
        private readonly List<PendingStop> stops = new List<PendingStop>();
        private long accepted;
        private long answered;
        private long endedUpTo; // the last end that was accepted ends what was started by so many starts
        private long runningTask;
        private long runningStart; // the number of its start

        /// <summary>
        /// Whether a task runs once everything is done that was accepted: one whose start waits for its answer, or one
        /// that runs, unless an end was accepted after it.
        /// </summary>
        internal bool IsTaskExpected =>
            accepted > Math.Max(answered, endedUpTo) || (runningTask != 0 && runningStart > endedUpTo);

        /// <param name="waiting">null: nobody waits for this one.</param>
        internal void StartAccepted(TaskCompletionSource<bool> waiting)
        {
            accepted++;
            starts.Enqueue(waiting);
        }

        internal void StopAccepted(TaskCompletionSource<Capture> waiting)
        {
            EndAccepted();
            stops.Add(new PendingStop(accepted, waiting));
            BindStops();
        }

        /// <summary>A call ends what was started before it: a stop, or a room that is left.</summary>
        internal void EndAccepted() => endedUpTo = accepted;

        internal void OnEvent(AudioRecordingEvent recording)
        {
            if (recording.Code >= RtcAudioRecordingCode.RecordError) Ended(recording);
            else AnswerStart(recording);
        }

        internal void FailAll(VoiceRecorderException reason)
        {
            while (starts.Count > 0) starts.Dequeue()?.TrySetException(reason);
            foreach (PendingStop stop in TakeStops(_ => true)) stop.Waiting.TrySetException(reason);
            runningTask = 0;
        }

        private void AnswerStart(AudioRecordingEvent recording)
        {
            bool isOurs = starts.Count > 0; // a script may have started it
            TaskCompletionSource<bool> waiting = isOurs ? starts.Dequeue() : null;
            if (isOurs) answered++;
            if (recording.Code == RtcAudioRecordingCode.Start)
            {
                runningTask = recording.TaskId;
                runningStart = isOurs ? answered : long.MaxValue;
            }
            BindStops();
            if (recording.Code == RtcAudioRecordingCode.Start) waiting?.TrySetResult(true);
            else waiting?.TrySetException(new VoiceRecorderException((int)recording.Code, FailureOf(recording)));
        }

        private void Ended(AudioRecordingEvent recording)
        {
            if (runningTask == recording.TaskId) runningTask = 0;
            bool finished = recording.Code == RtcAudioRecordingCode.Finish && recording.Capture != null;
            foreach (PendingStop stop in TakeStops(each => each.TaskId == recording.TaskId))
            {
                if (finished) stop.Waiting.TrySetResult(recording.Capture);
                else stop.Waiting.TrySetException(Failed(recording));
            }
        }

        private void BindStops()
        {
            foreach (PendingStop stop in stops)
            {
                if (stop.TaskId == 0 && stop.AfterStarts <= answered) stop.TaskId = runningTask;
            }
            foreach (PendingStop stop in TakeStops(each => each.TaskId == 0 && each.AfterStarts <= answered))
            {
                stop.Waiting.TrySetException(VoiceRecorderException.InvalidState("stop: no task was running"));
            }
        }

        /// <summary>Takes them out before anybody hears of it, because who hears may call again.</summary>
        private List<PendingStop> TakeStops(Predicate<PendingStop> which)
        {
            List<PendingStop> taken = stops.FindAll(which);
            stops.RemoveAll(which);
            return taken;
        }

        private static VoiceRecorderException Failed(AudioRecordingEvent recording) => new VoiceRecorderException(
            (int)RtcAudioRecordingCode.RecordError, FailureOf(recording), recording.CaptureId);

        private static string FailureOf(AudioRecordingEvent recording)
        {
            if (recording.Message.Length > 0) return recording.Message;
            switch (recording.Code)
            {
                case RtcAudioRecordingCode.ErrorSuffix:
                    return recording.FilePath + ": the path must end in .wav or .aac";
                case RtcAudioRecordingCode.OpenFileFailed:
                    return recording.FilePath + ": the file cannot be opened";
                default:
                    return recording.FilePath + ": recording ended early";
            }
        }

        private sealed class PendingStop
        {
            internal PendingStop(long afterStarts, TaskCompletionSource<Capture> waiting)
            {
                AfterStarts = afterStarts;
                Waiting = waiting;
            }

            /// <summary>It ends the task that runs once so many starts are answered.</summary>
            internal long AfterStarts { get; }

            internal TaskCompletionSource<Capture> Waiting { get; }

            /// <summary>0: not known yet.</summary>
            internal long TaskId { get; set; }
        }
    }
}

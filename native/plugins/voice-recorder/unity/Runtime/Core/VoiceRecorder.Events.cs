using System;

namespace GameVoice
{
    /// <content>Events: polled in Tick, never told by a native thread.</content>
    public sealed partial class VoiceRecorder
    {
        /// <summary>At most so many events are handled in one Tick; the rest waits for the next.</summary>
        public const int EventsPerTick = 1000;

        private bool ticking;

        /// <summary>The SDK's event of a task.</summary>
        public event AudioRecordingCallback OnAudioRecording;

        /// <summary>The same with all that is known.</summary>
        public event AudioRecordingHandler AudioRecording;

        /// <summary>The window of a dump is fixed.</summary>
        public event DumpHandler DumpAccepted;

        /// <summary>Its audio is held and cannot be overwritten any more.</summary>
        public event DumpHandler DumpCaptured;

        /// <summary>How far its file is.</summary>
        public event DumpHandler DumpProgress;

        /// <summary>Its file is complete.</summary>
        public event DumpHandler DumpDone;

        /// <summary>It could not be written.</summary>
        public event DumpHandler DumpFailed;

        /// <summary>Show it to the players.</summary>
        public event RecordingStateHandler RecordingStateChanged;

        /// <summary>Recording goes on with less than promised.</summary>
        public event DegradedHandler Degraded;

        /// <summary>What was degraded is whole again.</summary>
        public event DegradedHandler Restored;

        /// <summary>A capture was made of what a dead process left.</summary>
        public event RecoveredHandler Recovered;

        /// <summary>Something could not be recovered.</summary>
        public event RecoveryProblemHandler RecoveryProblem;

        /// <summary>How far a recovery is.</summary>
        public event RecoveryProgressHandler RecoveryProgress;

        /// <summary>Retention removed a capture.</summary>
        public event CaptureRemovedHandler CaptureRemoved;

        /// <summary>A line of the log, and what listeners threw.</summary>
        public event LogHandler Log;

        /// <summary>
        /// Hands out events and settles tasks; call it once a frame. Returns how many native events it handled. What a
        /// listener throws becomes a line of the log and stops nothing. Allocates nothing when there is no event.
        /// </summary>
        public int Tick()
        {
            if (ticking) return 0;
            ticking = true;
            int handled = 0;
            try
            {
                while (handled < EventsPerTick)
                {
                    PolledEvent polled = NextEvent();
                    if (polled == null) break;
                    handled++;
                    Route(polled);
                }
            }
            finally
            {
                ticking = false;
            }
            return handled;
        }

        private PolledEvent NextEvent()
        {
            LiveRecorder known = isNamed ? LiveRecorders.Find(Native) : null;
            return known == null ? PolledEvent.Take(Native) : known.TakeForGame();
        }

        private void Route(PolledEvent polled)
        {
            switch (polled.Kind)
            {
                case EventKind.Task:
                    RouteTask(new AudioRecordingEvent(polled));
                    break;
                case EventKind.DumpAccepted:
                    Tell(nameof(DumpAccepted), DumpAccepted, polled);
                    break;
                case EventKind.DumpCaptured:
                    Tell(nameof(DumpCaptured), DumpCaptured, polled);
                    break;
                case EventKind.DumpProgress:
                    Tell(nameof(DumpProgress), DumpProgress, polled);
                    break;
                case EventKind.DumpDone:
                    dumps.Done(new DumpEvent(polled));
                    Tell(nameof(DumpDone), DumpDone, polled);
                    break;
                case EventKind.DumpFailed:
                    dumps.Failed(new DumpEvent(polled), polled.Code);
                    Tell(nameof(DumpFailed), DumpFailed, polled);
                    break;
                case EventKind.State:
                    Each(nameof(RecordingStateChanged), RecordingStateChanged, l => l((RecordingState)polled.Code));
                    break;
                case EventKind.Degraded:
                    Each(nameof(Degraded), Degraded, listener => listener(new DegradedEvent(polled)));
                    break;
                case EventKind.Restored:
                    Each(nameof(Restored), Restored, listener => listener(new DegradedEvent(polled)));
                    break;
                case EventKind.CaptureRemoved:
                    Each(nameof(CaptureRemoved), CaptureRemoved, listener => listener(polled.Path));
                    break;
                case EventKind.Log:
                    Each(nameof(Log), Log, listener => listener((LogLevel)polled.Code, polled.Text));
                    break;
                case EventKind.Wiped:
                    wipes.Ended(polled);
                    break;
                default:
                    RouteRecovery(polled);
                    break;
            }
        }

        private void RouteTask(AudioRecordingEvent recording)
        {
            tasks.OnEvent(recording);
            Each(nameof(OnAudioRecording), OnAudioRecording, l => l(recording.Code, recording.FilePath));
            Each(nameof(AudioRecording), AudioRecording, listener => listener(recording));
        }

        private void RouteRecovery(PolledEvent polled)
        {
            switch (polled.Kind)
            {
                case EventKind.Recovered:
                    var recovered = new RecoveredCapture(polled.Capture, polled.Text);
                    recoveries.Add(recovered);
                    Each(nameof(Recovered), Recovered, listener => listener(recovered));
                    break;
                case EventKind.RecoveryProblem:
                    var problem = new RecoveryProblem(polled.Path, polled.Text);
                    recoveries.Add(problem);
                    Each(nameof(RecoveryProblem), RecoveryProblem, listener => listener(problem));
                    break;
                case EventKind.RecoveryProgress:
                    Each(nameof(RecoveryProgress), RecoveryProgress, listener => listener(polled.Progress));
                    break;
                case EventKind.RecoveryDone:
                    recoveries.Done();
                    break;
            }
        }

        private void Tell(string name, DumpHandler listeners, PolledEvent polled)
        {
            var dump = new DumpEvent(polled);
            Each(name, listeners, listener => listener(dump));
        }

        /// <summary>
        /// Calls every listener; one that throws does not keep the others from hearing. Nobody hears after Dispose,
        /// which a listener, or what waited for a task, may have called.
        /// </summary>
        private void Each<T>(string name, T listeners, Action<T> tell)
            where T : Delegate
        {
            if (listeners == null || IsDisposed) return;
            foreach (Delegate listener in listeners.GetInvocationList())
            {
                if (IsDisposed) return;
                try
                {
                    tell((T)listener);
                }
                catch (Exception thrown)
                {
                    ListenerFailed(name, thrown);
                }
            }
        }

        private void ListenerFailed(string name, Exception thrown)
        {
            if (name == nameof(Log)) return; // it would fail once more
            Each(nameof(Log), Log, l => l(LogLevel.Error, "a listener of " + name + " threw: " + thrown.Message));
        }
    }
}

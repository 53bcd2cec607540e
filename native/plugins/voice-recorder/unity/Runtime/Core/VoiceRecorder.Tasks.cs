using System;
using System.Threading.Tasks;
using GameVoice.Native;

namespace GameVoice
{
    /// <content>Recording, dumps, markers, recovery.</content>
    public sealed partial class VoiceRecorder
    {
        /// <summary>
        /// Whether a task runs once everything has taken effect that was accepted until now. The task state of
        /// <see cref="Stats"/>, a snapshot, may still be that of a room that was just left, or not yet that of a start.
        /// </summary>
        public bool HasTask => !IsDisposed && tasks.IsTaskExpected;

        // ---- The known calls ----------------------------------------------------------------------------------------

        /// <summary>Real-time recording, mixed and mono. Answers by OnAudioRecording.</summary>
        public int StartAudioRecording(
            string filePath,
            int sampleRate = 32000,
            RtcAudioRecordingQuality quality = RtcAudioRecordingQuality.Medium)
        {
            return CallStart("startAudioRecording", null, () => NativeCalls.StartOlder(
                Native, filePath, Numbers.Unsigned32("sampleRate", sampleRate), (int)quality));
        }

        /// <summary>Real-time or cycle-buffer recording. Answers by OnAudioRecording.</summary>
        public int StartAudioRecordingWithConfig(AudioRecordingConfig config) =>
            CallStart("startAudioRecordingWithConfig", null, () => Start(config));

        /// <summary>Ends the task; code 5 (or 4) follows when its file is complete. 30005 without a task.</summary>
        public int StopAudioRecording() => CallEnd(
            "stopAudioRecording", () => NativeMethods.vr_stop_audio_recording(Native));

        /// <summary>From this moment on the running task records silence, until Resume or its end.</summary>
        public int Pause() => Call("pause", () => NativeMethods.vr_pause(Native));

        /// <summary>The running task records what is said again. 30005 without a task.</summary>
        public int Resume() => Call("resume", () => NativeMethods.vr_resume(Native));

        /// <summary>Gives up a capture that failed; its audio is gone.</summary>
        public int Discard(long captureId) => Call("discard", () => NativeMethods.vr_capture_discard(
            Native, Numbers.Unsigned64("captureId", captureId)));

        /// <summary>
        /// Keeps a marker at this moment for the sidecars of every capture that covers it; <paramref name="dataJson"/>
        /// is one JSON value or null. 30005 without a task.
        /// </summary>
        public int Mark(string label, string dataJson = null) =>
            Call("mark", () => NativeCalls.Mark(Native, label, dataJson));

        /// <summary>
        /// Figures of the RTC SDK at this moment, one JSON object of at most 64 KiB, for the sidecars of every capture
        /// that covers it. 30005 without a task.
        /// </summary>
        public int AddStatistics(string dataJson) =>
            Call("addStatistics", () => NativeCalls.AddStatistics(Native, dataJson));

        // ---- The same, and more, as tasks ---------------------------------------------------------------------------

        /// <summary>Starts a task; done on code 3, fails with code 1 or 2, or with a
        /// <see cref="ReturnCode"/>.</summary>
        public Task StartAsync(AudioRecordingConfig config)
        {
            var started = new TaskCompletionSource<bool>();
            return Promise(started, CallStart("start", started, () => Start(config)));
        }

        /// <summary>Ends the task; gives its file, fails with code 4 or a <see cref="ReturnCode"/>.</summary>
        public Task<Capture> StopAsync()
        {
            var stopped = new TaskCompletionSource<Capture>();
            return Promise(stopped, Call("stop", () =>
            {
                int status = NativeMethods.vr_stop_audio_recording(Native);
                if (status == ReturnCode.Ok) tasks.StopAccepted(stopped);
                return status;
            }));
        }

        /// <summary>
        /// Saves what the cycle buffer holds while recording goes on; null: all of it, with a name from the template.
        /// An exception after the dump was accepted carries the capture whose audio is kept for a retry.
        /// </summary>
        public Task<Capture> DumpAsync(DumpRequest request = null)
        {
            DumpRequest wanted = request ?? new DumpRequest();
            var dumped = new TaskCompletionSource<Capture>();
            return Promise(dumped, Call("dump", () =>
            {
                int status = NativeCalls.Dump(
                    Native, wanted.ToNative(), wanted.FilePath, wanted.Reason, wanted.Hotkey, out ulong captureId);
                if (status == ReturnCode.Ok) dumps.Accepted((long)captureId, dumped);
                return status;
            }));
        }

        /// <summary>Writes a capture that failed once more, to a path or (null) where it was meant to go.</summary>
        public Task<Capture> RetryAsync(long captureId, string filePath = null)
        {
            var dumped = new TaskCompletionSource<Capture>();
            return Promise(dumped, Call("retry", () =>
            {
                if (dumps.WaitsFor(captureId))
                {
                    throw VoiceRecorderException.InvalidState("this capture is still being written");
                }
                int status = NativeCalls.Retry(Native, Numbers.Unsigned64("captureId", captureId), filePath);
                if (status == ReturnCode.Ok) dumps.Accepted(captureId, dumped);
                return status;
            }));
        }

        /// <summary>
        /// Makes captures of what a dead process left in the recovery folder. Call it at the start of the game; it may
        /// run while recording goes on. 30005 without a recovery folder.
        /// </summary>
        public Task<RecoveryReport> RecoverAsync(byte[] encryptionKey = null)
        {
            var recovered = new TaskCompletionSource<RecoveryReport>();
            return Promise(recovered, Call("recover", () =>
            {
                int status = NativeCalls.Recover(Native, encryptionKey);
                if (status == ReturnCode.Ok) recoveries.Accepted(recovered);
                return status;
            }));
        }

        /// <summary>
        /// Recoveries that were asked for before end behind the ring that they are at, and their tasks with them; what is
        /// left is kept for the next. Harmless where there is none.
        /// </summary>
        public int StopRecovery() => Call("stopRecovery", () => NativeMethods.vr_stop_recovery(Native));

        /// <summary>
        /// Destroys everything that is held: the buffer, dumps that are not written, captures that wait for a retry,
        /// what dead processes left. Finished captures stay. Fails with 30005 when something could not be destroyed.
        /// </summary>
        public Task WipeAsync()
        {
            var wiped = new TaskCompletionSource<bool>();
            return Promise(wiped, Call("wipe", () =>
            {
                int status = NativeMethods.vr_wipe(Native);
                if (status == ReturnCode.Ok) wipes.Accepted(wiped);
                return status;
            }));
        }

        /// <summary>Checks a configuration as a start would and says what it costs. Throws.</summary>
        public Cost Estimate(AudioRecordingConfig config)
        {
            VrCost cost = default;
            int status = Call("estimate", () =>
            {
                if (IsDisposed) throw VoiceRecorderException.InvalidState("the recorder is disposed");
                AudioRecordingConfig checkedConfig = Given(config);
                return NativeCalls.Estimate(
                    Native, checkedConfig.ToNative(), checkedConfig.FilePath, checkedConfig.EncryptionKey, out cost);
            });
            if (status != ReturnCode.Ok) throw LastError;
            return new Cost(in cost);
        }

        private static AudioRecordingConfig Given(AudioRecordingConfig config) =>
            config ??
            throw VoiceRecorderException.InvalidParameter("config: expected an AudioRecordingConfig, got null");

        private int Start(AudioRecordingConfig config)
        {
            AudioRecordingConfig given = Given(config);
            return NativeCalls.Start(Native, given.ToNative(), given.FilePath, given.EncryptionKey);
        }

        private int CallStart(string name, TaskCompletionSource<bool> started, Func<int> start) => Call(name, () =>
        {
            int status = start();
            if (status == ReturnCode.Ok) tasks.StartAccepted(started);
            return status;
        });

        private int CallEnd(string name, Func<int> end) => Call(name, () =>
        {
            int status = end();
            if (status == ReturnCode.Ok) tasks.EndAccepted();
            return status;
        });

        /// <summary>The task of a call that was accepted, or failed at once with why it was not.</summary>
        private Task<T> Promise<T>(TaskCompletionSource<T> promise, int status)
        {
            if (status != ReturnCode.Ok) promise.TrySetException(LastError);
            return promise.Task;
        }
    }
}

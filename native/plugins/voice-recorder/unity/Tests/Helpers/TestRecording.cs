using System;
using System.Collections;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace GameVoice.Testing
{
    /// <summary>
    /// Records while a test runs: <c>yield return recording.Begin()</c>, then the test's own steps, then
    /// <c>yield return recording.End()</c>; <see cref="VoiceAssert"/> says whether the right thing was heard. Takes the
    /// place of a task that runs. Dispose it: its file goes then, unless an assertion failed.
    /// </summary>
    public sealed class TestRecording : IDisposable
    {
        /// <summary>Longest wait for a start or an end, on the recorder's clock.</summary>
        public const double MostWaitMs = 10000;

        private const int StepMs = 10;

        private readonly VoiceRecorder recorder;
        private readonly RtcAudioRecordingPosition position;

        private RecordedSound sound;
        private HeardCapture heard;
        private Task<Capture> ending;
        private bool isRunning;
        private bool isRoomOurs;
        private long droppedBefore;

        /// <summary>Of a scene's recorder. Throws when it is disabled.</summary>
        public TestRecording(
            Unity.VoiceRecorder recorder,
            RtcAudioRecordingPosition position = RtcAudioRecordingPosition.MixedRecordingAndPlayback)
            : this(recorder == null ? null : recorder.Recorder, position)
        {
        }

        /// <summary>Of a recorder of the core.</summary>
        public TestRecording(
            VoiceRecorder recorder,
            RtcAudioRecordingPosition position = RtcAudioRecordingPosition.MixedRecordingAndPlayback)
        {
            this.recorder = recorder ?? throw new ArgumentNullException(
                nameof(recorder), "expected a recorder, got none: enable the Voice Recorder of the scene");
            this.position = position;
            FilePath = TestArtefacts.FreePath(TestContext.CurrentContext.Test.Name);
        }

        /// <summary>Where it is recorded.</summary>
        public string FilePath { get; }

        /// <summary>true: the files stay, because an assertion failed, or you want them to.</summary>
        public bool IsKept { get; set; }

        /// <summary>What was recorded. Throws before <see cref="End"/>.</summary>
        public RecordedSound Sound => sound ?? throw new InvalidOperationException(
            "nothing is recorded yet: yield return Begin() and End() of the recording first");

        /// <summary>The same for those of <see cref="VoiceAssert"/> that listen, in the editor alone. Throws before
        /// <see cref="End"/>.</summary>
        public HeardCapture Heard => heard ??= new HeardCapture(EndedPath());

        /// <summary>Whether users have files of their own, so that each can be listened to; set it before
        /// <see cref="Begin"/>.</summary>
        public Tracks Tracks { get; set; } = Tracks.Separate;

        /// <summary>Blocks of audio that were lost on their way while it ran, because a queue was full.</summary>
        public long BlocksDropped { get; private set; }

        /// <summary>Of a recording that has ended.</summary>
        public static implicit operator HeardCapture(TestRecording recording) => recording?.Heard;

        /// <summary>Starts, in a room of its own where there is none, and waits until it records.</summary>
        public IEnumerator Begin()
        {
            RecorderStats stats = recorder.Stats;
            if (!stats.InRoom)
            {
                Demand(recorder.EnterRoom("voice-test"));
                isRoomOurs = true;
            }
            droppedBefore = stats.BlocksDropped;
            Task started = recorder.StartAsync(new AudioRecordingConfig
            {
                FilePath = FilePath,
                SampleRate = 48000,
                Position = position,
                Tracks = Tracks,
            });
            isRunning = true;
            return WaitFor(started);
        }

        /// <summary>Stops, waits until the file is complete, and measures it.</summary>
        public IEnumerator End()
        {
            Stop();
            yield return WaitFor(ending);
            BlocksDropped = recorder.Stats.BlocksDropped - droppedBefore;
            LeaveOurRoom();
            sound = new RecordedSound(ending.Result.FilePath);
        }

        /// <summary>
        /// Ends it where a test did not, waits until its file is written, 10 s at most, and removes its files unless
        /// they are to be kept. Never throws, so that it hides no failure of the test.
        /// </summary>
        public void Dispose()
        {
            if (isRunning) Stop();
            if (ending != null) FinishNow();
            LeaveOurRoom();
            heard?.Dispose();
            if (!IsKept) TestArtefacts.Remove(FilePath);
        }

        private string EndedPath()
        {
            _ = Sound; // throws before the end
            return FilePath;
        }

        private void Stop()
        {
            ending = recorder.StopAsync();
            isRunning = false;
        }

        /// <summary>What is deleted while it is written would come back.</summary>
        private void FinishNow()
        {
            for (double waitedMs = 0; !ending.IsCompleted && waitedMs < MostWaitMs; waitedMs += StepMs)
            {
                bool isVirtual = recorder.Advance(StepMs) == ReturnCode.Ok; // nobody else moves its clock now
                if (!isVirtual) Thread.Sleep(StepMs);
                recorder.Tick();
            }
            _ = ending.Exception; // seen: the test fails by its own failure
        }

        /// <summary>Works where nothing else ticks the recorder, too.</summary>
        private IEnumerator WaitFor(Task task)
        {
            double beganMs = recorder.Now;
            while (!task.IsCompleted)
            {
                if (recorder.Now - beganMs > MostWaitMs) throw new TimeoutException("the recorder did not answer");
                yield return null;
                recorder.Tick();
            }
            task.GetAwaiter().GetResult(); // throws what went wrong
        }

        private void LeaveOurRoom()
        {
            if (isRoomOurs) recorder.LeaveRoom();
            isRoomOurs = false;
        }

        private void Demand(int status)
        {
            if (status != ReturnCode.Ok) throw recorder.LastError;
        }
    }
}

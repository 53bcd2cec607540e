using System;
using System.IO;
using System.Threading.Tasks;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <content>The room, and what is recorded in it.</content>
    public sealed partial class VoiceRecorder
    {
        private string roomId = "";
        private string userId = "";
        private bool isConsentGiven;

        /// <summary>
        /// The game is in a voice room. Returns 0, or a <see cref="ReturnCode"/> with <see cref="Problem"/>. Starts
        /// recording where StartOnRoomEnter is set and nothing is recorded yet; a start that is refused is a warning in
        /// the console.
        /// </summary>
        public int EnterRoom(string room, string user = "")
        {
            int status = Recorder == null ? NoRecorder() : Keep(core.EnterRoom(room, user));
            if (status != ReturnCode.Ok) return status;
            roomId = room;
            userId = user;
            if (startOnRoomEnter) StartUnlessRunning();
            return status;
        }

        /// <summary>The connection is being rebuilt: still in the room.</summary>
        public int Reconnecting() => Recorder == null ? NoRecorder() : Keep(core.Reconnecting());

        /// <summary>The room is left: a running task ends and its file is finished.</summary>
        public int LeaveRoom()
        {
            roomId = "";
            return Recorder == null ? NoRecorder() : Keep(core.LeaveRoom());
        }

        /// <summary>
        /// The player agreed, which starts what was to start on entering the room, or took it back. It holds when this
        /// component is switched off and on; to take it back is possible meanwhile, too.
        /// </summary>
        public int SetConsent(bool given)
        {
            isConsentGiven = given && isConsentGiven; // refused or not
            int status = Recorder == null ? NoRecorder() : Keep(core.SetConsent(given));
            if (status != ReturnCode.Ok) return status;
            isConsentGiven = given;
            if (given && startOnRoomEnter && roomId.Length > 0) StartUnlessRunning();
            return status;
        }

        /// <summary>
        /// Starts a task by the fields of this component. Returns 0 when it was accepted; its events follow.
        /// </summary>
        public int StartRecording()
        {
            if (Recorder == null) return NoRecorder();
            try
            {
                string path = ScenePaths.TaskFile(recording.filePath, options.capturesFolder, roomId, DateTime.Now);
                return Keep(core.StartAudioRecordingWithConfig(recording.ToConfig(path, EncryptionKey)));
            }
            catch (Exception refused) when (
                refused is IOException || refused is UnauthorizedAccessException ||
                refused is ArgumentException || refused is NotSupportedException)
            {
                Problem = "filePath: expected a file in a folder that can be written, got \"" + recording.filePath +
                          "\": " + refused.Message;
                return ReturnCode.InvalidParameter;
            }
        }

        /// <summary>Ends the task; its file is complete when code 5 comes.</summary>
        public int StopRecording() => Recorder == null ? NoRecorder() : Keep(core.StopAudioRecording());

        /// <summary>
        /// Saves the last seconds while recording goes on; 0: all that is buffered. Returns 0 when it was accepted:
        /// DumpDone or DumpFailed follows. 30005 without a cycle task.
        /// </summary>
        public int Dump(string reason = "dump", double lastSeconds = 0)
        {
            if (Recorder == null) return NoRecorder();
            Task<Capture> dumped = core.DumpAsync(new DumpRequest { Reason = reason, LastSeconds = lastSeconds });
            Forget(dumped);
            return Keep(core.LastError == null ? ReturnCode.Ok : core.LastError.Code);
        }

        /// <summary>Events tell how it ended; a task that nobody looks at must not complain when it is
        /// collected.</summary>
        private static void Forget(Task task) => task.ContinueWith(
            failed => failed.Exception,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);

        private void EnterRoomAgain()
        {
            if (isConsentGiven) core.SetConsent(true);
            if (roomId.Length > 0) EnterRoom(roomId, userId);
        }

        private void StartUnlessRunning()
        {
            if (core.HasTask || StartRecording() == ReturnCode.Ok) return;
            Debug.LogWarning("Voice Recorder: not recording: " + Problem, this);
        }

        private int Keep(int status)
        {
            Problem = status == ReturnCode.Ok ? "" : core.LastError.Message;
            return status;
        }

        private int NoRecorder()
        {
            if (hasFailed) return ReturnCode.NotSupported; // Problem says why
            Problem = this != null && !IsPlayed()
                ? "the Voice Recorder does not play; it records in a player and in Play mode"
                : "the Voice Recorder is disabled; enable it and its game object";
            return ReturnCode.InvalidState;
        }
    }
}

using UnityEngine;
using CoreRecorder = GameVoice.VoiceRecorder;

namespace GameVoice.Unity
{
    /// <content>What the recorder tells, as events of the scene and lines of the console.</content>
    public sealed partial class VoiceRecorder
    {
        private void Listen()
        {
            isInBackground = false; // a new recorder was not told of it
            core.DumpDone += OnDumpDone;
            core.DumpFailed += OnDumpFailed;
            core.RecordingStateChanged += TellState;
            core.Log += WriteLog;
        }

        private void StopListening(CoreRecorder closed)
        {
            closed.DumpDone -= OnDumpDone;
            closed.DumpFailed -= OnDumpFailed;
            closed.RecordingStateChanged -= TellState;
            closed.Log -= WriteLog;
        }

        private void OnDumpDone(DumpEvent dump) => dumpDone.Invoke(dump.Capture.FilePath);

        private void OnDumpFailed(DumpEvent dump) => dumpFailed.Invoke(dump.Reason);

        private void TellState(RecordingState state)
        {
            bool isRecording = state == RecordingState.Recording;
            if (isRecording == IsRecording) return;
            IsRecording = isRecording;
            recordingChanged.Invoke(isRecording);
        }

        private void WriteLog(LogLevel level, string message)
        {
            string line = "Voice Recorder: " + message;
            if (level == LogLevel.Error) Debug.LogError(line, this);
            else if (level == LogLevel.Warning) Debug.LogWarning(line, this);
            else Debug.Log(line, this);
        }
    }
}

using GameVoice.Unity;
using UnityEngine;

namespace VoiceRecorderSample
{
    /// <summary>A game's side of a voice room: says when it is entered and left, and tells what was saved.</summary>
    public sealed class VoiceRoom : MonoBehaviour
    {
        [SerializeField]
        private VoiceRecorder recorder;

        [SerializeField]
        private string roomId = "lobby";

        [SerializeField]
        private string userId = "me";

        private void OnEnable()
        {
            recorder.DumpDone.AddListener(TellSaved);
            recorder.DumpFailed.AddListener(TellFailed);
            recorder.RecordingChanged.AddListener(TellRecording);
        }

        private void Start()
        {
            if (recorder.EnterRoom(roomId, userId) != 0) Debug.LogWarning("No room: " + recorder.Problem);
        }

        private void OnDisable()
        {
            recorder.DumpDone.RemoveListener(TellSaved);
            recorder.DumpFailed.RemoveListener(TellFailed);
            recorder.RecordingChanged.RemoveListener(TellRecording);
        }

        private void TellSaved(string path) => Debug.Log("Saved " + path);

        private void TellFailed(string reason) => Debug.LogWarning("Nothing was saved: " + reason);

        private void TellRecording(bool isRecording) =>
            Debug.Log(isRecording ? "Recording: F9 saves the last minute" : "Nobody is recorded");
    }
}

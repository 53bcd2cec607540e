using System.Threading.Tasks;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <content>The hotkey saves a dump, or marks a recording in real time.</content>
    public sealed partial class VoiceRecorder
    {
        private Hotkey keys;
        private string toldProblem = "";
        private string toldRefusal = "";

        /// <summary>Where keys and fingers come from; the project's input by default.</summary>
        internal IKeyboard Keyboard { get; set; }

        private void PollHotkey()
        {
            keys = keys ?? new Hotkey(hotkey, Keyboard ?? NoKeyboard.OfProject());
            string pressed = keys.Pressed(core.Now);
            if (keys.Problem != toldProblem)
            {
                toldProblem = keys.Problem;
                if (toldProblem.Length > 0) Debug.LogWarning("Voice Recorder: " + toldProblem, this);
            }
            if (pressed != null) ActOnHotkey(pressed);
        }

        private void ReleaseHotkey() => keys?.Release();

        /// <summary>
        /// Saves the last seconds. A recording in real time keeps everything anyway: there the press is a marker in its
        /// sidecar. Where nothing is recorded it is refused; the console says so once and not at every tap.
        /// </summary>
        private void ActOnHotkey(string pressed)
        {
            Task<Capture> dumped = core.DumpAsync(new DumpRequest
            {
                LastSeconds = hotkey.lastSeconds,
                AfterSeconds = hotkey.afterSeconds,
                Reason = hotkey.reason,
                Hotkey = pressed,
            });
            Forget(dumped);
            VoiceRecorderException refused = core.LastError;
            bool isDone = refused == null || (refused.Code == ReturnCode.InvalidState && MarkByHotkey(pressed));
            if (isDone) toldRefusal = "";
            else Refuse("hotkey " + pressed + " is ignored: " + refused.Reason);
        }

        private bool MarkByHotkey(string pressed)
        {
            string label = string.IsNullOrEmpty(hotkey.reason) ? "hotkey" : hotkey.reason;
            return core.Mark(label, new JsonObject().With("hotkey", pressed).ToString()) == ReturnCode.Ok;
        }

        private void Refuse(string reason)
        {
            if (reason != toldRefusal) Debug.LogWarning("Voice Recorder: " + reason, this);
            toldRefusal = reason;
            dumpFailed.Invoke(reason);
        }
    }
}

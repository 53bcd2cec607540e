using System.Threading.Tasks;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <content>The hotkey saves a dump.</content>
    public sealed partial class VoiceRecorder
    {
        private Hotkey keys;
        private string toldProblem = "";

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
            if (pressed != null) DumpByHotkey(pressed);
        }

        private void ReleaseHotkey() => keys?.Release();

        private void DumpByHotkey(string pressed)
        {
            core.ReadStats(stats);
            if (stats.TaskState != TaskState.Cycle)
            {
                Refuse("hotkey " + pressed + " is ignored: no cycle task runs; record with a Cycle Time above 0");
                return;
            }
            Task<Capture> dumped = core.DumpAsync(new DumpRequest
            {
                LastSeconds = hotkey.lastSeconds,
                AfterSeconds = hotkey.afterSeconds,
                Reason = hotkey.reason,
                Hotkey = pressed,
            });
            Forget(dumped);
            if (core.LastError != null) Refuse("hotkey " + pressed + ": " + core.LastError.Reason);
        }

        private void Refuse(string reason)
        {
            Debug.LogWarning("Voice Recorder: " + reason, this);
            dumpFailed.Invoke(reason);
        }
    }
}

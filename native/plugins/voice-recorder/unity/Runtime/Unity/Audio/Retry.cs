using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>
    /// When to ask a recorder that has refused a source again: what was in the way, e.g. another source, may be gone.
    /// </summary>
    internal struct Retry
    {
        private const float EverySeconds = 1;

        private GameVoice.VoiceRecorder refusedBy;
        private float waitedSeconds;

        /// <summary>Once a frame: true when this recorder is to be asked.</summary>
        internal bool IsDue(GameVoice.VoiceRecorder recorder)
        {
            if (!ReferenceEquals(recorder, refusedBy)) return true;
            waitedSeconds += Time.unscaledDeltaTime;
            return waitedSeconds >= EverySeconds;
        }

        internal void Refused(GameVoice.VoiceRecorder by)
        {
            refusedBy = by;
            waitedSeconds = 0;
        }

        internal void Forget() => refusedBy = null;
    }
}

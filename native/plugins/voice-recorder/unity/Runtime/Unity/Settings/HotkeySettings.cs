using System;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>How a player saves the last seconds.</summary>
    [Serializable]
    public sealed class HotkeySettings
    {
        /// <summary>
        /// One key with any number of modifiers, as in TypeScript: F9, Ctrl+Shift+R, Cmd+Alt+1; "": none.
        /// </summary>
        [Tooltip("One key with modifiers, e.g. F9 or Ctrl+Shift+R. Empty: none.")]
        public string key = "F9";

        /// <summary>A tap with three fingers does the same on a touch screen.</summary>
        [Tooltip("A tap with three fingers does the same on a touch screen.")]
        public bool threeFingerTap = true;

        /// <summary>Presses within so long after one that counted are ignored.</summary>
        [Tooltip("Presses within so many milliseconds after one that counted are ignored.")]
        [Range(0, 600000)]
        public int cooldownMs = 1000;

        /// <summary>Saves the last so many seconds; 0: all that is buffered.</summary>
        [Tooltip("Saves the last so many seconds. 0: all that is buffered.")]
        [Range(0, 3600)]
        public float lastSeconds;

        /// <summary>Goes on listening for so long after the press.</summary>
        [Tooltip("Goes on listening for so many seconds after the press.")]
        [Range(0, 600)]
        public float afterSeconds;

        /// <summary>Of the dump, for its sidecar and its file name.</summary>
        [Tooltip("Reason of the dump, for its file name.")]
        public string reason = "hotkey";
    }
}

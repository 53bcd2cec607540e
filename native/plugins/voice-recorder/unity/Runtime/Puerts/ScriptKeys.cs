using System.Collections.Generic;
using GameVoice.Unity;
using UnityEngine;

namespace GameVoice
{
    /// <summary>
    /// The keys that scripts have bound, by the input system of the project. No other key is looked at, and modifiers
    /// only when one of them went down.
    /// </summary>
    internal static class ScriptKeys
    {
        private const int ModifierValues = 16;

        private static readonly List<Key> Watched = new List<Key>();

        private static int polledFrame = -1;

        /// <summary>null: the project's input.</summary>
        internal static IKeyboard Keyboard { get; set; }

        /// <summary>The number of a key, which is the same for every script.</summary>
        internal static int Watch(string name)
        {
            int found = Watched.FindIndex(each => each.Name == name);
            if (found >= 0) return found;
            Watched.Add(new Key(name));
            return Watched.Count - 1;
        }

        /// <summary>How often the key went down, times 16, and the modifiers of the last time; 0 for no such
        /// key.</summary>
        internal static double PressesOf(double number)
        {
            bool isKnown = number >= 0 && number < Watched.Count;
            return isKnown ? Watched[(int)number].Presses * ModifierValues + (int)Watched[(int)number].Held : 0;
        }

        /// <summary>Once a frame, however many scripts there are. Allocates nothing.</summary>
        internal static void Poll()
        {
            if (Watched.Count == 0 || polledFrame == Time.frameCount) return;
            polledFrame = Time.frameCount;
            Keyboard = Keyboard ?? NoKeyboard.OfProject();
            for (int i = 0; i < Watched.Count; i++) Watched[i].Poll(Keyboard);
        }

        private sealed class Key
        {
            private bool isUnknown;

            internal Key(string name)
            {
                Name = name;
            }

            internal string Name { get; }

            internal double Presses { get; private set; }

            internal Modifiers Held { get; private set; }

            internal void Poll(IKeyboard keyboard)
            {
                if (keyboard.WentDown(Name))
                {
                    Presses++;
                    Held = keyboard.Held;
                }
                if (isUnknown || keyboard.Knows(Name)) return;
                isUnknown = true;
                Debug.LogWarning(
                    "Voice Recorder Script: the input system of this project has no key \"" + Name +
                    "\"; bind another");
            }
        }
    }
}

#if ENABLE_LEGACY_INPUT_MANAGER
using System;
using System.Collections.Generic;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>The old Input.</summary>
    internal sealed class LegacyKeyboard : IKeyboard
    {
        private static readonly Dictionary<string, KeyCode> Codes = MakeCodes();

        public Modifiers Held =>
            (Either(KeyCode.LeftControl, KeyCode.RightControl) ? Modifiers.Ctrl : 0) |
            (Either(KeyCode.LeftShift, KeyCode.RightShift) ? Modifiers.Shift : 0) |
            (Either(KeyCode.LeftAlt, KeyCode.RightAlt) ? Modifiers.Alt : 0) |
            (Either(KeyCode.LeftCommand, KeyCode.RightCommand) ||
             Either(KeyCode.LeftWindows, KeyCode.RightWindows) ? Modifiers.Meta : 0);

        public int Fingers
        {
            get
            {
                int down = 0;
                for (int i = 0; i < Input.touchCount; i++)
                {
                    TouchPhase phase = Input.GetTouch(i).phase;
                    if (phase != TouchPhase.Ended && phase != TouchPhase.Canceled) down++;
                }
                return down;
            }
        }

        public bool Knows(string key) => Codes.ContainsKey(key);

        public bool WentDown(string key) => Codes.TryGetValue(key, out KeyCode code) && Input.GetKeyDown(code);

        private static bool Either(KeyCode left, KeyCode right) => Input.GetKey(left) || Input.GetKey(right);

        private static Dictionary<string, KeyCode> MakeCodes()
        {
            var codes = new Dictionary<string, KeyCode>
            {
                { "Enter", KeyCode.Return }, { "NumLock", KeyCode.Numlock }, { "PrintScreen", KeyCode.Print },
                { "ContextMenu", KeyCode.Menu }, { "Left", KeyCode.LeftArrow }, { "Right", KeyCode.RightArrow },
                { "Up", KeyCode.UpArrow }, { "Down", KeyCode.DownArrow }, { "`", KeyCode.BackQuote },
                { "-", KeyCode.Minus }, { "=", KeyCode.Equals }, { "[", KeyCode.LeftBracket },
                { "]", KeyCode.RightBracket }, { "\\", KeyCode.Backslash }, { ";", KeyCode.Semicolon },
                { "'", KeyCode.Quote }, { ",", KeyCode.Comma }, { ".", KeyCode.Period }, { "/", KeyCode.Slash },
                { "+", KeyCode.Plus },
            };
            for (int i = 0; i <= 9; i++)
            {
                codes.Add(i.ToString(), KeyCode.Alpha0 + i);
                codes.Add("Numpad" + i, KeyCode.Keypad0 + i);
            }
            foreach (string name in KeyNames.Every) // the others are called the same; some Unitys have no F16
            {
                bool isWord = char.IsLetter(name[0]) && !codes.ContainsKey(name);
                if (isWord && Enum.TryParse(name, out KeyCode code)) codes.Add(name, code);
            }
            return codes;
        }
    }
}
#endif

#if ENABLE_INPUT_SYSTEM && GAMEVOICE_INPUT_SYSTEM
using System;
using System.Collections.Generic;
using UnityEngine.InputSystem;

namespace GameVoice.Unity
{
    /// <summary>The Input System package. There may be no keyboard and no touch screen.</summary>
    internal sealed class InputSystemKeyboard : IKeyboard
    {
        private static readonly Dictionary<string, Key> Keys = MakeKeys();

        public Modifiers Held =>
            (Either(Key.LeftCtrl, Key.RightCtrl) ? Modifiers.Ctrl : 0) |
            (Either(Key.LeftShift, Key.RightShift) ? Modifiers.Shift : 0) |
            (Either(Key.LeftAlt, Key.RightAlt) ? Modifiers.Alt : 0) |
            (Either(Key.LeftMeta, Key.RightMeta) ? Modifiers.Meta : 0);

        public int Fingers
        {
            get
            {
                Touchscreen screen = Touchscreen.current;
                if (screen == null) return 0;
                int down = 0;
                for (int i = 0; i < screen.touches.Count; i++)
                {
                    if (screen.touches[i].press.isPressed) down++;
                }
                return down;
            }
        }

        public bool Knows(string key) => Keys.ContainsKey(key);

        public bool WentDown(string key)
        {
            Keyboard keyboard = Keyboard.current;
            return keyboard != null && Keys.TryGetValue(key, out Key code) && keyboard[code].wasPressedThisFrame;
        }

        private static bool Either(Key left, Key right)
        {
            Keyboard keyboard = Keyboard.current;
            return keyboard != null && (keyboard[left].isPressed || keyboard[right].isPressed);
        }

        private static Dictionary<string, Key> MakeKeys()
        {
            var keys = new Dictionary<string, Key>
            {
                { "Left", Key.LeftArrow }, { "Right", Key.RightArrow }, { "Up", Key.UpArrow },
                { "Down", Key.DownArrow }, { "`", Key.Backquote }, { "-", Key.Minus }, { "=", Key.Equals },
                { "[", Key.LeftBracket }, { "]", Key.RightBracket }, { "\\", Key.Backslash },
                { ";", Key.Semicolon }, { "'", Key.Quote }, { ",", Key.Comma }, { ".", Key.Period },
                { "/", Key.Slash }, { "+", Key.NumpadPlus },
            };
            foreach (string name in KeyNames.Every) // the others are called the same; older packages have no F13
            {
                if (keys.ContainsKey(name)) continue;
                string called = char.IsDigit(name[0]) ? "Digit" + name : name;
                if (Enum.TryParse(called, out Key key)) keys.Add(name, key);
            }
            return keys;
        }
    }
}
#endif

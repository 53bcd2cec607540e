using System;
using System.Collections.Generic;

namespace GameVoice.Unity
{
    /// <summary>What keys and modifiers are called in a hotkey: the names of the TypeScript hotkey.</summary>
    internal static class KeyNames
    {
        /// <summary>In the order in which they are written.</summary>
        internal static readonly Modifiers[] EveryModifier =
        {
            Modifiers.Ctrl, Modifiers.Shift, Modifiers.Alt, Modifiers.Meta,
        };

        internal static readonly Dictionary<string, Modifiers> ModifierAliases =
            new Dictionary<string, Modifiers>(StringComparer.OrdinalIgnoreCase)
            {
                { "ctrl", Modifiers.Ctrl }, { "control", Modifiers.Ctrl }, { "controlleft", Modifiers.Ctrl },
                { "controlright", Modifiers.Ctrl }, { "shift", Modifiers.Shift }, { "shiftleft", Modifiers.Shift },
                { "shiftright", Modifiers.Shift }, { "alt", Modifiers.Alt }, { "option", Modifiers.Alt },
                { "opt", Modifiers.Alt }, { "altleft", Modifiers.Alt }, { "altright", Modifiers.Alt },
                { "meta", Modifiers.Meta }, { "cmd", Modifiers.Meta }, { "command", Modifiers.Meta },
                { "win", Modifiers.Meta }, { "windows", Modifiers.Meta }, { "super", Modifiers.Meta },
                { "os", Modifiers.Meta }, { "metaleft", Modifiers.Meta }, { "metaright", Modifiers.Meta },
            };

        private static readonly string[] Named =
        {
            "Space", "Enter", "Tab", "Escape", "Backspace", "Delete", "Insert", "Home", "End", "PageUp", "PageDown",
            "Left", "Up", "Right", "Down", "CapsLock", "ScrollLock", "NumLock", "Pause", "PrintScreen", "ContextMenu",
        };

        private static readonly Dictionary<string, string> Canonical = MakeCanonical();

        /// <summary>Every key that can be bound.</summary>
        internal static ICollection<string> Every => new HashSet<string>(Canonical.Values);

        /// <summary>A key's plain name, whatever its letter case or spelling (KeyR, Digit1, esc); null when
        /// unknown.</summary>
        internal static string Find(string name)
        {
            string lower = name.ToLowerInvariant();
            bool isCode = (lower.Length == 4 && lower.StartsWith("key", StringComparison.Ordinal)) ||
                          (lower.Length == 6 && lower.StartsWith("digit", StringComparison.Ordinal));
            return Canonical.TryGetValue(isCode ? lower.Substring(lower.Length - 1) : lower, out string found)
                ? found
                : null;
        }

        private static Dictionary<string, string> MakeCanonical()
        {
            var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (int i = 1; i <= 24; i++) names.Add("F" + i, "F" + i);
            foreach (char each in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`-=[]\\;',./+") names.Add("" + each, "" + each);
            foreach (string each in Named) names.Add(each, each);
            for (int i = 0; i <= 9; i++) names.Add("Numpad" + i, "Numpad" + i);
            string[] aliases =
            {
                " ", "Space", "spacebar", "Space", "return", "Enter", "esc", "Escape", "del", "Delete", "ins", "Insert",
                "pgup", "PageUp", "pgdn", "PageDown", "pagedn", "PageDown", "arrowleft", "Left", "arrowright", "Right",
                "arrowup", "Up", "arrowdown", "Down", "break", "Pause", "printscrn", "PrintScreen",
                "menu", "ContextMenu", "plus", "+", "minus", "-", "comma", ",", "period", ".", "backquote", "`",
            };
            for (int i = 0; i < aliases.Length; i += 2) names.Add(aliases[i], aliases[i + 1]);
            return names;
        }
    }
}

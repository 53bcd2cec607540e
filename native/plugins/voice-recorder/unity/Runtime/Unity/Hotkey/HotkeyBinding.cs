using System.Collections.Generic;

namespace GameVoice.Unity
{
    /// <summary>A key with exactly these modifiers.</summary>
    internal sealed class HotkeyBinding
    {
        private HotkeyBinding(string key, Modifiers modifiers)
        {
            Key = key;
            Modifiers = modifiers;
            var parts = new List<string>();
            foreach (Modifiers each in KeyNames.EveryModifier)
            {
                if ((modifiers & each) != 0) parts.Add(each.ToString());
            }
            parts.Add(key);
            Text = string.Join("+", parts);
        }

        /// <summary>Its plain name, e.g. F9.</summary>
        internal string Key { get; }

        internal Modifiers Modifiers { get; }

        /// <summary>The plain spelling of the whole, e.g. Ctrl+Shift+R.</summary>
        internal string Text { get; }

        /// <summary>
        /// Reads F9, Ctrl+Shift+R, Cmd+Alt+1: any number of modifiers and one key, in any letter case. Throws 30003.
        /// </summary>
        internal static HotkeyBinding Parse(string text)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > 100)
            {
                throw Wrong("expected a key such as \"F9\" or \"Ctrl+Shift+R\", got \"" + text + "\"");
            }
            List<string> parts = Split(text.Trim());
            var held = Modifiers.None;
            for (int i = 0; i < parts.Count - 1; i++) held |= ModifierOf(parts[i], text);
            string last = parts[parts.Count - 1];
            string key = KeyNames.Find(last);
            if (key != null) return new HotkeyBinding(key, held);
            if (KeyNames.ModifierAliases.ContainsKey(last))
            {
                throw Wrong("\"" + text + "\" holds modifiers only; add a key, e.g. \"" + text.Trim() + "+R\"");
            }
            throw Wrong(
                "unknown key \"" + last + "\" in \"" + text + "\"; known are " + string.Join(" ", KeyNames.Every));
        }

        private static List<string> Split(string text)
        {
            if (text == "+") return new List<string> { "+" };
            bool isPlus = text.EndsWith("++", System.StringComparison.Ordinal);
            var parts = new List<string>((isPlus ? text.Substring(0, text.Length - 2) : text).Split('+'));
            for (int i = 0; i < parts.Count; i++) parts[i] = parts[i].Trim();
            if (isPlus) parts.Add("+");
            return parts;
        }

        private static Modifiers ModifierOf(string part, string text)
        {
            if (KeyNames.ModifierAliases.TryGetValue(part, out Modifiers found)) return found;
            if (KeyNames.Find(part) != null)
            {
                throw Wrong("\"" + text + "\" holds two keys; expected modifiers and one key");
            }
            throw Wrong("unknown modifier \"" + part + "\" in \"" + text + "\"; known are Ctrl, Shift, Alt, Meta");
        }

        private static VoiceRecorderException Wrong(string reason) =>
            new VoiceRecorderException(ReturnCode.InvalidParameter, "hotkey: " + reason);
    }
}

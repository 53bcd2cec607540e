namespace GameVoice.Unity.EditorUi
{
    /// <summary>Says of a hotkey what the running game would, without listening to any key.</summary>
    internal static class HotkeyCheck
    {
        /// <summary>Why there would be no key to press; "" when there is one, and when none is wanted.</summary>
        internal static string ProblemOf(HotkeySettings settings)
        {
            var hotkey = new Hotkey(settings, new Names());
            hotkey.Pressed(0); // reads the text
            return hotkey.Problem;
        }

        /// <summary>The keys that the project's input has; none of them is ever pressed.</summary>
        private sealed class Names : IKeyboard
        {
            private readonly IKeyboard project = NoKeyboard.OfProject();

            public Modifiers Held => Modifiers.None;

            public int Fingers => 0;

            public bool Knows(string key) => project.Knows(key);

            public bool WentDown(string key) => false;
        }
    }
}

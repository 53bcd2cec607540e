namespace GameVoice.Unity
{
    /// <summary>Where a project has neither of Unity's input systems, and the choice between them.</summary>
    internal sealed class NoKeyboard : IKeyboard
    {
        public Modifiers Held => Modifiers.None;

        public int Fingers => 0;

        /// <summary>The Input System where the project has it, otherwise the old Input.</summary>
        internal static IKeyboard OfProject()
        {
#if ENABLE_INPUT_SYSTEM && GAMEVOICE_INPUT_SYSTEM
            return new InputSystemKeyboard();
#elif ENABLE_LEGACY_INPUT_MANAGER
            return new LegacyKeyboard();
#else
            return new NoKeyboard();
#endif
        }

        public bool Knows(string key) => false;

        public bool WentDown(string key) => false;
    }
}

namespace GameVoice.Unity
{
    /// <summary>Keys and fingers in this frame, by one of Unity's two input systems. Allocates nothing.</summary>
    internal interface IKeyboard
    {
        Modifiers Held { get; }

        /// <summary>How many fingers are on the screen.</summary>
        int Fingers { get; }

        /// <summary>Whether this input system has such a key.</summary>
        bool Knows(string key);

        /// <summary>Whether the key went down in this frame; a repeat of a held key does not count.</summary>
        bool WentDown(string key);
    }
}

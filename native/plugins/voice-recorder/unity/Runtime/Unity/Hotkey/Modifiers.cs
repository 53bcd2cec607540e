using System;

namespace GameVoice.Unity
{
    /// <summary>The modifiers that are held.</summary>
    [Flags]
    internal enum Modifiers
    {
        None = 0,
        Ctrl = 1,
        Shift = 2,
        Alt = 4,
        Meta = 8,
    }
}

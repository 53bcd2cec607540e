using System;

namespace GameVoice
{
    /// <summary>
    /// Keeps what only scripts call from Unity's linker, which goes by the name of the attribute, so that this assembly
    /// needs no engine. A type's mark does not cover its members.
    /// </summary>
    [AttributeUsage(AttributeTargets.All, Inherited = false)]
    internal sealed class PreserveAttribute : Attribute
    {
    }
}

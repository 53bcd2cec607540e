namespace GameVoice.Native
{
    /// <summary>
    /// The one place that names the native library: without prefix and suffix, which each system adds. A platform for
    /// which there is no library must not have "__Internal": its players would fail to link, and so not answer 39002.
    /// </summary>
    internal static class NativeLibraryName
    {
#if (UNITY_IOS || UNITY_TVOS) && !UNITY_EDITOR
        internal const string Value = "__Internal"; // linked into the player
#else
        internal const string Value = "voice_recorder";
#endif
    }
}

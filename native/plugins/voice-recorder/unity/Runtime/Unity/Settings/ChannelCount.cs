namespace GameVoice.Unity
{
    /// <summary>How many channels a file has.</summary>
    public enum ChannelCount
    {
        /// <summary>2 for the layout Split, otherwise 1.</summary>
        ByLayout = 0,

        /// <summary>One.</summary>
        Mono = 1,

        /// <summary>Two.</summary>
        Stereo = 2,
    }
}

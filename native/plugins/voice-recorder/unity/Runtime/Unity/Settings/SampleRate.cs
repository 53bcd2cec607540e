namespace GameVoice.Unity
{
    /// <summary>The sample rates that a file may have.</summary>
    public enum SampleRate
    {
        /// <summary>16000 Hz.</summary>
        Hz16000 = 16000,

        /// <summary>32000 Hz.</summary>
        Hz32000 = 32000,

        /// <summary>44100 Hz.</summary>
        Hz44100 = 44100,

        /// <summary>48000 Hz.</summary>
        Hz48000 = 48000,
    }
}

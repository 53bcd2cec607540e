namespace GameVoice.Unity
{
    /// <summary>Surround as stereo, by the weights of ITU-R BS.775, without the low-frequency channel.</summary>
    internal static class Downmix
    {
        private const float Half = 0.70710678f;

        /// <summary>Weights of each channel in Unity's order, left and right.</summary>
        private static readonly float[] Quad = { 1, 0, 0, 1, Half, 0, 0, Half };
        private static readonly float[] Surround = { 1, 0, 0, 1, Half, Half, Half, 0, 0, Half };
        private static readonly float[] FivePointOne = { 1, 0, 0, 1, Half, Half, 0, 0, Half, 0, 0, Half };
        private static readonly float[] SevenPointOne =
        {
            1, 0, 0, 1, Half, Half, 0, 0, Half, 0, 0, Half, Half, 0, 0, Half,
        };

        /// <summary>The weights for so many channels; null where Unity has no such layout.</summary>
        internal static float[] Weights(int channels)
        {
            switch (channels)
            {
                case 4: return Quad;
                case 5: return Surround;
                case 6: return FivePointOne;
                case 8: return SevenPointOne;
                default: return null;
            }
        }

        /// <summary>Mixes frames from <paramref name="first"/> on into pairs. Allocates nothing.</summary>
        internal static void ToStereo(
            float[] samples, int first, int frames, int channels, float[] weights, float[] pairs)
        {
            for (int frame = 0, at = first * channels; frame < frames; frame++, at += channels)
            {
                float left = 0;
                float right = 0;
                for (int channel = 0; channel < channels; channel++)
                {
                    left += samples[at + channel] * weights[2 * channel];
                    right += samples[at + channel] * weights[(2 * channel) + 1];
                }
                pairs[2 * frame] = left;
                pairs[(2 * frame) + 1] = right;
            }
        }
    }
}

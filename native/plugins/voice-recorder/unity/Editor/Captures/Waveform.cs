namespace GameVoice.Unity.EditorUi
{
    /// <summary>Smallest and largest sample of each column of a picture, -1 to 1.</summary>
    internal sealed class Waveform
    {
        private readonly bool[] isKnown;

        internal Waveform(int columns)
        {
            Min = new float[columns];
            Max = new float[columns];
            isKnown = new bool[columns];
        }

        internal float[] Min { get; }

        internal float[] Max { get; }

        /// <summary>Widens a column by one or more 16-bit samples.</summary>
        internal void Add(int column, short min, short max)
        {
            const float FullScale = 32768f;
            float low = min / FullScale;
            float high = max / FullScale;
            Min[column] = isKnown[column] && Min[column] < low ? Min[column] : low;
            Max[column] = isKnown[column] && Max[column] > high ? Max[column] : high;
            isKnown[column] = true;
        }
    }
}

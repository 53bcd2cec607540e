using System;
using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The waveform in a feature track: smallest and largest sample of every 10 ms of the mix.</summary>
    internal static class FeatureFile
    {
        private const int HeaderBytes = 40;
        private const int DescriptorBytes = 16;
        private const int WordBytes = 8;
        private const ulong NoData = 0x8000000000000000;

        /// <summary>null: no feature file of version 1, or an encrypted one.</summary>
        internal static Waveform Read(Stream file, int columns)
        {
            var header = new byte[HeaderBytes + DescriptorBytes];
            if (file.Read(header, 0, header.Length) < header.Length) return null;
            bool isKnown = header[0] == 'V' && header[1] == 'R' && header[2] == 'F' && header[3] == 'T' &&
                           BitConverter.ToUInt16(header, 4) == 1 && BitConverter.ToUInt16(header, 6) == HeaderBytes &&
                           BitConverter.ToUInt16(header, 10) > 0;
            if (!isKnown) return null;
            ulong cells = BitConverter.ToUInt64(header, 16);
            ulong words = BitConverter.ToUInt64(header, HeaderBytes + 8);
            ulong length = (ulong)file.Length;
            if (words > length || cells > (length - words) / WordBytes || cells == 0) return null;
            return new ColumnReader(file).Read((long)words, (long)cells, WordBytes, columns, Take);
        }

        private static void Take(Waveform into, int column, byte[] bytes, int offset)
        {
            if (BitConverter.ToUInt64(bytes, offset) == NoData) return;
            into.Add(column, BitConverter.ToInt16(bytes, offset), BitConverter.ToInt16(bytes, offset + 2));
        }
    }
}

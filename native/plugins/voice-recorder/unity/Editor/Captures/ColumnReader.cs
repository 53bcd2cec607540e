using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// Reads units of a file for the columns of a picture, each column's from the file's place for it. However long the
    /// file is, a column takes at most <see cref="MostBytesPerColumn"/>: of a longer share its beginning.
    /// </summary>
    internal sealed class ColumnReader
    {
        internal const int MostBytesPerColumn = 64 * 1024;

        private readonly Stream file;
        private readonly byte[] buffer = new byte[MostBytesPerColumn];

        internal ColumnReader(Stream file) => this.file = file;

        internal delegate void Unit(Waveform into, int column, byte[] bytes, int offset);

        /// <summary>Calls for every unit that is read; stops at the end of the file.</summary>
        internal Waveform Read(long firstByte, long units, int bytesPerUnit, int columns, Unit take)
        {
            var waveform = new Waveform(columns);
            for (int column = 0; column < columns; column++)
            {
                long first = units * column / columns;
                long last = units * (column + 1) / columns;
                if (last == first) last = first + (first < units ? 1 : 0); // fewer units than columns
                long bytes = (last - first) * bytesPerUnit;
                int most = MostBytesPerColumn / bytesPerUnit * bytesPerUnit;
                int wanted = (int)(bytes < most ? bytes : most);
                file.Position = firstByte + (first * bytesPerUnit);
                int got = Fill(wanted);
                for (int at = 0; at + bytesPerUnit <= got; at += bytesPerUnit) take(waveform, column, buffer, at);
            }
            return waveform;
        }

        private int Fill(int wanted)
        {
            int got = 0;
            while (got < wanted)
            {
                int more = file.Read(buffer, got, wanted - got);
                if (more == 0) break;
                got += more;
            }
            return got;
        }
    }
}

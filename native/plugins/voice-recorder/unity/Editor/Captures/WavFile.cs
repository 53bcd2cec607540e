using System;
using System.IO;
using System.Text;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The waveform of a WAV or RF64 of 16-bit PCM; all channels in one.</summary>
    internal static class WavFile
    {
        private const int MostChunks = 64;
        private const int ChunkHeaderBytes = 8;
        private const uint LengthElsewhere = 0xffffffff;

        /// <summary>null: no such file, or one without samples.</summary>
        internal static Waveform Read(Stream file, int columns)
        {
            var head = new byte[24];
            if (file.Read(head, 0, 12) < 12 || (Text(head, 0) != "RIFF" && Text(head, 0) != "RF64")) return null;
            if (Text(head, 8) != "WAVE") return null;
            int frameBytes = 0;
            long position = 12;
            for (int chunk = 0; chunk < MostChunks && position + ChunkHeaderBytes <= file.Length; chunk++)
            {
                file.Position = position;
                if (file.Read(head, 0, ChunkHeaderBytes) < ChunkHeaderBytes) return null;
                string name = Text(head, 0);
                uint length = BitConverter.ToUInt32(head, 4);
                position += ChunkHeaderBytes;
                if (name == "data")
                {
                    return frameBytes == 0 ? null : Samples(file, position, length, frameBytes, columns);
                }
                if (name == "fmt ")
                {
                    if (length < 16 || file.Read(head, 0, 16) < 16) return null;
                    frameBytes = FrameBytes(head);
                    if (frameBytes == 0) return null;
                }
                position += length + (length & 1);
            }
            return null;
        }

        /// <summary>0: not 16-bit PCM.</summary>
        private static int FrameBytes(byte[] format)
        {
            int channels = BitConverter.ToUInt16(format, 2);
            bool isPcm16 = BitConverter.ToUInt16(format, 0) == 1 && BitConverter.ToUInt16(format, 14) == 16;
            return isPcm16 && channels >= 1 && channels <= 32 ? 2 * channels : 0;
        }

        /// <summary>A header that was never finished says 0 and one of RF64 that it stands elsewhere: then what is
        /// there.</summary>
        private static Waveform Samples(Stream file, long first, uint length, int frameBytes, int columns)
        {
            long there = file.Length - first;
            bool isTold = length != 0 && length != LengthElsewhere && length < there;
            long frames = (isTold ? length : there) / frameBytes;
            if (frames <= 0) return null;
            return new ColumnReader(file).Read(first, frames, frameBytes, columns, (into, column, bytes, offset) =>
            {
                for (int at = offset; at < offset + frameBytes; at += 2)
                {
                    short sample = BitConverter.ToInt16(bytes, at);
                    into.Add(column, sample, sample);
                }
            });
        }

        private static string Text(byte[] bytes, int offset) => Encoding.ASCII.GetString(bytes, offset, 4);
    }
}

using System;
using System.IO;
using System.Text;

namespace GameVoice.Testing
{
    /// <summary>Reads a WAV of 16-bit PCM whole, up to a bound.</summary>
    internal static class WavReader
    {
        internal const long MostBytes = 256L * 1024 * 1024;

        /// <summary>Interleaved samples. Throws <see cref="InvalidDataException"/> that says what was
        /// expected.</summary>
        internal static short[] Read(string path, out int sampleRate, out int channels)
        {
            using (FileStream file = File.OpenRead(path))
            using (var reader = new BinaryReader(file))
            {
                if (file.Length > MostBytes)
                {
                    throw Wrong(path, "at most " + MostBytes + " bytes", file.Length + " bytes");
                }
                try
                {
                    return Read(path, reader, out sampleRate, out channels);
                }
                catch (EndOfStreamException)
                {
                    throw Wrong(path, "a whole WAV file", "one that ends in its header");
                }
            }
        }

        private static short[] Read(string path, BinaryReader reader, out int sampleRate, out int channels)
        {
            string riff = Name(reader);
            reader.ReadUInt32();
            if (riff != "RIFF" || Name(reader) != "WAVE")
            {
                throw Wrong(path, "a WAV file below 4 GiB", "\"" + riff + "\"");
            }
            sampleRate = 0;
            channels = 0;
            while (true)
            {
                string chunk = Name(reader);
                uint bytes = reader.ReadUInt32();
                long next = reader.BaseStream.Position + bytes + (bytes % 2);
                if (chunk == "data")
                {
                    if (sampleRate == 0) throw Wrong(path, "a format before the samples", "none");
                    return Samples(reader, bytes);
                }
                if (chunk == "fmt ") ReadFormat(path, reader, out sampleRate, out channels);
                if (next > reader.BaseStream.Length) throw new EndOfStreamException();
                reader.BaseStream.Position = next;
            }
        }

        private static void ReadFormat(string path, BinaryReader reader, out int sampleRate, out int channels)
        {
            int format = reader.ReadUInt16();
            channels = reader.ReadUInt16();
            sampleRate = reader.ReadInt32();
            reader.ReadInt32();
            reader.ReadUInt16();
            int bits = reader.ReadUInt16();
            if (format == 1 && bits == 16 && channels >= 1 && channels <= 2 && sampleRate > 0) return;
            throw Wrong(
                path,
                "16-bit PCM of 1 or 2 channels",
                "format " + format + ", " + bits + " bits, " + channels + " channels, " + sampleRate + " Hz");
        }

        private static short[] Samples(BinaryReader reader, uint bytes)
        {
            long left = reader.BaseStream.Length - reader.BaseStream.Position;
            byte[] raw = reader.ReadBytes((int)Math.Min(bytes, left));
            var samples = new short[raw.Length / 2];
            Buffer.BlockCopy(raw, 0, samples, 0, samples.Length * 2);
            return samples;
        }

        private static string Name(BinaryReader reader)
        {
            byte[] letters = reader.ReadBytes(4);
            if (letters.Length < 4) throw new EndOfStreamException();
            return Encoding.ASCII.GetString(letters);
        }

        private static InvalidDataException Wrong(string path, string expected, string got) =>
            new InvalidDataException(path + ": expected " + expected + ", got " + got);
    }
}

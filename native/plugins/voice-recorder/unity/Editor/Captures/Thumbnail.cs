using System;
using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The small picture of a capture: of its feature track, otherwise of its WAV.</summary>
    internal static class Thumbnail
    {
        internal const int Columns = 160;

        /// <summary>null: there is none, because it is encrypted, AAC without a feature track, or damaged.</summary>
        internal static Waveform Read(string audioPath, int columns = Columns) =>
            Try(audioPath + ".features", FeatureFile.Read, columns) ?? Try(audioPath, WavFile.Read, columns);

        private static Waveform Try(string path, Func<Stream, int, Waveform> read, int columns)
        {
            try
            {
                using (FileStream file = SharedFile.Open(path)) return read(file, columns);
            }
            catch (Exception failure) when (failure is IOException || failure is UnauthorizedAccessException)
            {
                return null;
            }
        }
    }
}

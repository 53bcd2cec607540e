using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GameVoice.Testing
{
    /// <summary>
    /// A capture that <see cref="VoiceAssert"/> listens to: what a test has recorded, or any WAV or AAC. Opened by the
    /// library voice_recorder_analysis, which is there in the editor alone. Dispose it before its file is deleted.
    /// </summary>
    public sealed class HeardCapture : IDisposable
    {
        private const string Beginning = "expectations[0]: ";

        private readonly object oneAtATime = new object();
        private readonly Dictionary<string, string> kept = new Dictionary<string, string>();
        private readonly CaptureHandle handle;

        /// <summary>
        /// Opens a finished file with what stands beside it. Throws <see cref="VoiceRecorderException"/> with 39002
        /// where the library is missing or of another version, <see cref="FileNotFoundException"/>, and
        /// <see cref="InvalidDataException"/> for what is no audio, or encrypted with another key.
        /// </summary>
        public HeardCapture(string filePath, byte[] encryptionKey = null)
        {
            if (string.IsNullOrEmpty(filePath)) throw new ArgumentException("expected a path", nameof(filePath));
            AnalysisCalls.Demand();
            FilePath = Path.GetFullPath(filePath);
            handle = AnalysisCalls.Open(FilePath, encryptionKey);
        }

        /// <summary>The file.</summary>
        public string FilePath { get; }

        /// <summary>Closes the file; its files stay.</summary>
        public void Dispose() => handle.Dispose();

        /// <summary>Holds it against an expectation; one that makes no sense throws
        /// <see cref="ArgumentException"/>.</summary>
        internal Verdict Listen(Expectation expectation)
        {
            lock (oneAtATime)
            {
                try
                {
                    return Verdict.Of(AnalysisCalls.Expect(handle, expectation.RequestJson));
                }
                catch (ArgumentException refused) when (refused.Message.StartsWith(Beginning, StringComparison.Ordinal))
                {
                    throw new ArgumentException(refused.Message.Substring(Beginning.Length), refused);
                }
            }
        }

        /// <summary>
        /// Copies it with its diagnosis into the folder for artefacts, once for each test, and says where they are. What
        /// cannot be kept does not hide why the test has failed.
        /// </summary>
        internal string Keep(string testName)
        {
            lock (oneAtATime)
            {
                if (kept.TryGetValue(testName, out string before)) return before;
                string told;
                try
                {
                    string folder = TestArtefacts.FreeFolder(testName);
                    foreach (string file in TestArtefacts.FilesOf(FilePath))
                    {
                        File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                    }
                    told = "capture: " + Path.Combine(folder, Path.GetFileName(FilePath)) + WriteReport(folder);
                }
                catch (Exception refused) when (refused is IOException || refused is UnauthorizedAccessException)
                {
                    told = "capture: not kept: " + refused.Message;
                }
                kept.Add(testName, told);
                return told;
            }
        }

        private string WriteReport(string folder)
        {
            try
            {
                string path = Path.Combine(folder, "diagnosis.json");
                File.WriteAllText(path, AnalysisCalls.Diagnose(handle), new UTF8Encoding(false));
                return "\nreport:  " + path;
            }
            catch (NotSupportedException)
            {
                return ""; // there is no diagnosis of such a rate
            }
        }
    }
}

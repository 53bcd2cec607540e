using System;
using System.IO;
using GameVoice.Native;
using Puerts;

namespace GameVoice
{
    /// <summary>
    /// What scripts can call beside <see cref="VoiceRecorderNative"/>, by the same rules: blocks of samples as PuerTS
    /// hands them over, and what this host says of itself.
    /// </summary>
    [Preserve]
    public static unsafe class VoiceRecorderHost
    {
        private const int MostFrames = 4800; // 100 ms at 48 kHz

        private static string capturesFolder = "";

        /// <summary>
        /// The absolute folder of dumps without a path of their own, of recorders whose script names none; it is made
        /// when the first of them needs it. A good one is <c>Application.persistentDataPath + "/VoiceCaptures"</c>. "":
        /// such a dump is refused.
        /// </summary>
        [Preserve]
        public static void SetDefaultCapturesFolder(string path) => capturesFolder = path ?? "";

        /// <summary>
        /// Hands over one block of interleaved samples, which PuerTS has copied on the way. format: 0 int16, 1 float32;
        /// captureTimeMs NaN: none. Answers as <see cref="VoiceSource.Push(ReadOnlySpan{short},int,int,double)"/> does.
        /// </summary>
        [Preserve]
        public static double Push(
            double source,
            ArrayBuffer samples,
            double frames,
            double format,
            double sampleRateHz,
            double channels,
            double captureTimeMs)
        {
            // Comparisons that are false for NaN, so that nothing is cast that does not fit.
            bool isFormat = format == NativeMethods.SampleInt16 || format == NativeMethods.SampleFloat32;
            bool isBlock = frames >= 1 && frames <= MostFrames && (channels == 1 || channels == 2);
            bool isRate = sampleRateHz >= 1 && sampleRateHz <= int.MaxValue && Math.Floor(sampleRateHz) == sampleRateHz;
            if (samples == null || samples.Bytes == null || !isFormat || !isBlock || !isRate)
            {
                return ReturnCode.InvalidParameter;
            }
            int sampleBytes = format == NativeMethods.SampleInt16 ? sizeof(short) : sizeof(float);
            if (frames * channels * sampleBytes != Math.Min(samples.Count, samples.Bytes.Length))
            {
                return ReturnCode.InvalidParameter;
            }
            long captureTimeNs = NativeMethods.NoCaptureTime;
            if (!double.IsNaN(captureTimeMs) && !Numbers.TryNanoseconds(captureTimeMs, out captureTimeNs))
            {
                return ReturnCode.InvalidParameter;
            }
            fixed (byte* first = samples.Bytes)
            {
                return NativeMethods.vr_source_push(
                    Numbers.HandleOf(source),
                    first,
                    (uint)frames,
                    (int)format,
                    (uint)sampleRateHz,
                    (uint)channels,
                    captureTimeNs);
            }
        }

        /// <summary>"": none.</summary>
        [Preserve]
        public static string DefaultCapturesFolder() => capturesFolder;

        /// <summary>Bound of a task's cycle buffer when the script names none.</summary>
        [Preserve]
        public static double DefaultMaxBufferBytes()
        {
#if (UNITY_ANDROID || UNITY_IOS) && !UNITY_EDITOR
            return 64 << 20;
#else
            return 256 << 20;
#endif
        }

        /// <summary>
        /// The number of a key, by its plain name, e.g. F9: from here on <see cref="Unity.VoiceRecorderScript"/> looks
        /// at it in every frame.
        /// </summary>
        [Preserve]
        public static double WatchKey(string key) => ScriptKeys.Watch(key ?? "");

        /// <summary>
        /// How often that key went down, times 16, and as the rest the modifiers that were held the last time: 1 Ctrl, 2
        /// Shift, 4 Alt, 8 Meta.
        /// </summary>
        [Preserve]
        public static double KeyPresses(double number) => ScriptKeys.PressesOf(number);

        /// <summary>Makes a folder; where that cannot be, the dump says what is wrong with it.</summary>
        [Preserve]
        public static void PrepareFolder(string path)
        {
            try
            {
                Directory.CreateDirectory(path);
            }
            catch (Exception refused) when (refused is IOException || refused is UnauthorizedAccessException ||
                                            refused is ArgumentException || refused is NotSupportedException)
            {
                // Nothing to tell here: the call after this one fails with the reason.
            }
        }
    }
}

using System;
using GameVoice.Native;

namespace GameVoice
{
    /// <content>Tasks, dumps and markers.</content>
    public static partial class VoiceRecorderNative
    {
        [ThreadStatic]
        private static VrCost estimated;

        /// <summary>Starts a task. The key has 64 hexadecimal digits, or is empty.</summary>
        [Preserve]
        public static double Start(
            double recorder,
            string filePath,
            double sampleRateHz,
            double quality,
            double position,
            double cycleTimeSeconds,
            double channels,
            double layout,
            bool overwrite,
            double durability,
            double tracks,
            string encryptionKeyHex) => ScriptAnswer.Of(() =>
        {
            VrTaskConfig config = ConfigOf(
                sampleRateHz, quality, position, cycleTimeSeconds, channels, layout, durability, tracks);
            config.overwrite = (byte)(overwrite ? 1 : 0);
            byte[] key = EncryptionKeys.FromHex(encryptionKeyHex);
            return NativeCalls.Start(Numbers.HandleOf(recorder), config, filePath, key);
        });

        /// <summary>Ends the task.</summary>
        [Preserve]
        public static double Stop(double recorder) =>
            ScriptAnswer.Of(() => NativeMethods.vr_stop_audio_recording(Numbers.HandleOf(recorder)));

        /// <summary>From now on the task records silence.</summary>
        [Preserve]
        public static double Pause(double recorder) =>
            ScriptAnswer.Of(() => NativeMethods.vr_pause(Numbers.HandleOf(recorder)));

        /// <summary>It records what is said again.</summary>
        [Preserve]
        public static double Resume(double recorder) =>
            ScriptAnswer.Of(() => NativeMethods.vr_resume(Numbers.HandleOf(recorder)));

        /// <summary>Checks a configuration and computes its cost for CostNumber.</summary>
        [Preserve]
        public static double Estimate(
            double recorder,
            string filePath,
            double sampleRateHz,
            double quality,
            double position,
            double cycleTimeSeconds,
            double channels,
            double layout,
            double durability,
            double tracks,
            string encryptionKeyHex)
        {
            estimated = default;
            return ScriptAnswer.Of(() =>
            {
                VrTaskConfig config = ConfigOf(
                    sampleRateHz, quality, position, cycleTimeSeconds, channels, layout, durability, tracks);
                byte[] key = EncryptionKeys.FromHex(encryptionKeyHex);
                return NativeCalls.Estimate(Numbers.HandleOf(recorder), config, filePath, key, out estimated);
            });
        }

        /// <summary>Of the last Estimate: 0 buffer bytes, 1 file bytes, 2 bytes a second, 3 ring bytes; otherwise
        /// 0.</summary>
        [Preserve]
        public static double CostNumber(double index)
        {
            if (index == 0) return estimated.buffer_bytes;
            if (index == 1) return estimated.file_bytes;
            if (index == 2) return estimated.bytes_per_second;
            return index == 3 ? estimated.ring_bytes : 0;
        }

        /// <summary>Saves what the cycle buffer holds and leaves the capture in LastId. Empty text is no
        /// text.</summary>
        [Preserve]
        public static double Dump(
            double recorder,
            double lastSeconds,
            double afterSeconds,
            string filePath,
            string reason,
            bool clear,
            bool overwrite,
            string hotkey) => ScriptAnswer.Of(() =>
        {
            VrDumpRequest request = NativeCalls.DefaultRequest();
            request.last_seconds = lastSeconds;
            request.after_seconds = afterSeconds;
            request.clear = (byte)(clear ? 1 : 0);
            request.overwrite = (byte)(overwrite ? 1 : 0);
            int status = NativeCalls.Dump(
                Numbers.HandleOf(recorder), request, filePath, reason, hotkey, out ulong captureId);
            ScriptAnswer.SetLastId(captureId);
            return status;
        });

        /// <summary>Writes a capture that failed once more; an empty path is where it was meant to go.</summary>
        [Preserve]
        public static double Retry(double recorder, double captureId, string filePath) => ScriptAnswer.Of(
            () => NativeCalls.Retry(Numbers.HandleOf(recorder), Numbers.HandleOf(captureId), filePath));

        /// <summary>Gives up a capture that failed.</summary>
        [Preserve]
        public static double Discard(double recorder, double captureId) => ScriptAnswer.Of(
            () => NativeMethods.vr_capture_discard(Numbers.HandleOf(recorder), Numbers.HandleOf(captureId)));

        /// <summary>Keeps a marker; dataJson is empty or one JSON value.</summary>
        [Preserve]
        public static double Mark(double recorder, string label, string dataJson) =>
            ScriptAnswer.Of(() => NativeCalls.Mark(Numbers.HandleOf(recorder), label, dataJson));

        /// <summary>Figures of the RTC SDK, one JSON object.</summary>
        [Preserve]
        public static double AddStatistics(double recorder, string dataJson) =>
            ScriptAnswer.Of(() => NativeCalls.AddStatistics(Numbers.HandleOf(recorder), dataJson));

        private static VrTaskConfig ConfigOf(
            double sampleRateHz,
            double quality,
            double position,
            double cycleTimeSeconds,
            double channels,
            double layout,
            double durability,
            double tracks)
        {
            VrTaskConfig config = NativeCalls.DefaultConfig();
            config.sample_rate_hz = Numbers.Unsigned32("sampleRate", sampleRateHz);
            config.quality = Numbers.Signed32("quality", quality);
            config.position = Numbers.Signed32("position", position);
            config.cycle_time_s = Numbers.Unsigned32("cycleTime", cycleTimeSeconds);
            config.channels = Numbers.Unsigned32("channels", channels);
            config.layout = Numbers.Signed32("layout", layout);
            config.durability = Numbers.Signed32("durability", durability);
            config.tracks = Numbers.Signed32("tracks", tracks);
            return config;
        }
    }
}

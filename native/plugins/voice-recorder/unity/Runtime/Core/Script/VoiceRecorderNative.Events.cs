using System;
using GameVoice.Native;

namespace GameVoice
{
    /// <content>
    /// Events and statistics, read number by number: that allocates nothing, where an array would be a copy for the
    /// garbage collector each time.
    /// </content>
    public static partial class VoiceRecorderNative
    {
        private const int FirstTrackPath = 5;

        [ThreadStatic]
        private static PolledEvent polled;

        [ThreadStatic]
        private static ScriptStats stats;

        /// <summary>Takes the oldest event, answers whether there was one, and keeps it for this thread.</summary>
        [Preserve]
        public static bool Poll(double recorder)
        {
            ulong handle = Numbers.HandleOf(recorder);
            LiveRecorder known = LiveRecorders.Find(handle);
            PolledEvent taken = known == null ? PolledEvent.Take(handle) : known.TakeForScript();
            if (taken == null) return false;
            polled = taken;
            return true;
        }

        /// <summary>
        /// Of the event last polled: 0 kind, 1 code, 2 task, 3 capture, 4 progress, 5 time in ms, 6 1 when it has a
        /// capture, and of that 7 format, 8 rate, 9 channels, 10 seconds, 11 start in UTC ms, 12 origin, 13 bytes,
        /// 14 peak, 15 tracks; otherwise 0.
        /// </summary>
        [Preserve]
        public static double EventNumber(double index)
        {
            if (polled == null || !(index >= 0 && index < 16)) return 0;
            switch ((int)index)
            {
                case 0: return (double)polled.Kind;
                case 1: return polled.Code;
                case 2: return polled.TaskId;
                case 3: return polled.CaptureId;
                case 4: return polled.Progress;
                case 5: return polled.TimeMs;
                case 6: return polled.Capture == null ? 0 : 1;
                default: return polled.Capture == null ? 0 : CaptureNumber(polled.Capture, (int)index);
            }
        }

        /// <summary>
        /// Of the event last polled: 0 path, 1 text, of its capture 2 file path, 3 sidecar path, 4 reason, from 5 on
        /// its tracks; "" for what it has not.
        /// </summary>
        [Preserve]
        public static string EventText(double index)
        {
            if (polled == null || !(index >= 0 && index < int.MaxValue)) return "";
            if (index < 1) return polled.Path;
            if (index < 2) return polled.Text;
            return polled.Capture == null ? "" : CaptureText(polled.Capture, (int)index);
        }

        /// <summary>Takes a snapshot for StatsNumber and keeps it for this thread.</summary>
        [Preserve]
        public static double ReadStats(double recorder) => ScriptAnswer.Of(() =>
        {
            stats = stats ?? new ScriptStats();
            return stats.Read(Numbers.HandleOf(recorder));
        });

        /// <summary>
        /// Of the snapshot last taken: the numbers of vr_stats in their order without struct_size and sources, 23 of
        /// them, then 14 of each of up to 32 sources; otherwise 0.
        /// </summary>
        [Preserve]
        public static double StatsNumber(double index) => stats == null ? 0 : stats.Number(index);

        private static double CaptureNumber(Capture capture, int index)
        {
            switch (index)
            {
                case 7: return (double)capture.Format;
                case 8: return capture.SampleRate;
                case 9: return capture.Channels;
                case 10: return capture.DurationSeconds;
                case 11: return capture.StartedAtUnixMs;
                case 12: return (double)capture.Origin;
                case 13: return capture.SizeBytes;
                case 14: return capture.PeakDbfs;
                default: return capture.TrackPaths.Length;
            }
        }

        private static string CaptureText(Capture capture, int index)
        {
            switch (index)
            {
                case 2: return capture.FilePath;
                case 3: return capture.SidecarPath;
                case 4: return capture.Reason;
                default:
                    int track = index - FirstTrackPath;
                    return track < capture.TrackPaths.Length ? capture.TrackPaths[track] : "";
            }
        }
    }
}

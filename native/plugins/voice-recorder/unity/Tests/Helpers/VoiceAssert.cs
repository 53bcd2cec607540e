using System.Collections.Generic;
using System.Globalization;
using NUnit.Framework;

namespace GameVoice.Testing
{
    /// <summary>
    /// What was heard while a test ran. Times are seconds from the beginning of the recording; without an end a range
    /// goes to its end. A failure says what was heard instead and where its recording is kept. Those of a
    /// <see cref="TestRecording"/> measure levels and run in players too; those of a <see cref="HeardCapture"/> tell
    /// speech, sides and faults apart.
    /// </summary>
    public static partial class VoiceAssert
    {
        /// <summary>Louder than this is sound: quiet speech is, the noise of a room is not.</summary>
        public const double ThresholdDbfs = -50;

        private const double LeastSeconds = 0.1;

        /// <summary>At least 100 ms of sound in a range.</summary>
        public static void Heard(
            TestRecording recording, double from = 0, double to = double.NaN, double thresholdDbfs = ThresholdDbfs)
        {
            RecordedSound sound = Range(recording, from, ref to);
            if (sound.SecondsOfSound(from, to, thresholdDbfs) >= LeastSeconds - 1e-9) return;
            Fail(recording, "expected sound" + In(from, to) + ", heard " + sound.Describe(from, to, thresholdDbfs) +
                            Elsewhere(sound, from, to, thresholdDbfs));
        }

        /// <summary>Nothing above the threshold in a range.</summary>
        public static void Silent(
            TestRecording recording, double from = 0, double to = double.NaN, double thresholdDbfs = ThresholdDbfs)
        {
            RecordedSound sound = Range(recording, from, ref to);
            if (sound.SecondsOfSound(from, to, thresholdDbfs) <= 0) return;
            Fail(recording, "expected silence" + In(from, to) + ", heard " + sound.Describe(from, to, thresholdDbfs));
        }

        /// <summary>The level of a range lies between two, in dB of full scale.</summary>
        public static void Level(
            TestRecording recording, double leastDbfs, double mostDbfs, double from = 0, double to = double.NaN)
        {
            RecordedSound sound = Range(recording, from, ref to);
            double level = sound.LevelDbfs(from, to);
            if (level >= leastDbfs && level <= mostDbfs) return;
            Fail(
                recording,
                "expected a level of " + RecordedSound.Dbfs(leastDbfs) + " to " + RecordedSound.Dbfs(mostDbfs) +
                In(from, to) + ", heard " + RecordedSound.Dbfs(level) + ": " +
                sound.Describe(from, to, ThresholdDbfs));
        }

        /// <summary>
        /// No block was lost on its way into the recorder, and no sound breaks off into digital silence of 3 to 400 ms.
        /// A longer pause is taken for one that was meant. In a mix one voice can cover the hole of another: record one
        /// side then.
        /// </summary>
        public static void NoDropouts(
            TestRecording recording,
            double from = 0,
            double to = double.NaN,
            double shortestMs = 3,
            double longestMs = 400)
        {
            RecordedSound sound = Range(recording, from, ref to);
            if (recording.BlocksDropped > 0)
            {
                Fail(recording, "expected no dropouts, " + recording.BlocksDropped + " blocks were lost: " +
                                "their queue was full");
            }
            IReadOnlyList<(double AtSeconds, double Ms)> holes =
                sound.Holes(from, to, shortestMs, longestMs, ThresholdDbfs);
            if (holes.Count == 0) return;
            Fail(recording, "expected no dropouts" + In(from, to) + ", heard " + holes.Count + ": the first of " +
                            holes[0].Ms.ToString("0", CultureInfo.InvariantCulture) + " ms at " +
                            RecordedSound.Seconds(holes[0].AtSeconds));
        }

        private static RecordedSound Range(TestRecording recording, double from, ref double to)
        {
            RecordedSound sound = recording.Sound;
            if (double.IsNaN(to)) to = sound.DurationSeconds;
            if (from >= 0 && from < to && from < sound.DurationSeconds) return sound;
            Fail(recording, "expected a range within the " + RecordedSound.Seconds(sound.DurationSeconds) +
                            " that were recorded, got one" + In(from, to));
            return sound;
        }

        private static string Elsewhere(RecordedSound sound, double from, double to, double thresholdDbfs)
        {
            bool isWhole = from <= 0 && to >= sound.DurationSeconds;
            return isWhole ? "" : "; in all " + sound.Describe(0, sound.DurationSeconds, thresholdDbfs);
        }

        private static string In(double from, double to) =>
            " from " + RecordedSound.Seconds(from) + " to " + RecordedSound.Seconds(to);

        private static void Fail(TestRecording recording, string message)
        {
            recording.IsKept = true;
            Assert.Fail(message + "; the recording is kept: " + recording.FilePath);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace GameVoice.Testing
{
    /// <summary>What a recording holds, measured in windows of 20 ms. Levels are RMS in dB of full scale.</summary>
    public sealed class RecordedSound
    {
        /// <summary>The level of digital silence.</summary>
        public const double SilenceDbfs = -120;

        private const double WindowSeconds = 0.02;
        private const double JoinSeconds = 0.1; // pauses within words
        private const int MostTold = 5;

        private readonly short[] samples;
        private readonly int channels;
        private readonly double[] windows;

        /// <summary>Reads a WAV of 16-bit PCM of at most 256 MiB. Throws <see cref="InvalidDataException"/>.</summary>
        public RecordedSound(string wavPath)
        {
            samples = WavReader.Read(wavPath, out int sampleRate, out channels);
            SampleRate = sampleRate;
            int frames = samples.Length / channels;
            int inWindow = (int)(sampleRate * WindowSeconds);
            windows = new double[(frames + inWindow - 1) / inWindow];
            for (int i = 0; i < windows.Length; i++)
            {
                windows[i] = LevelOf(i * inWindow, Math.Min(frames, (i + 1) * inWindow));
            }
        }

        /// <summary>In Hz.</summary>
        public int SampleRate { get; }

        /// <summary>Of the whole.</summary>
        public double DurationSeconds => samples.Length / channels / (double)SampleRate;

        /// <summary>The level of a range; from and to are seconds.</summary>
        public double LevelDbfs(double from, double to) => LevelOf(FrameAt(from), FrameAt(to));

        /// <summary>How much of a range is louder than a threshold, in seconds.</summary>
        public double SecondsOfSound(double from, double to, double thresholdDbfs)
        {
            double seconds = 0;
            for (int i = 0; i < windows.Length; i++)
            {
                if (IsWithin(i, from, to) && windows[i] > thresholdDbfs) seconds += WindowSeconds;
            }
            return seconds;
        }

        /// <summary>What is heard in a range, in words: where there is sound, and how loud.</summary>
        public string Describe(double from, double to, double thresholdDbfs)
        {
            var told = new List<string>();
            int more = 0;
            foreach ((double began, double ended) in Stretches(from, to, thresholdDbfs))
            {
                if (told.Count == MostTold) more++;
                else told.Add(Seconds(began) + " to " + Seconds(ended) + " at " + Dbfs(LevelDbfs(began, ended)));
            }
            int loudest = Loudest(from, to);
            string most = loudest < 0
                ? "nothing was recorded there"
                : "loudest " + Dbfs(windows[loudest]) + " at " + Seconds(loudest * WindowSeconds);
            if (told.Count == 0) return "silence (" + most + ")";
            string rest = more == 0 ? "" : " and " + more + " more";
            return "sound from " + string.Join(", ", told) + rest + " (" + most + ")";
        }

        /// <summary>
        /// Where sound stops at once for a while and goes on: digital silence between <paramref name="shortestMs"/> and
        /// <paramref name="longestMs"/> with sound above the threshold directly before and after it. Beginnings in
        /// seconds, with the length in milliseconds.
        /// </summary>
        public IReadOnlyList<(double AtSeconds, double Ms)> Holes(
            double from, double to, double shortestMs, double longestMs, double thresholdDbfs)
        {
            var holes = new List<(double, double)>();
            int beside = SampleRate / 100;
            int last = FrameAt(to);
            int began = -1;
            for (int frame = FrameAt(from); frame <= last; frame++)
            {
                bool isZero = frame < last && IsZero(frame);
                if (isZero && began < 0) began = frame;
                if (isZero || began < 0) continue;
                double ms = (frame - began) * 1000.0 / SampleRate;
                bool isHole = frame < last && ms >= shortestMs && ms <= longestMs &&
                              LevelOf(began - beside, began) > thresholdDbfs &&
                              LevelOf(frame, frame + beside) > thresholdDbfs;
                if (isHole) holes.Add((began / (double)SampleRate, ms));
                began = -1;
            }
            return holes;
        }

        internal static string Seconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + " s";

        internal static string Dbfs(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " dBFS";

        private IEnumerable<(double Began, double Ended)> Stretches(double from, double to, double thresholdDbfs)
        {
            double began = -1;
            double ended = -1;
            for (int i = 0; i < windows.Length; i++)
            {
                if (!IsWithin(i, from, to) || windows[i] <= thresholdDbfs) continue;
                double at = i * WindowSeconds;
                if (began >= 0 && at - ended > JoinSeconds)
                {
                    yield return (began, ended);
                    began = -1;
                }
                if (began < 0) began = at;
                ended = Math.Min(at + WindowSeconds, DurationSeconds);
            }
            if (began >= 0) yield return (began, ended);
        }

        private int Loudest(double from, double to)
        {
            int loudest = -1;
            for (int i = 0; i < windows.Length; i++)
            {
                if (IsWithin(i, from, to) && (loudest < 0 || windows[i] > windows[loudest])) loudest = i;
            }
            return loudest;
        }

        /// <summary>Whole windows only, so that what lies beside a range is no part of it.</summary>
        private bool IsWithin(int window, double from, double to) =>
            window * WindowSeconds >= from - 1e-9 &&
            ((window + 1) * WindowSeconds <= to + 1e-9 || to >= DurationSeconds - 1e-9);

        private int FrameAt(double seconds) =>
            (int)Math.Max(0, Math.Min(samples.Length / channels, Math.Round(seconds * SampleRate)));

        private bool IsZero(int frame)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                int sample = samples[(frame * channels) + channel];
                if (sample < -1 || sample > 1) return false;
            }
            return true;
        }

        private double LevelOf(int first, int end)
        {
            first = Math.Max(0, first) * channels;
            end = Math.Min(samples.Length, end * channels);
            if (end <= first) return SilenceDbfs;
            double sum = 0;
            for (int i = first; i < end; i++) sum += (double)samples[i] * samples[i];
            double mean = sum / (end - first) / (32768.0 * 32768.0);
            return Math.Max(SilenceDbfs, 10 * Math.Log10(mean + 1e-30));
        }
    }
}

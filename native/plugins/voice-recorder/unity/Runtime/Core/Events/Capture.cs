using System;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>A finished file.</summary>
    public sealed unsafe class Capture
    {
        internal Capture(VrCapture* native, ulong captureId)
        {
            CaptureId = (long)captureId;
            FilePath = Utf8.Text(native->file_path);
            SidecarPath = Utf8.Text(native->sidecar_path);
            Format = (AudioFormat)native->format;
            SampleRate = (int)native->sample_rate_hz;
            Channels = (int)native->channels;
            DurationSeconds = native->duration_s;
            StartedAtUnixMs = native->started_at_unix_ms;
            Reason = Utf8.Text(native->reason);
            Origin = (CaptureOrigin)native->origin;
            SizeBytes = (long)native->size_bytes;
            PeakDbfs = native->peak_dbfs;
            TrackPaths = new string[native->track_paths == null ? 0 : (int)native->track_count];
            for (int i = 0; i < TrackPaths.Length; i++) TrackPaths[i] = Utf8.Text(native->track_paths[i]);
        }

        /// <summary>Number for a retry, unique in its recorder; 0: none.</summary>
        public long CaptureId { get; }

        /// <summary>Where it is.</summary>
        public string FilePath { get; }

        /// <summary>The file path with .json; "" when it could not be written.</summary>
        public string SidecarPath { get; }

        /// <summary>Of the file.</summary>
        public AudioFormat Format { get; }

        /// <summary>In Hz.</summary>
        public int SampleRate { get; }

        /// <summary>1 or 2.</summary>
        public int Channels { get; }

        /// <summary>Of the valid audio.</summary>
        public double DurationSeconds { get; }

        /// <summary>UTC of the first valid frame, in milliseconds since 1970.</summary>
        public long StartedAtUnixMs { get; }

        /// <summary>The same.</summary>
        public DateTimeOffset StartedAt => DateTimeOffset.FromUnixTimeMilliseconds(StartedAtUnixMs);

        /// <summary>Why it was made, as the dump said.</summary>
        public string Reason { get; }

        /// <summary>What made it.</summary>
        public CaptureOrigin Origin { get; }

        /// <summary>Of the file.</summary>
        public long SizeBytes { get; }

        /// <summary>Of the valid audio; -120 is silence.</summary>
        public double PeakDbfs { get; }

        /// <summary>The files of single users, of the same length; empty without
        /// <see cref="Tracks.Separate"/>.</summary>
        public string[] TrackPaths { get; }
    }
}

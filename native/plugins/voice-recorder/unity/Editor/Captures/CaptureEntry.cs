using System;
using System.Collections.Generic;
using System.Globalization;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>How far a capture is.</summary>
    internal enum CaptureState
    {
        /// <summary>It is complete.</summary>
        Finished,

        /// <summary>It is still written and cannot be deleted.</summary>
        InProgress,

        /// <summary>Who wrote it was killed.</summary>
        Unfinished,
    }

    /// <summary>One capture of a folder.</summary>
    internal sealed class CaptureEntry
    {
        internal CaptureEntry(
            string path, long sizeBytes, DateTime changedUtc, CaptureState state, Sidecar sidecar)
        {
            FilePath = path;
            Name = System.IO.Path.GetFileName(path);
            SizeBytes = sizeBytes;
            ChangedUtc = changedUtc;
            State = state;
            HasSidecar = sidecar != null;
            StartedUtc = StartOf(sidecar) ?? changedUtc;
            DurationSeconds = sidecar?.DurationSeconds > 0 ? sidecar.DurationSeconds : null;
            Reason = sidecar?.Reason ?? "";
            Room = sidecar?.Room ?? "";
            IsPinned = sidecar?.Pinned == true || !string.IsNullOrEmpty(sidecar?.Note);
            IsEncrypted = sidecar?.Encrypted != null;
            TrackNames = NamesOf(sidecar);
        }

        internal string FilePath { get; }

        internal string Name { get; }

        /// <summary>Of the audio file.</summary>
        internal long SizeBytes { get; }

        internal DateTime ChangedUtc { get; }

        internal CaptureState State { get; }

        internal bool HasSidecar { get; }

        /// <summary>Of the first frame; without a sidecar when the file was last changed.</summary>
        internal DateTime StartedUtc { get; }

        /// <summary>null: not known.</summary>
        internal double? DurationSeconds { get; }

        internal string Reason { get; }

        internal string Room { get; }

        /// <summary>Somebody has pinned it, or written a note to it.</summary>
        internal bool IsPinned { get; }

        internal bool IsEncrypted { get; }

        /// <summary>Names of the files of single users, in the same folder.</summary>
        internal IReadOnlyList<string> TrackNames { get; }

        /// <summary>Changes with the audio: whose waveform is known need not be read again.</summary>
        internal string Version => string.Format(
            CultureInfo.InvariantCulture, "{0}|{1}|{2}|{3}", FilePath, SizeBytes, ChangedUtc.Ticks, HasSidecar);

        private static DateTime? StartOf(Sidecar sidecar)
        {
            double ms = sidecar?.StartedAtUnixMs ?? 0;
            const double MostMs = 253402300799999; // the end of the year 9999
            return ms > 0 && ms <= MostMs ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms).UtcDateTime
                                          : (DateTime?)null;
        }

        /// <summary>A sidecar may come from anywhere: only plain names lead to files.</summary>
        private static string[] NamesOf(Sidecar sidecar)
        {
            var names = new List<string>();
            foreach (Sidecar.Part track in sidecar?.Tracks ?? new Sidecar.Part[0])
            {
                string name = track?.File;
                if (!string.IsNullOrEmpty(name) && name.IndexOfAny(new[] { '/', '\\', ':' }) < 0) names.Add(name);
            }
            return names.ToArray();
        }
    }
}

using GameVoice.Native;

namespace GameVoice
{
    /// <summary>One source's counters and levels.</summary>
    public sealed class SourceStats
    {
        /// <summary>Number of the source.</summary>
        public long Id { get; private set; }

        /// <summary>Where its voice comes from.</summary>
        public SourceKind Kind { get; private set; }

        /// <summary>As given to OpenSource; "" for a source that somebody else opened.</summary>
        public string UserId { get; private set; } = "";

        /// <summary>As given to OpenSource.</summary>
        public string Label { get; private set; } = "";

        /// <summary>Whether it is muted.</summary>
        public bool Muted { get; private set; }

        /// <summary>Of the last block in Hz; 0: none yet.</summary>
        public int SampleRate { get; private set; }

        /// <summary>Of the last block.</summary>
        public int Channels { get; private set; }

        /// <summary>Accepted by Push.</summary>
        public long BlocksTaken { get; private set; }

        /// <summary>Refused because the queue was full.</summary>
        public long BlocksDropped { get; private set; }

        /// <summary>Came after their time had been mixed.</summary>
        public long BlocksLate { get; private set; }

        /// <summary>Stretches without data since the source opened, while a task ran.</summary>
        public long Gaps { get; private set; }

        /// <summary>Their total length.</summary>
        public double GapMs { get; private set; }

        /// <summary>The source's clock against the recorder's; positive: the source is fast.</summary>
        public double DriftPpm { get; private set; }

        /// <summary>Its present distance from the recorder's clock.</summary>
        public double OffsetMs { get; private set; }

        /// <summary>Over the last 100 ms; -120: silence.</summary>
        public double PeakDbfs { get; private set; }

        /// <summary>Over the last 100 ms.</summary>
        public double RmsDbfs { get; private set; }

        internal void Fill(in VrSourceStats native, string userId, string label)
        {
            Id = (long)native.source;
            Kind = (SourceKind)native.kind;
            UserId = userId;
            Label = label;
            Muted = native.muted != 0;
            SampleRate = (int)native.sample_rate_hz;
            Channels = (int)native.channels;
            BlocksTaken = (long)native.blocks_taken;
            BlocksDropped = (long)native.blocks_dropped;
            BlocksLate = (long)native.blocks_late;
            Gaps = (long)native.gaps;
            GapMs = native.gap_ms;
            DriftPpm = native.drift_ppm;
            OffsetMs = native.offset_ms;
            PeakDbfs = native.peak_dbfs;
            RmsDbfs = native.rms_dbfs;
        }
    }
}

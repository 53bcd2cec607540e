using System;
using System.Collections.Generic;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>
    /// A snapshot of counters and levels. Keep one and hand it to ReadStats every frame: it is filled again in place
    /// and allocates only for sources that it has not had room for.
    /// </summary>
    public sealed class RecorderStats
    {
        private const double SilenceDbfs = -120;

        private readonly List<SourceStats> sources = new List<SourceStats>();
        private readonly List<SourceStats> spare = new List<SourceStats>();

        /// <summary>One with nothing in it yet: levels are silence, everything else is 0.</summary>
        public RecorderStats()
        {
            Clear();
        }

        /// <summary>Whether the game is in a room.</summary>
        public bool InRoom { get; private set; }

        /// <summary>What the recorder does.</summary>
        public TaskState TaskState { get; private set; }

        /// <summary>0: no task.</summary>
        public long TaskId { get; private set; }

        /// <summary>The running task records silence until Resume.</summary>
        public bool Paused { get; private set; }

        /// <summary>Why the running task keeps less than promised.</summary>
        public DegradedReason Degraded { get; private set; }

        /// <summary>The recorder's clock.</summary>
        public double ClockMs { get; private set; }

        /// <summary>How far the mix lags it.</summary>
        public double MixDelayMs { get; private set; }

        /// <summary>Mixed by the task so far.</summary>
        public double RecordedSeconds { get; private set; }

        /// <summary>In the cycle buffer now.</summary>
        public double BufferedSeconds { get; private set; }

        /// <summary>Of RecordedSeconds, on disk in the recovery folder.</summary>
        public double DurableSeconds { get; private set; }

        /// <summary>What the task takes in the recovery folder.</summary>
        public long RingBytes { get; private set; }

        /// <summary>In use by the cycle buffer.</summary>
        public long BufferBytes { get; private set; }

        /// <summary>Allocated for it.</summary>
        public long BufferCapacityBytes { get; private set; }

        /// <summary>Written by a real-time task.</summary>
        public long FileBytes { get; private set; }

        /// <summary>Over all sources since the recorder was made.</summary>
        public long BlocksTaken { get; private set; }

        /// <summary>Refused because a queue was full.</summary>
        public long BlocksDropped { get; private set; }

        /// <summary>Log lines and progress given up because nobody called Tick.</summary>
        public long EventsLost { get; private set; }

        /// <summary>Dumps that are not written yet.</summary>
        public int DumpsPending { get; private set; }

        /// <summary>Captures that wait for a retry or Discard.</summary>
        public int CapturesFailed { get; private set; }

        /// <summary>Of the mix over the last 100 ms; -120: silence.</summary>
        public double PeakDbfs { get; private set; }

        /// <summary>Of the mix over the last 100 ms.</summary>
        public double RmsDbfs { get; private set; }

        /// <summary>The limiter's lowest gain over the last 100 ms; 0: it did nothing.</summary>
        public double LimiterGainDb { get; private set; }

        /// <summary>Open sources; Sources holds the first 32.</summary>
        public int SourceCount { get; private set; }

        /// <summary>The open sources.</summary>
        public IReadOnlyList<SourceStats> Sources => sources;

        internal unsafe void Fill(ref VrStats native, SourceNames names)
        {
            InRoom = native.in_room != 0;
            TaskState = (TaskState)native.task_state;
            TaskId = (long)native.task_id;
            Paused = native.paused != 0;
            Degraded = (DegradedReason)native.degraded;
            ClockMs = native.clock_ms;
            MixDelayMs = native.mix_delay_ms;
            RecordedSeconds = native.recorded_s;
            BufferedSeconds = native.buffered_s;
            DurableSeconds = native.durable_s;
            RingBytes = (long)native.ring_bytes;
            BufferBytes = (long)native.buffer_bytes;
            BufferCapacityBytes = (long)native.buffer_capacity_bytes;
            FileBytes = (long)native.file_bytes;
            BlocksTaken = (long)native.blocks_taken;
            BlocksDropped = (long)native.blocks_dropped;
            EventsLost = (long)native.events_lost;
            DumpsPending = (int)native.dumps_pending;
            CapturesFailed = (int)native.captures_failed;
            PeakDbfs = native.peak_dbfs;
            RmsDbfs = native.rms_dbfs;
            LimiterGainDb = native.limiter_gain_db;
            SourceCount = (int)native.source_count;
            MakeRoomFor(Math.Min(SourceCount, NativeMethods.StatsMaxSources));
            fixed (ulong* words = native.sources)
            {
                var found = (VrSourceStats*)words;
                for (int i = 0; i < sources.Count; i++)
                {
                    names.Find(found[i].source, out string userId, out string label);
                    sources[i].Fill(in found[i], userId, label);
                }
            }
        }

        internal void Clear()
        {
            VrStats nothing = default;
            nothing.peak_dbfs = SilenceDbfs;
            nothing.rms_dbfs = SilenceDbfs;
            Fill(ref nothing, SourceNames.None);
        }

        private void MakeRoomFor(int count)
        {
            while (sources.Count > count) Move(sources, spare);
            while (sources.Count < count && spare.Count > 0) Move(spare, sources);
            while (sources.Count < count) sources.Add(new SourceStats());
        }

        private static void Move(List<SourceStats> from, List<SourceStats> to)
        {
            to.Add(from[from.Count - 1]);
            from.RemoveAt(from.Count - 1);
        }
    }
}

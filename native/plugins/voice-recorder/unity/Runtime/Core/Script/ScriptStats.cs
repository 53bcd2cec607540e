using System;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>A snapshot as one row of numbers, in the order of the array that the TypeScript face reads.</summary>
    internal sealed unsafe class ScriptStats
    {
        internal const int RecorderNumbers = 23;
        internal const int SourceNumbers = 14;

        private readonly double[] row = new double[RecorderNumbers + NativeMethods.StatsMaxSources * SourceNumbers];

        internal int Read(ulong recorder)
        {
            Array.Clear(row, 0, row.Length);
            int status = NativeCalls.GetStats(recorder, out VrStats native);
            if (status != ReturnCode.Ok) return status;
            int place = 0;
            Add(ref place, native.in_room, native.task_state, native.task_id, native.clock_ms, native.mix_delay_ms);
            Add(ref place, native.recorded_s, native.buffered_s, native.buffer_bytes, native.buffer_capacity_bytes);
            Add(ref place, native.file_bytes, native.blocks_taken, native.blocks_dropped, native.events_lost);
            Add(ref place, native.dumps_pending, native.captures_failed, native.peak_dbfs, native.rms_dbfs);
            Add(ref place, native.limiter_gain_db, native.source_count, native.paused, native.degraded);
            Add(ref place, native.durable_s, native.ring_bytes);
            var sources = (VrSourceStats*)native.sources;
            int listed = (int)Math.Min(native.source_count, NativeMethods.StatsMaxSources);
            for (int i = 0; i < listed; i++) AddSource(ref place, in sources[i]);
            return status;
        }

        internal double Number(double index) => index >= 0 && index < row.Length ? row[(int)index] : 0;

        private void AddSource(ref int place, in VrSourceStats source)
        {
            Add(ref place, source.source, source.kind, source.muted, source.sample_rate_hz, source.channels);
            Add(ref place, source.blocks_taken, source.blocks_dropped, source.blocks_late, source.gaps);
            Add(ref place, source.gap_ms, source.drift_ppm, source.offset_ms, source.peak_dbfs, source.rms_dbfs);
        }

        private void Add(ref int place, double a, double b)
        {
            row[place++] = a;
            row[place++] = b;
        }

        private void Add(ref int place, double a, double b, double c, double d)
        {
            Add(ref place, a, b);
            Add(ref place, c, d);
        }

        private void Add(ref int place, double a, double b, double c, double d, double e)
        {
            Add(ref place, a, b, c, d);
            row[place++] = e;
        }
    }
}

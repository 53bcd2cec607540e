using System.Runtime.InteropServices;

// Fields have the names of the header, so that the two can be compared by eye and by test.
#pragma warning disable CS0649 // filled in by native code

namespace GameVoice.Native
{
    /// <summary>vr_recorder_options.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct VrRecorderOptions
    {
        internal uint struct_size;
        internal byte* captures_folder;
        internal byte* name_template;
        internal uint retention_count;
        internal ulong retention_bytes;
        internal ulong retention_age_s;
        internal ulong min_free_bytes;
        internal ulong max_buffer_bytes;
        internal uint max_sources;
        internal uint mix_delay_ms;
        internal byte require_consent;
        internal byte virtual_clock;
        internal int log_level;
        internal byte* recovery_folder;
        internal ulong max_ring_bytes;
        internal uint max_tracks;
    }

    /// <summary>vr_task_config.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct VrTaskConfig
    {
        internal uint struct_size;
        internal byte* file_path;
        internal uint sample_rate_hz;
        internal int quality;
        internal int position;
        internal uint cycle_time_s;
        internal uint channels;
        internal int layout;
        internal byte overwrite;
        internal int durability;
        internal int tracks;
        internal byte* encryption_key;
    }

    /// <summary>vr_cost.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct VrCost
    {
        internal ulong buffer_bytes;
        internal ulong file_bytes;
        internal ulong bytes_per_second;
        internal ulong ring_bytes;
    }

    /// <summary>vr_dump_request.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct VrDumpRequest
    {
        internal uint struct_size;
        internal double last_seconds;
        internal double after_seconds;
        internal byte* file_path;
        internal byte* reason;
        internal byte clear;
        internal byte overwrite;
        internal byte* hotkey;
    }

    /// <summary>vr_capture.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct VrCapture
    {
        internal byte* file_path;
        internal byte* sidecar_path;
        internal int format;
        internal uint sample_rate_hz;
        internal uint channels;
        internal double duration_s;
        internal long started_at_unix_ms;
        internal byte* reason;
        internal int origin;
        internal ulong size_bytes;
        internal double peak_dbfs;
        internal byte** track_paths;
        internal uint track_count;
    }

    /// <summary>vr_event.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct VrEvent
    {
        internal uint struct_size;
        internal int kind;
        internal int code;
        internal ulong task_id;
        internal ulong capture_id;
        internal double progress;
        internal double time_ms;
        internal byte* path;
        internal byte* text;
        internal VrCapture* capture;
    }

    /// <summary>vr_source_stats.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct VrSourceStats
    {
        internal ulong source;
        internal int kind;
        internal int muted;
        internal uint sample_rate_hz;
        internal uint channels;
        internal ulong blocks_taken;
        internal ulong blocks_dropped;
        internal ulong blocks_late;
        internal ulong gaps;
        internal double gap_ms;
        internal double drift_ppm;
        internal double offset_ms;
        internal double peak_dbfs;
        internal double rms_dbfs;
    }

    /// <summary>vr_stats.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct VrStats
    {
        /// <summary>Eights of bytes of one <see cref="VrSourceStats"/>.</summary>
        internal const int SourceWords = 12;

        internal uint struct_size;
        internal int in_room;
        internal int task_state;
        internal ulong task_id;
        internal double clock_ms;
        internal double mix_delay_ms;
        internal double recorded_s;
        internal double buffered_s;
        internal ulong buffer_bytes;
        internal ulong buffer_capacity_bytes;
        internal ulong file_bytes;
        internal ulong blocks_taken;
        internal ulong blocks_dropped;
        internal ulong events_lost;
        internal uint dumps_pending;
        internal uint captures_failed;
        internal double peak_dbfs;
        internal double rms_dbfs;
        internal double limiter_gain_db;
        internal uint source_count;

        /// <summary>The array of VrSourceStats: a fixed buffer of structs is none that C# has.</summary>
        internal fixed ulong sources[NativeMethods.StatsMaxSources * SourceWords];
        internal int paused;
        internal int degraded;
        internal double durable_s;
        internal ulong ring_bytes;
    }
}

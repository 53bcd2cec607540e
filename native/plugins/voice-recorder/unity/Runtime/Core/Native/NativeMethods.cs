using System.Runtime.InteropServices;

namespace GameVoice.Native
{
    /// <summary>
    /// voice_recorder.h, function by function, under its own names. Everything is blittable: no call here allocates,
    /// and none passes a callback. What each one means, and on which thread it may be called, stands in the header.
    /// </summary>
    internal static unsafe class NativeMethods
    {
        /// <summary>VR_ABI_VERSION of the header that this file was written for.</summary>
        internal const int AbiVersion = 2;

        internal const uint CapabilityWav = 1;
        internal const uint CapabilityAac = 2;
        internal const uint CapabilityDurabilityProcess = 4;
        internal const uint CapabilityEncryption = 8;
        internal const int EncryptionKeyBytes = 32;
        internal const int StatsMaxSources = 32;
        internal const int SampleInt16 = 0;
        internal const int SampleFloat32 = 1;

        /// <summary>VR_NO_CAPTURE_TIME.</summary>
        internal const long NoCaptureTime = long.MinValue;

        private const string Library = NativeLibraryName.Value;
        private const CallingConvention C = CallingConvention.Cdecl;

        // ---- The build ----------------------------------------------------------------------------------------------

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_abi_version();

        [DllImport(Library, CallingConvention = C)]
        internal static extern byte* vr_version();

        [DllImport(Library, CallingConvention = C)]
        internal static extern byte* vr_source_fingerprint();

        [DllImport(Library, CallingConvention = C)]
        internal static extern uint vr_capabilities();

        [DllImport(Library, CallingConvention = C)]
        internal static extern byte* vr_aac_encoder_name();

        [DllImport(Library, CallingConvention = C)]
        internal static extern byte* vr_last_error();

        // ---- The recorder -------------------------------------------------------------------------------------------

        [DllImport(Library, CallingConvention = C)]
        internal static extern void vr_recorder_options_init(VrRecorderOptions* options);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_recorder_create(VrRecorderOptions* options, ulong* recorder);

        [DllImport(Library, CallingConvention = C)]
        internal static extern void vr_recorder_destroy(ulong recorder);

        [DllImport(Library, CallingConvention = C)]
        internal static extern long vr_now_ns(ulong recorder);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_advance(ulong recorder, long durationNs);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_set_consent(ulong recorder, int given);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_set_about(ulong recorder, byte* aboutJson);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_notify(ulong recorder, int notice, byte* text);

        // ---- Privacy and recovery -----------------------------------------------------------------------------------

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_exclude(ulong recorder, byte* userId, int forget);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_include(ulong recorder, byte* userId);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_wipe(ulong recorder);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_recover(ulong recorder, byte* encryptionKey);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_stop_recovery(ulong recorder);

        // ---- The room -----------------------------------------------------------------------------------------------

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_enter_room(ulong recorder, byte* roomId, byte* userId);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_reconnecting(ulong recorder);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_leave_room(ulong recorder);

        // ---- Sources ------------------------------------------------------------------------------------------------

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_open_source(ulong recorder, int kind, byte* userId, byte* label, ulong* source);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_source_push(
            ulong source,
            void* samples,
            uint frames,
            int format,
            uint sampleRateHz,
            uint channels,
            long captureTimeNs);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_source_set_muted(ulong source, int muted);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_set_all_muted(ulong recorder, int muted);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_source_close(ulong source);

        // ---- Tasks --------------------------------------------------------------------------------------------------

        [DllImport(Library, CallingConvention = C)]
        internal static extern void vr_task_config_init(VrTaskConfig* config);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_start_audio_recording_with_config(ulong recorder, VrTaskConfig* config);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_start_audio_recording(
            ulong recorder,
            byte* filePath,
            uint sampleRateHz,
            int quality);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_stop_audio_recording(ulong recorder);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_pause(ulong recorder);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_resume(ulong recorder);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_estimate(ulong recorder, VrTaskConfig* config, VrCost* cost);

        // ---- Dumps and markers --------------------------------------------------------------------------------------

        [DllImport(Library, CallingConvention = C)]
        internal static extern void vr_dump_request_init(VrDumpRequest* request);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_dump(ulong recorder, VrDumpRequest* request, ulong* captureId);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_capture_retry(ulong recorder, ulong captureId, byte* filePath);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_capture_discard(ulong recorder, ulong captureId);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_mark(ulong recorder, byte* label, byte* dataJson);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_add_statistics(ulong recorder, byte* dataJson);

        // ---- Events and statistics ----------------------------------------------------------------------------------

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_poll_event(ulong recorder, VrEvent* polled);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int vr_get_stats(ulong recorder, VrStats* stats);
    }
}

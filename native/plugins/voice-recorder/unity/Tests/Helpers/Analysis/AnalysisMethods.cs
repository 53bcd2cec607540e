using System;
using System.Runtime.InteropServices;

// Fields have the names of the header, so that the two can be compared by eye and by test.
#pragma warning disable CS0649 // filled in by native code

namespace GameVoice.Testing
{
    /// <summary>vra_result.</summary>
    internal enum VraResult
    {
        Ok = 0,
        Cancelled = 1,
        InvalidParameter = 2,
        NotFound = 3,
        Unreadable = 4,
        NotSupported = 5,
        KeyNeeded = 6,
        Io = 7,
        OutOfMemory = 8,
    }

    /// <summary>vra_buffer.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct VraBuffer
    {
        internal IntPtr data;
        internal UIntPtr size_bytes;
    }

    /// <summary>vra_progress; what is not called is zero.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct VraProgress
    {
        internal IntPtr call;
        internal IntPtr user;
    }

    /// <summary>vra_open_options.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct VraOpenOptions
    {
        internal uint struct_size;
        internal IntPtr key;
        internal VraProgress progress;
    }

    /// <summary>
    /// Those functions of voice_recorder_analysis.h that tests need, under its own names. The library is there in the
    /// editor alone: no player has it, and a player's first call says so.
    /// </summary>
    internal static class AnalysisMethods
    {
        /// <summary>Without prefix and suffix, which each system adds.</summary>
        internal const string Library = "voice_recorder_analysis";

        /// <summary>VRA_ABI_VERSION of the header that this file was written for.</summary>
        internal const int AbiVersion = 4;

        private const CallingConvention C = CallingConvention.Cdecl;

        [DllImport(Library, CallingConvention = C)]
        internal static extern uint vra_abi_version();

        [DllImport(Library, CallingConvention = C)]
        internal static extern IntPtr vra_last_error();

        [DllImport(Library, CallingConvention = C)]
        internal static extern void vra_free(ref VraBuffer buffer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern void vra_open_options_init(out VraOpenOptions options);

        [DllImport(Library, CallingConvention = C)]
        internal static extern VraResult vra_open(byte[] path, ref VraOpenOptions options, out IntPtr capture);

        [DllImport(Library, CallingConvention = C)]
        internal static extern void vra_close(IntPtr capture);

        [DllImport(Library, CallingConvention = C)]
        internal static extern VraResult vra_diagnose(CaptureHandle capture, IntPtr progress, ref VraBuffer json);

        [DllImport(Library, CallingConvention = C)]
        internal static extern VraResult vra_expect(
            CaptureHandle capture, byte[] requestJson, IntPtr progress, ref VraBuffer json);
    }
}

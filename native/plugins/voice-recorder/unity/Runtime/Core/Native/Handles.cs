using System;
using System.Runtime.InteropServices;

namespace GameVoice.Native
{
    /// <summary>
    /// A number of native code that is given back once: by Dispose, or by the finalizer. The number has 64 bits on
    /// every platform and IntPtr has not, so it stands beside the field of SafeHandle. Native code refuses numbers that
    /// are gone, so no call needs to hold a count: things end in any order, also while another thread still calls.
    /// </summary>
    internal abstract class NumberHandle : SafeHandle
    {
        protected NumberHandle()
            : base(IntPtr.Zero, true)
        {
        }

        /// <summary>0: nothing.</summary>
        internal ulong Value { get; set; }

        public override bool IsInvalid => Value == 0;
    }

    /// <summary>A vr_recorder. Giving it back ends its task and waits until its files are written.</summary>
    internal sealed class RecorderHandle : NumberHandle
    {
        protected override bool ReleaseHandle()
        {
            NativeMethods.vr_recorder_destroy(Value);
            return true;
        }
    }

    /// <summary>A vr_source. Harmless when its recorder is gone.</summary>
    internal sealed class SourceHandle : NumberHandle
    {
        protected override bool ReleaseHandle()
        {
            NativeMethods.vr_source_close(Value);
            return true;
        }
    }
}

using System;
using System.Runtime.InteropServices;

namespace GameVoice.Testing
{
    /// <summary>A vra_capture, closed once: by Dispose, or by the finalizer.</summary>
    internal sealed class CaptureHandle : SafeHandle
    {
        internal CaptureHandle(IntPtr capture)
            : base(IntPtr.Zero, true) => SetHandle(capture);

        public override bool IsInvalid => handle == IntPtr.Zero;

        protected override bool ReleaseHandle()
        {
            AnalysisMethods.vra_close(handle);
            return true;
        }
    }
}

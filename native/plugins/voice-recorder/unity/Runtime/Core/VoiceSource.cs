using System;
using System.Runtime.InteropServices;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>
    /// One producer of audio: the microphone, a remote user, or the mix of all remote users. Made by
    /// <see cref="VoiceRecorder.OpenSource"/>. One that is dropped without Close ends when it is collected.
    /// </summary>
    public sealed unsafe class VoiceSource : IDisposable
    {
        private const int MostFrames = 4800; // 100 ms at 48 kHz

        private readonly VoiceRecorder recorder;
        private readonly SourceHandle handle;

        internal VoiceSource(VoiceRecorder recorder, SourceHandle handle, SourceKind kind, string userId, string label)
        {
            this.recorder = recorder;
            this.handle = handle;
            Kind = kind;
            UserId = userId;
            Label = label;
        }

        /// <summary>Number of the source, unique in the process.</summary>
        public long Id => (long)handle.Value;

        /// <summary>Where its voice comes from.</summary>
        public SourceKind Kind { get; }

        /// <summary>Whose voice it is.</summary>
        public string UserId { get; }

        /// <summary>What the capture calls it.</summary>
        public string Label { get; }

        /// <summary>true after Close, or when the recorder is disposed.</summary>
        public bool Closed => handle.IsClosed || recorder.IsDisposed;

        /// <summary>The recorder's clock in milliseconds, for capture times; for audio threads too.</summary>
        public double Now => recorder.Now;

        /// <summary>
        /// Hands over one block of interleaved samples, 1 frame to 100 ms, 8000..48000 Hz, 1 or 2 channels; all of that
        /// may change between blocks. The samples are copied before the call returns. For audio threads, one at a time:
        /// it takes no lock, waits for nothing and allocates nothing. <paramref name="captureTimeMs"/>: when the first
        /// frame was captured, on the clock of <see cref="VoiceRecorder.Now"/>; NaN: the moment of the call less the
        /// length of the block. Returns 0, 30003 (not allowed), 30005 (closed) or 39001 (the queue of 2 s is full and
        /// the block is counted as dropped); sets no LastError.
        /// </summary>
        public int Push(ReadOnlySpan<short> samples, int sampleRate, int channels, double captureTimeMs = double.NaN)
        {
            if (!TryFrames(samples.Length, channels, out int frames)) return ReturnCode.InvalidParameter;
            fixed (short* first = &MemoryMarshal.GetReference(samples)) // older Monos cannot pin a span itself
            {
                return Push(first, frames, NativeMethods.SampleInt16, sampleRate, channels, captureTimeMs);
            }
        }

        /// <summary>The same with samples of nominally -1..1.</summary>
        public int Push(ReadOnlySpan<float> samples, int sampleRate, int channels, double captureTimeMs = double.NaN)
        {
            if (!TryFrames(samples.Length, channels, out int frames)) return ReturnCode.InvalidParameter;
            fixed (float* first = &MemoryMarshal.GetReference(samples))
            {
                return Push(first, frames, NativeMethods.SampleFloat32, sampleRate, channels, captureTimeMs);
            }
        }

        /// <summary>The same with <paramref name="frames"/> times <paramref name="channels"/> samples in
        /// memory.</summary>
        public int Push(short* samples, int frames, int sampleRate, int channels, double captureTimeMs = double.NaN) =>
            Push(samples, frames, NativeMethods.SampleInt16, sampleRate, channels, captureTimeMs);

        /// <summary>The same with samples of nominally -1..1.</summary>
        public int Push(float* samples, int frames, int sampleRate, int channels, double captureTimeMs = double.NaN) =>
            Push(samples, frames, NativeMethods.SampleFloat32, sampleRate, channels, captureTimeMs);

        /// <summary>
        /// The same with 16-bit samples at an address, as RTC SDKs hand them over, for code without pointers.
        /// </summary>
        public int PushPcm16(
            IntPtr samples, int frames, int sampleRate, int channels, double captureTimeMs = double.NaN) =>
            Push((short*)samples, frames, sampleRate, channels, captureTimeMs);

        /// <summary>While muted, what is pushed is recorded as silence and not as a gap. Returns 0 or 30005.</summary>
        public int SetMuted(bool muted) => recorder.Call(
            "setMuted", () => NativeMethods.vr_source_set_muted(handle.IsClosed ? 0 : handle.Value, muted ? 1 : 0));

        /// <summary>
        /// Ends the source; what it has pushed is still recorded. May come while another thread pushes. Returns 0;
        /// 30005 when it is closed already.
        /// </summary>
        public int Close()
        {
            if (Closed) return recorder.Refuse(VoiceRecorderException.InvalidState("close: the source is closed"));
            Dispose();
            return ReturnCode.Ok;
        }

        /// <summary>The same as <see cref="Close"/>; harmless at any time, in any order, twice.</summary>
        public void Dispose()
        {
            recorder.Forget(this);
            handle.Dispose();
        }

        /// <summary>Runs the way of a block once, so that no audio thread compiles or binds it.</summary>
        internal void WarmUp()
        {
            Push(ReadOnlySpan<short>.Empty, 0, 0);
            Push(ReadOnlySpan<float>.Empty, 0, 0);
            Push((short*)null, 0, 0, 0);
            Push((float*)null, 0, 0, 0);
            PushPcm16(IntPtr.Zero, 0, 0, 0);
            Numbers.TryNanoseconds(0, out _);
            NativeMethods.vr_source_push(0, null, 0, NativeMethods.SampleInt16, 0, 0, NativeMethods.NoCaptureTime);
        }

        private static bool TryFrames(int samples, int channels, out int frames)
        {
            bool isWhole = (channels == 1 || channels == 2) && samples % channels == 0;
            frames = isWhole ? samples / channels : 0;
            return isWhole;
        }

        private int Push(void* samples, int frames, int format, int sampleRate, int channels, double captureTimeMs)
        {
            bool fits = samples != null && frames > 0 && frames <= MostFrames && sampleRate > 0 && channels > 0;
            if (!fits) return ReturnCode.InvalidParameter;
            long captureTimeNs = NativeMethods.NoCaptureTime;
            if (!double.IsNaN(captureTimeMs) && !Numbers.TryNanoseconds(captureTimeMs, out captureTimeNs))
            {
                return ReturnCode.InvalidParameter;
            }
            int status = NativeMethods.vr_source_push(
                handle.Value, samples, (uint)frames, format, (uint)sampleRate, (uint)channels, captureTimeNs);
            GC.KeepAlive(handle); // its finalizer would close the source while this call is under way
            return status;
        }
    }
}

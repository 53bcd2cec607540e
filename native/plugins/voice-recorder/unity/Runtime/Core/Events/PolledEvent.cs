using GameVoice.Native;

namespace GameVoice
{
    /// <summary>A managed copy of a vr_event, whose text lives until the next poll only.</summary>
    internal sealed unsafe class PolledEvent
    {
        internal PolledEvent(VrEvent* native)
        {
            Kind = (EventKind)native->kind;
            Code = native->code;
            TaskId = (long)native->task_id;
            CaptureId = (long)native->capture_id;
            Progress = native->progress;
            TimeMs = native->time_ms;
            Path = Utf8.Text(native->path);
            Text = Utf8.Text(native->text);
            Capture = native->capture == null ? null : new Capture(native->capture, native->capture_id);
        }

        internal EventKind Kind { get; }

        internal int Code { get; }

        internal long TaskId { get; }

        internal long CaptureId { get; }

        internal double Progress { get; }

        internal double TimeMs { get; }

        internal string Path { get; }

        internal string Text { get; }

        /// <summary>null where there is none.</summary>
        internal Capture Capture { get; }

        /// <summary>The oldest event of a recorder; null, and nothing allocated, when there is none.</summary>
        internal static PolledEvent Take(ulong recorder)
        {
            VrEvent polled = default;
            polled.struct_size = (uint)sizeof(VrEvent);
            return NativeMethods.vr_poll_event(recorder, &polled) == 0 ? null : new PolledEvent(&polled);
        }
    }
}

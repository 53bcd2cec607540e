using System;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>
    /// Records the voice room of a game: in real time, or into a cycle buffer that a dump saves at any moment. Call
    /// <see cref="Tick"/> once a frame; events come and tasks settle only there. Everything runs on the thread that
    /// calls Tick, except Push and Close of a source, which may come from any.
    ///
    /// Calls that return an int never throw: 0 is accepted, any other value is a <see cref="ReturnCode"/> and
    /// <see cref="LastError"/> says why. The others throw, or fail their task with, a
    /// <see cref="VoiceRecorderException"/>. After <see cref="Dispose"/> every call answers 30005.
    /// </summary>
    public sealed partial class VoiceRecorder : IDisposable
    {
        private readonly RecorderHandle handle = new RecorderHandle();
        private readonly SourceNames sources = new SourceNames();
        private readonly StartAndStopTasks tasks = new StartAndStopTasks();
        private readonly DumpTasks dumps = new DumpTasks();
        private readonly RecoveryTasks recoveries = new RecoveryTasks();
        private readonly WipeTasks wipes = new WipeTasks();
        private readonly bool isNamed;
        private readonly bool requiresConsent;

        /// <summary>
        /// Makes one; null options are the defaults. Throws 30003 for options that are not allowed, 39002 when there is
        /// no native library, 39004 when the process has as many as it can hold (32).
        /// </summary>
        public VoiceRecorder(RecorderOptions options = null)
        {
            NativeLibraryCheck.Demand();
            RecorderOptions chosen = options ?? new RecorderOptions();
            Demand("options", NativeCalls.Create(
                chosen.ToNative(), chosen.CapturesFolder, chosen.RecoveryFolder, chosen.NameTemplate, handle));
            requiresConsent = chosen.RequireConsent;
            OpenRecorders.Add(this);
            try
            {
                if (!string.IsNullOrEmpty(chosen.AboutJson))
                {
                    Demand("about", NativeCalls.SetAbout(handle.Value, chosen.AboutJson));
                }
                if (chosen.Name == null) return;
                LiveRecorders.AddOfGame(handle, chosen.Name);
                isNamed = true;
            }
            catch (VoiceRecorderException)
            {
                OpenRecorders.Remove(this);
                handle.Dispose();
                throw;
            }
        }

        /// <summary>What the native library of this platform can do; null when there is none that fits.</summary>
        public static Support IsSupported => NativeLibraryCheck.Problem().Length == 0 ? new Support() : null;

        /// <summary>Why the last call was refused; null when it was accepted.</summary>
        public VoiceRecorderException LastError { get; private set; }

        /// <summary>true after <see cref="Dispose"/>.</summary>
        public bool IsDisposed => handle.IsClosed;

        /// <summary>Milliseconds on the recorder's monotonic clock, without the time in which the machine
        /// slept.</summary>
        public double Now => NativeMethods.vr_now_ns(Native) / 1e6;

        /// <summary>A fresh snapshot of counters and levels, at most 20 ms old.</summary>
        public RecorderStats Stats
        {
            get
            {
                var stats = new RecorderStats();
                ReadStats(stats);
                return stats;
            }
        }

        /// <summary>The number of the native recorder; 0, which every call refuses, when it is disposed.</summary>
        internal ulong Native => handle.IsClosed ? 0 : handle.Value;

        /// <summary>
        /// Fills a snapshot again, in place: cheap enough for every frame. Returns 0 or 30005, with nothing in it then.
        /// </summary>
        public int ReadStats(RecorderStats into)
        {
            if (into == null) return Refuse(VoiceRecorderException.InvalidParameter("stats: expected one, got null"));
            int status = NativeCalls.GetStats(Native, out VrStats native);
            if (status != ReturnCode.Ok)
            {
                into.Clear();
                return Refuse(new VoiceRecorderException(status, "stats: " + NativeCalls.LastError()));
            }
            into.Fill(ref native, sources);
            return status;
        }

        /// <summary>Moves a virtual clock and does all work that is due. 30005 on a real clock.</summary>
        public int Advance(double durationMs) => Call(
            "advance",
            () =>
            {
                if (Numbers.TryNanoseconds(durationMs, out long durationNs))
                    return NativeMethods.vr_advance(Native, durationNs);
                throw VoiceRecorderException.InvalidParameter("durationMs: expected a number from 0 to 9e12");
            });

        /// <summary>
        /// Ends a running task, writes its file and every accepted dump, closes all sources. Takes as long as the
        /// writing does. Tasks that still wait fail with 30005; no event comes any more. Harmless when called again. A
        /// recorder that is dropped without it ends when it is collected, on the finalizer's thread.
        /// </summary>
        public void Dispose()
        {
            if (handle.IsClosed) return;
            if (isNamed) LiveRecorders.RemoveOfGame(handle.Value);
            handle.Dispose();
            VoiceRecorderException reason = VoiceRecorderException.InvalidState("the recorder is disposed");
            tasks.FailAll(reason);
            dumps.FailAll(reason);
            recoveries.FailAll(reason);
            wipes.FailAll(reason);
            OpenRecorders.Remove(this);
        }

        /// <summary>Runs a call that answers a status and remembers why it was refused.</summary>
        internal int Call(string name, Func<int> run)
        {
            try
            {
                int status = run();
                if (status != ReturnCode.Ok)
                {
                    return Refuse(new VoiceRecorderException(status, name + ": " + NativeCalls.LastError()));
                }
                LastError = null;
                return status;
            }
            catch (VoiceRecorderException refused)
            {
                return Refuse(new VoiceRecorderException(refused.Code, name + ": " + refused.Reason));
            }
        }

        internal int Refuse(VoiceRecorderException why)
        {
            LastError = why;
            return why.Code;
        }

        internal void Forget(VoiceSource source) => sources.Remove((ulong)source.Id);

        private static void Demand(string name, int status)
        {
            if (status != ReturnCode.Ok)
                throw new VoiceRecorderException(status, name + ": " + NativeCalls.LastError());
        }
    }
}

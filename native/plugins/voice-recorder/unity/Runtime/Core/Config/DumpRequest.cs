using GameVoice.Native;

namespace GameVoice
{
    /// <summary>Which part of the cycle buffer is saved, and where.</summary>
    public sealed class DumpRequest
    {
        /// <summary>The last so many seconds, 0.001 up to the cycle time; 0: all that is buffered.</summary>
        public double LastSeconds { get; set; }

        /// <summary>Goes on listening for so long after the call, 0..600.</summary>
        public double AfterSeconds { get; set; }

        /// <summary>
        /// Absolute path with the suffix of the task's file; of a task that keeps .wav also .aac. null: a name from the
        /// template in the captures folder.
        /// </summary>
        public string FilePath { get; set; }

        /// <summary>Free text for the sidecar and the file name; null: "dump".</summary>
        public string Reason { get; set; }

        /// <summary>A later dump does not reach back before the end of this one.</summary>
        public bool Clear { get; set; }

        /// <summary>An existing file at FilePath is replaced; otherwise it is an error.</summary>
        public bool Overwrite { get; set; }

        /// <summary>The key whose press asks for it: the marker at this moment is "hotkey" then; null: none.</summary>
        public string Hotkey { get; set; }

        internal VrDumpRequest ToNative()
        {
            VrDumpRequest native = NativeCalls.DefaultRequest();
            native.last_seconds = LastSeconds;
            native.after_seconds = AfterSeconds;
            native.clear = (byte)(Clear ? 1 : 0);
            native.overwrite = (byte)(Overwrite ? 1 : 0);
            return native;
        }
    }
}

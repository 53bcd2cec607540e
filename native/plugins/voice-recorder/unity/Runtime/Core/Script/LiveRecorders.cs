using System.Collections.Generic;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>
    /// The recorders that scripts have made, by their numbers. They outlive the script engine, which may be made anew
    /// while recording goes on, and end with this assembly at the latest: by DestroyAll, or by their finalizers.
    /// </summary>
    internal static class LiveRecorders
    {
        private static readonly Dictionary<ulong, RecorderHandle> Live = new Dictionary<ulong, RecorderHandle>();

        internal static int Count
        {
            get
            {
                lock (Live) return Live.Count;
            }
        }

        internal static void Add(RecorderHandle handle)
        {
            lock (Live) Live.Add(handle.Value, handle);
        }

        /// <summary>Ends one; what scripts have not made is left alone.</summary>
        internal static void End(ulong recorder)
        {
            RecorderHandle found;
            lock (Live)
            {
                if (!Live.TryGetValue(recorder, out found)) return;
                Live.Remove(recorder);
            }
            found.Dispose(); // waits for files, so not in the lock
        }

        internal static void EndAll()
        {
            List<RecorderHandle> all;
            lock (Live)
            {
                all = new List<RecorderHandle>(Live.Values);
                Live.Clear();
            }
            foreach (RecorderHandle each in all) each.Dispose();
        }
    }
}

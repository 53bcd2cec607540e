using System;
using System.Collections.Generic;

namespace GameVoice
{
    /// <summary>
    /// What the sources of a recorder are called, by their numbers. Holds no source alive: one that is dropped without
    /// Close ends when it is collected, and its name goes when the next one opens. Any thread may close a source.
    /// </summary>
    internal sealed class SourceNames
    {
        internal static readonly SourceNames None = new SourceNames();

        private readonly Dictionary<ulong, WeakReference<VoiceSource>> sources =
            new Dictionary<ulong, WeakReference<VoiceSource>>();

        /// <summary>How many names are kept.</summary>
        internal int Count
        {
            get
            {
                lock (sources) return sources.Count;
            }
        }

        internal void Add(ulong id, VoiceSource source)
        {
            lock (sources)
            {
                foreach (ulong gone in FindGone()) sources.Remove(gone);
                sources.Add(id, new WeakReference<VoiceSource>(source));
            }
        }

        internal void Remove(ulong id)
        {
            lock (sources) sources.Remove(id);
        }

        internal void Find(ulong id, out string userId, out string label)
        {
            lock (sources)
            {
                VoiceSource source = null;
                bool isThere = sources.TryGetValue(id, out WeakReference<VoiceSource> held);
                isThere = isThere && held.TryGetTarget(out source);
                userId = isThere ? source.UserId : "";
                label = isThere ? source.Label : "";
            }
        }

        private List<ulong> FindGone()
        {
            var gone = new List<ulong>();
            foreach (KeyValuePair<ulong, WeakReference<VoiceSource>> entry in sources)
            {
                if (!entry.Value.TryGetTarget(out _)) gone.Add(entry.Key);
            }
            return gone;
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// The sidecars of one folder: those whose size or time has changed since the last look are read again. To be used
    /// on one thread at a time.
    /// </summary>
    internal sealed class SidecarCache
    {
        private Dictionary<string, Known> known = new Dictionary<string, Known>();
        private Dictionary<string, Known> seen = new Dictionary<string, Known>();

        /// <summary>null: there is none, or none that can be used.</summary>
        internal Sidecar Of(string audioPath)
        {
            var file = new FileInfo(Sidecar.PathOf(audioPath));
            if (!file.Exists) return null;
            bool isKnown = known.TryGetValue(audioPath, out Known found) && found.Size == file.Length &&
                           found.ChangedUtc == file.LastWriteTimeUtc;
            if (!isKnown) found = new Known(file.Length, file.LastWriteTimeUtc, Sidecar.Of(audioPath));
            seen[audioPath] = found;
            return found.Sidecar;
        }

        /// <summary>Forgets those that were not asked for since the last call.</summary>
        internal void EndLook()
        {
            known = seen;
            seen = new Dictionary<string, Known>();
        }

        private sealed class Known
        {
            internal Known(long size, DateTime changedUtc, Sidecar sidecar)
            {
                Size = size;
                ChangedUtc = changedUtc;
                Sidecar = sidecar;
            }

            internal long Size { get; }

            internal DateTime ChangedUtc { get; }

            internal Sidecar Sidecar { get; }
        }
    }
}

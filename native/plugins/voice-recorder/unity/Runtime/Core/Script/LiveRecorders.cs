using System.Collections.Generic;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>
    /// The recorders that scripts can reach: those they have made, by their numbers, and those of the game that have a
    /// name. The former outlive the script engine, which may be made anew while recording goes on, and end with this
    /// assembly at the latest: by EndAll, or by their finalizers.
    /// </summary>
    internal static class LiveRecorders
    {
        private const int MostNameBytes = 256;

        private static readonly Dictionary<ulong, LiveRecorder> Live = new Dictionary<ulong, LiveRecorder>();

        /// <summary>Those that scripts have made.</summary>
        internal static int Count
        {
            get
            {
                int count = 0;
                lock (Live)
                {
                    foreach (LiveRecorder each in Live.Values) count += each.IsOfScript ? 1 : 0;
                }
                return count;
            }
        }

        internal static void AddOfScript(RecorderHandle handle)
        {
            lock (Live) Live.Add(handle.Value, LiveRecorder.OfScript(handle));
        }

        /// <summary>Shows a recorder of the game to scripts; throws 30003 when the name cannot be its.</summary>
        internal static void AddOfGame(RecorderHandle handle, string name)
        {
            lock (Live)
            {
                DemandFree(name);
                Live.Add(handle.Value, LiveRecorder.OfGame(handle, name));
            }
        }

        /// <summary>Names a recorder of a script; throws 30003 when the name cannot be its.</summary>
        internal static int SetName(ulong recorder, string name)
        {
            lock (Live)
            {
                if (!Live.TryGetValue(recorder, out LiveRecorder found) || !found.IsOfScript)
                {
                    throw VoiceRecorderException.InvalidState("setName: no script has made this recorder");
                }
                if (!string.IsNullOrEmpty(name) && found.Name == name) return ReturnCode.Ok;
                DemandFree(name);
                found.Name = name;
                return ReturnCode.Ok;
            }
        }

        /// <summary>The one of this name, which from here on belongs to the script that asks; null: there is
        /// none.</summary>
        internal static LiveRecorder Adopt(string name)
        {
            lock (Live)
            {
                LiveRecorder found = Named(name);
                found?.BelongToNewScript();
                return found;
            }
        }

        /// <summary>null for a recorder that scripts have not made and that has no name.</summary>
        internal static LiveRecorder Find(ulong recorder)
        {
            lock (Live)
            {
                return Live.TryGetValue(recorder, out LiveRecorder found) ? found : null;
            }
        }

        /// <summary>A script has closed this source.</summary>
        internal static void ForgetSource(ulong source)
        {
            lock (Live)
            {
                foreach (LiveRecorder each in Live.Values) each.Sources.Forget(source);
            }
        }

        /// <summary>Ends one; what scripts have not made is left alone.</summary>
        internal static void End(ulong recorder)
        {
            LiveRecorder found;
            lock (Live)
            {
                if (!Live.TryGetValue(recorder, out found) || !found.IsOfScript) return;
                Live.Remove(recorder);
            }
            found.End(); // waits for files, so not in the lock
        }

        /// <summary>Ends those that scripts have made, or of them those that no script can find again.</summary>
        internal static void EndAll(bool namedToo)
        {
            var ended = new List<LiveRecorder>();
            lock (Live)
            {
                foreach (LiveRecorder each in Live.Values)
                {
                    if (each.IsOfScript && (namedToo || each.Name.Length == 0)) ended.Add(each);
                }
                foreach (LiveRecorder each in ended) Live.Remove(each.Number);
            }
            foreach (LiveRecorder each in ended) each.End();
        }

        /// <summary>A recorder of the game is disposed.</summary>
        internal static void RemoveOfGame(ulong recorder)
        {
            lock (Live) Live.Remove(recorder);
        }

        private static LiveRecorder Named(string name)
        {
            LiveRecorder found = null;
            var gone = new List<ulong>();
            foreach (LiveRecorder each in Live.Values)
            {
                if (!each.IsAlive) gone.Add(each.Number); // the game dropped it without a word
                else if (each.Name.Length > 0 && each.Name == name) found = each;
            }
            foreach (ulong number in gone) Live.Remove(number);
            return found;
        }

        private static void DemandFree(string name)
        {
            int bytes = (Utf8.Bytes("name", name)?.Length ?? 1) - 1;
            if (bytes < 1 || bytes > MostNameBytes)
            {
                throw VoiceRecorderException.InvalidParameter(
                    "name: expected 1 to " + MostNameBytes + " bytes, got " + bytes);
            }
            if (Named(name) == null) return;
            throw VoiceRecorderException.InvalidParameter(
                "name: another recorder is called " + name + ": choose another name, or dispose that one first");
        }
    }
}

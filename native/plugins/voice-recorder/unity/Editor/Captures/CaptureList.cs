using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>What a folder of captures is.</summary>
    internal enum FolderState
    {
        /// <summary>It can be read.</summary>
        Read,

        /// <summary>It is not there.</summary>
        Missing,

        /// <summary>It is no folder, or may not be read.</summary>
        Unreadable,
    }

    /// <summary>
    /// The captures of a folder, newest first: every .wav and .aac file in it that is no link and no track of another
    /// one. Names and sidecars are read, no audio.
    /// </summary>
    internal sealed class CaptureList
    {
        // As the server has it: editor-extension/doc/captures-folder.md, "live".
        private static readonly TimeSpan StillWritten = TimeSpan.FromSeconds(3);
        private static readonly TimeSpan StillMade = TimeSpan.FromSeconds(10);
        private static readonly Regex Audio = new Regex(@"\.(wav|aac)$", RegexOptions.IgnoreCase);
        private static readonly Regex InTheMaking = new Regex(@"\.part(-\d+)?\.(wav|aac)$", RegexOptions.IgnoreCase);

        private CaptureList(string folder, FolderState state, IReadOnlyList<CaptureEntry> entries, string problem)
        {
            Folder = folder;
            State = state;
            Entries = entries;
            Problem = problem;
        }

        internal string Folder { get; }

        internal FolderState State { get; }

        internal IReadOnlyList<CaptureEntry> Entries { get; }

        /// <summary>The system's words for a folder that cannot be read; otherwise "".</summary>
        internal string Problem { get; }

        /// <summary>Reads a folder; throws nothing that a folder can cause. null: nothing of it is known yet.</summary>
        internal static CaptureList Read(string folder, DateTime nowUtc, SidecarCache sidecars = null)
        {
            if (!Directory.Exists(folder))
            {
                bool isFile = File.Exists(folder);
                return Nothing(
                    folder, isFile ? FolderState.Unreadable : FolderState.Missing, isFile ? "it is a file" : "");
            }
            try
            {
                return new CaptureList(
                    folder, FolderState.Read, Entry(folder, nowUtc, sidecars ?? new SidecarCache()), "");
            }
            catch (Exception failure) when (failure is IOException || failure is UnauthorizedAccessException)
            {
                return Nothing(folder, FolderState.Unreadable, failure.Message);
            }
        }

        private static CaptureList Nothing(string folder, FolderState state, string problem) =>
            new CaptureList(folder, state, new CaptureEntry[0], problem);

        private static List<CaptureEntry> Entry(string folder, DateTime nowUtc, SidecarCache sidecars)
        {
            var entries = new List<CaptureEntry>();
            var tracks = new HashSet<string>(StringComparer.Ordinal);
            foreach (FileInfo file in new DirectoryInfo(folder).GetFiles())
            {
                bool isHidden = file.Name.StartsWith(".", StringComparison.Ordinal);
                bool isLink = (file.Attributes & FileAttributes.ReparsePoint) != 0;
                if (isHidden || isLink || !Audio.IsMatch(file.Name)) continue;
                Sidecar sidecar = sidecars.Of(file.FullName);
                CaptureState state = StateOf(file, sidecar != null, nowUtc);
                var entry = new CaptureEntry(file.FullName, LengthOf(file), file.LastWriteTimeUtc, state, sidecar);
                tracks.UnionWith(entry.TrackNames);
                entries.Add(entry);
            }
            sidecars.EndLook();
            entries.RemoveAll(each => !each.HasSidecar && tracks.Contains(each.Name));
            entries.Sort(NewestFirst);
            return entries;
        }

        private static CaptureState StateOf(FileInfo file, bool hasSidecar, DateTime nowUtc)
        {
            bool isPart = InTheMaking.IsMatch(file.Name);
            if (hasSidecar && !isPart) return CaptureState.Finished;
            TimeSpan age = nowUtc - file.LastWriteTimeUtc;
            if (age < (isPart ? StillMade : StillWritten)) return CaptureState.InProgress;
            return isPart ? CaptureState.Unfinished : CaptureState.Finished;
        }

        /// <summary>0 for one that has just gone.</summary>
        private static long LengthOf(FileInfo file) => file.Exists ? file.Length : 0;

        private static int NewestFirst(CaptureEntry one, CaptureEntry other)
        {
            int order = other.StartedUtc.CompareTo(one.StartedUtc);
            return order != 0 ? order : string.CompareOrdinal(one.Name, other.Name);
        }
    }
}

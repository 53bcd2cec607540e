using System.Collections.Generic;

namespace GameVoice
{
    /// <summary>
    /// The open sources that scripts have opened on one recorder. A script that takes the recorder over opens them once
    /// more as they were and gets the same, so that nobody is in the mix twice.
    /// </summary>
    internal sealed class ScriptSources
    {
        private readonly List<Entry> open = new List<Entry>();

        internal void Add(ulong number, int kind, string userId, string label) =>
            open.Add(new Entry { Number = number, Kind = kind, UserId = userId, Label = label });

        /// <summary>The script that had them is gone.</summary>
        internal void BelongToNobody()
        {
            foreach (Entry each in open) each.IsClaimed = false;
        }

        /// <summary>One that belongs to nobody and was opened like this; 0: there is none.</summary>
        internal ulong Claim(int kind, string userId, string label)
        {
            Entry found = open.Find(
                each => !each.IsClaimed && each.Kind == kind && each.UserId == userId && each.Label == label);
            if (found == null) return 0;
            found.IsClaimed = true;
            return found.Number;
        }

        internal void Forget(ulong number) => open.RemoveAll(each => each.Number == number);

        private sealed class Entry
        {
            internal ulong Number;
            internal int Kind;
            internal string UserId;
            internal string Label;
            internal bool IsClaimed = true;
        }
    }
}

using System;
using System.Globalization;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>What the window says of a folder and of a capture.</summary>
    internal static class BoardTexts
    {
        /// <summary>Why there is nothing to show, and what to do; "" when there are captures.</summary>
        internal static string Of(CaptureList list)
        {
            if (list == null) return Words.Pick("Reading…", "正在读取…");
            switch (list.State)
            {
                case FolderState.Missing:
                    return Words.Pick(
                        "There is no folder " + list.Folder + " yet: the first recording makes it where it is below " +
                        "the game's data. Another one is chosen in Project Settings > Voice Recorder.",
                        "文件夹 " + list.Folder + " 还不存在：若它位于游戏数据目录下，首次录制时会自动创建。" +
                        "可在 Project Settings > Voice Recorder 中选择其他文件夹。");
                case FolderState.Unreadable:
                    return Words.Pick(
                        list.Folder + " cannot be read (" + list.Problem + "): choose a folder that can in Project " +
                        "Settings > Voice Recorder.",
                        "无法读取 " + list.Folder + "（" + list.Problem + "）：请在 Project Settings > Voice Recorder " +
                        "中选择可读取的文件夹。");
                default:
                    return list.Entries.Count > 0 ? "" : Words.Pick(
                        "There are no captures in " + list.Folder + " yet: press Play, enter a room, and press the " +
                        "hotkey.",
                        list.Folder + " 中还没有录音：请按 Play、进入房间，再按热键。");
            }
        }

        /// <summary>The second line of a capture: when, how long, how large, and what is special.</summary>
        internal static string Of(CaptureEntry capture)
        {
            DateTime started = capture.StartedUtc.ToLocalTime();
            string text = started.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            if (capture.DurationSeconds.HasValue) text += "  " + Words.Length(capture.DurationSeconds.Value);
            text += "  " + Words.Size(capture.SizeBytes);
            if (capture.Room.Length > 0) text += "  " + capture.Room;
            if (capture.Reason.Length > 0) text += "  " + capture.Reason;
            if (capture.IsPinned) text += Words.Pick("  [pinned]", "  [已固定]");
            if (capture.IsEncrypted) text += Words.Pick("  [encrypted]", "  [已加密]");
            if (capture.State == CaptureState.InProgress) text += Words.Pick("  [being written]", "  [正在写入]");
            if (capture.State == CaptureState.Unfinished) text += Words.Pick("  [unfinished]", "  [未完成]");
            return text;
        }

        /// <summary>What is asked before a capture is deleted.</summary>
        internal static string Question(CaptureEntry capture)
        {
            string pinned = capture.IsPinned ? Words.Pick(" Somebody has pinned it or written a note.", " 它已被固定或带有备注。")
                                             : "";
            int tracks = capture.TrackNames.Count;
            string more = tracks == 0 ? "" : Words.Pick(
                " with its " + tracks.ToString(CultureInfo.InvariantCulture) + " tracks",
                " 及其 " + tracks.ToString(CultureInfo.InvariantCulture) + " 条音轨");
            return Words.Pick(
                "Delete " + capture.Name + more + "? It cannot be brought back." + pinned,
                "删除 " + capture.Name + more + "？删除后无法恢复。" + pinned);
        }
    }
}

using System.Collections.Generic;
using UnityEditor;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>What the inspector says below the fields.</summary>
    internal static class CheckTexts
    {
        /// <summary>A line with its weight.</summary>
        internal readonly struct Line
        {
            internal Line(string text, MessageType type)
            {
                Text = text;
                Type = type;
            }

            internal string Text { get; }

            internal MessageType Type { get; }
        }

        internal static IEnumerable<Line> Of(VoiceRecorder component, SettingsCheck check)
        {
            foreach (string problem in check.Problems) yield return new Line(problem, MessageType.Error);
            string hotkey = HotkeyCheck.ProblemOf(component.Hotkey);
            if (hotkey.Length > 0) yield return new Line(hotkey, MessageType.Warning);
            if (check.Cost == null) yield break;
            if (!FieldGroups.HasKnownSuffix(component))
            {
                // The core takes such a start and answers with an event.
                yield return new Line(
                    Words.Pick(
                        "filePath must end in .wav or .aac: a start would fail with code 1.",
                        "filePath 必须以 .wav 或 .aac 结尾：否则开始录制会以代码 1 失败。"),
                    MessageType.Error);
                yield break;
            }
            if (component.Recording.cycleTime == 0 && !string.IsNullOrEmpty(component.Hotkey.key))
            {
                yield return new Line(
                    Words.Pick(
                        "The hotkey has nothing to save: set Cycle Time to the seconds that are to be kept.",
                        "热键没有可保存的内容：请将 Cycle Time 设为要保留的秒数。"),
                    MessageType.Info);
            }
            yield return new Line(Estimate(component, check.Cost), MessageType.None);
        }

        /// <summary>Memory and file size in one line.</summary>
        internal static string Estimate(VoiceRecorder component, Cost cost)
        {
            string memory = Words.Size(cost.BufferBytes);
            string file = Words.Size(cost.FileBytes);
            string rate = Words.Size(cost.BytesPerSecond);
            bool isCycle = component.Recording.cycleTime > 0;
            string ring = cost.RingBytes == 0 ? "" : Words.Pick(", on disk ", "，磁盘 ") + Words.Size(cost.RingBytes);
            return isCycle
                ? Words.Pick("Memory ", "内存 ") + memory + ring + Words.Pick(", full capture ", "，完整录音 ") + file +
                  " (" + rate + "/s)"
                : Words.Pick("File ", "文件 ") + file + Words.Pick(" an hour (", "/小时（") + rate +
                  Words.Pick("/s), memory ", "/s），内存 ") + memory + ring;
        }
    }
}

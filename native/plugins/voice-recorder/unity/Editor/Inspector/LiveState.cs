using System;
using System.Collections.Generic;
using System.Globalization;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>What the inspector shows of a recorder at work, as texts and bars.</summary>
    internal sealed class LiveState
    {
        private const double FloorDbfs = -60;

        private readonly RecorderStats stats = new RecorderStats();
        private readonly List<Meter> meters = new List<Meter>();

        /// <summary>Whether there is a recorder, and what it said is shown below.</summary>
        internal bool HasRecorder { get; private set; }

        internal bool CanStart => HasRecorder && stats.InRoom && stats.TaskState == TaskState.Idle;

        internal bool CanStop => HasRecorder && stats.TaskState != TaskState.Idle;

        internal bool CanDump => HasRecorder && stats.TaskState == TaskState.Cycle;

        /// <summary>What it does now.</summary>
        internal string Doing { get; private set; } = "";

        /// <summary>How full the buffer is; null without one.</summary>
        internal Meter Buffer { get; private set; }

        /// <summary>What goes wrong at the moment; "" when nothing does.</summary>
        internal string Trouble { get; private set; } = "";

        /// <summary>Levels: of the mix, then of every source.</summary>
        internal IReadOnlyList<Meter> Meters => meters;

        /// <summary>Reads a component that is playing.</summary>
        internal void Read(VoiceRecorder component)
        {
            GameVoice.VoiceRecorder recorder = component.Recorder;
            HasRecorder = recorder != null && recorder.ReadStats(stats) == ReturnCode.Ok;
            meters.Clear();
            Buffer = null;
            Doing = "";
            Trouble = component.Problem;
            if (!HasRecorder) return;
            Doing = DoingNow();
            if (stats.TaskState == TaskState.Cycle) Buffer = OfBuffer(component.Recording.cycleTime);
            meters.Add(new Meter(Words.Pick("Mix", "混音"), stats.PeakDbfs));
            foreach (SourceStats source in stats.Sources) meters.Add(new Meter(NameOf(source), source.PeakDbfs));
            string degraded = Degraded();
            if (degraded.Length > 0) Trouble = Trouble.Length == 0 ? degraded : Trouble + "\n" + degraded;
        }

        private string DoingNow()
        {
            if (!stats.InRoom)
                return Words.Pick("Not in a room: the game calls EnterRoom.", "不在房间中：由游戏调用 EnterRoom。");
            if (stats.TaskState == TaskState.Idle) return Words.Pick("In a room, not recording.", "在房间中，未录制。");
            string time = Words.Length(stats.RecordedSeconds);
            if (stats.Paused) return Words.Pick("Paused after ", "已暂停于 ") + time;
            string file = stats.TaskState == TaskState.RealTime ? ", " + Words.Size(stats.FileBytes) : "";
            return Words.Pick("Recording ", "录制中 ") + time + file;
        }

        private Meter OfBuffer(int cycleSeconds)
        {
            double held = stats.BufferedSeconds;
            string size = Words.Size(stats.BufferBytes);
            string text = Words.Length(held) + " / " + Words.Length(cycleSeconds) + ", " + size;
            if (stats.DumpsPending > 0)
            {
                text += Words.Pick(", dumps being written: ", "，正在写入的转储：") +
                        stats.DumpsPending.ToString(CultureInfo.InvariantCulture);
            }
            double share = cycleSeconds > 0 ? Math.Min(1, held / cycleSeconds) : 0;
            return new Meter(Words.Pick("Buffer", "缓冲"), (float)share, text);
        }

        private string Degraded()
        {
            switch (stats.Degraded)
            {
                case DegradedReason.Pinned:
                    return Words.Pick("Dumps that are not written hold the whole buffer.", "未写完的转储占满了缓冲。");
                case DegradedReason.Disk:
                    return Words.Pick("The disk fails or is too slow.", "磁盘故障或太慢。");
                case DegradedReason.Memory:
                    return Words.Pick("Memory ran out: something could not be kept.", "内存不足：部分内容未能保留。");
                case DegradedReason.Tracks:
                    return Words.Pick("A user is in the mix only: raise Max Tracks.", "有用户只在混音中：请提高 Max Tracks。");
                default:
                    return "";
            }
        }

        private static string NameOf(SourceStats source)
        {
            string name = source.Label.Length > 0 ? source.Label : source.UserId;
            if (name.Length == 0) name = source.Kind.ToString();
            return source.Muted ? name + Words.Pick(" (muted)", "（静音）") : name;
        }

        /// <summary>A bar with a name.</summary>
        internal sealed class Meter
        {
            internal Meter(string name, double dbfs)
                : this(name, (float)(1 - (Math.Max(dbfs, FloorDbfs) / FloorDbfs)), Words.Level(dbfs))
            {
            }

            internal Meter(string name, float share, string text)
            {
                Name = name;
                Share = Math.Min(1, Math.Max(0, share));
                Text = text;
            }

            internal string Name { get; }

            /// <summary>0 to 1; of levels from -60 to 0 dBFS.</summary>
            internal float Share { get; }

            internal string Text { get; }
        }
    }
}

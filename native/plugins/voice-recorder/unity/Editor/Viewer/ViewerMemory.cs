using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Serialization;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>What is kept of a server that goes on while scripts are reloaded, as a text.</summary>
    [DataContract]
    internal sealed class ViewerMemory
    {
        /// <summary>Systems tell the time of a start that coarsely.</summary>
        private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(2);

        [DataMember(Name = "link")]
        internal string Link { get; set; }

        [DataMember(Name = "folder")]
        internal string Folder { get; set; }

        [DataMember(Name = "processId")]
        internal int ProcessId { get; set; }

        [DataMember(Name = "startedUtcTicks")]
        internal long StartedUtcTicks { get; set; }

        /// <summary>"" for a server that has gone meanwhile.</summary>
        internal static string TextOf(string link, string folder, int processId)
        {
            var memory = new ViewerMemory { Link = link, Folder = folder, ProcessId = processId };
            using (Process process = Running(processId))
            {
                if (process == null) return "";
                memory.StartedUtcTicks = process.StartTime.ToUniversalTime().Ticks;
            }
            return JsonText.Write(memory);
        }

        /// <summary>null for a text that is none.</summary>
        internal static ViewerMemory Of(string text) => JsonText.Parse<ViewerMemory>(text);

        /// <summary>The process of the server; null when it has gone, even if another has its number now.</summary>
        internal Process Find()
        {
            Process process = Running(ProcessId);
            if (process == null) return null;
            TimeSpan between = process.StartTime.ToUniversalTime() - new DateTime(StartedUtcTicks, DateTimeKind.Utc);
            if (between.Duration() <= SameStart) return process;
            process.Dispose();
            return null;
        }

        private static Process Running(int processId)
        {
            try
            {
                Process process = Process.GetProcessById(processId);
                // Asks for the start as well: of the processes of others that is refused here and not later.
                if (!process.HasExited && process.StartTime.Ticks > 0) return process;
                process.Dispose();
            }
            catch (Exception gone) when (
                gone is ArgumentException || gone is InvalidOperationException || gone is Win32Exception ||
                gone is NotSupportedException)
            {
                // No such process.
            }
            return null;
        }
    }
}

using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>How far the server of the viewer is.</summary>
    internal enum ViewerState
    {
        /// <summary>There is none.</summary>
        Stopped,

        /// <summary>It has not told its link yet.</summary>
        Starting,

        /// <summary>It serves; there is a link.</summary>
        Ready,

        /// <summary>It could not start, or has ended by itself.</summary>
        Failed,
    }

    /// <summary>
    /// The command "voice-recorder serve" as a child process, for one folder. It ends by <see cref="Stop"/>, and with
    /// the editor, however that ends. A reload of scripts takes the pipes to it away and nothing else: before it
    /// <see cref="LetGo"/>, after it <see cref="Adopt"/>. Properties may be read on any thread.
    /// </summary>
    internal sealed class ViewerProcess : IDisposable
    {
        internal const int PatienceMs = 3000;
        private const int MostKeptCharacters = 64 * 1024;

        private readonly object gate = new object();
        private readonly StringBuilder said = new StringBuilder();
        private readonly StringBuilder complained = new StringBuilder();
        private Process process;
        private bool isAdopted;
        private ViewerState state = ViewerState.Stopped;

        internal ViewerState State
        {
            get
            {
                lock (gate)
                {
                    if (isAdopted && HasGone(process)) EndOf("");
                    return state;
                }
            }
        }

        /// <summary>Of the page; null before it is <see cref="ViewerState.Ready"/>.</summary>
        internal string Link { get; private set; }

        /// <summary>The folder that is served, or was to be.</summary>
        internal string Folder { get; private set; }

        /// <summary>Why it failed, and what to do; otherwise "".</summary>
        internal string Problem { get; private set; } = "";

        /// <summary>Number of the server's process; 0: none.</summary>
        internal int ProcessId { get; private set; }

        /// <summary>Starts the server for an existing folder, after the end of the one before.</summary>
        internal void Start(ViewerCommand command, string folder)
        {
            Stop();
            Folder = folder;
            if (command.Program == null)
            {
                Fail(command.Problem);
                return;
            }
            try
            {
                state = ViewerState.Starting;
                process = Listening(StartOf(command, folder));
                ProcessId = process.Id;
            }
            catch (Exception failure) when (
                failure is Win32Exception || failure is InvalidOperationException || failure is IOException)
            {
                process = null;
                Fail(Words.Pick(
                    "\"" + command.Program + "\" cannot be started; correct its path in Project Settings > Voice " +
                    "Recorder: " + failure.Message,
                    "无法启动 \"" + command.Program + "\"；请在 Project Settings > Voice Recorder 中更正其路径：" +
                    failure.Message));
            }
        }

        /// <summary>Ends the server, by force after <see cref="PatienceMs"/>; harmless without one.</summary>
        internal void Stop()
        {
            Process ended;
            int server;
            bool hasInput;
            lock (gate)
            {
                server = ProcessId;
                hasInput = !isAdopted;
                ended = Forget();
            }
            if (ended == null) return;
            using (ended)
            {
                try
                {
                    if (hasInput) ended.StandardInput.WriteLine("end");
                    if (hasInput && ended.WaitForExit(PatienceMs)) return;
                    ended.Kill();
                    if (server != ended.Id) Process.GetProcessById(server).Kill(); // behind a shell
                }
                catch (Exception gone) when (
                    gone is InvalidOperationException || gone is Win32Exception || gone is IOException ||
                    gone is ArgumentException)
                {
                    // It has ended by itself meanwhile.
                }
            }
        }

        /// <summary>
        /// Leaves a server that is ready to itself and gives a text by which it is found again; "": there is none. One
        /// that has not told its link yet is stopped, because nobody would hear it.
        /// </summary>
        internal string LetGo()
        {
            if (State == ViewerState.Ready)
            {
                lock (gate)
                {
                    string memory = Link == null ? "" : ViewerMemory.TextOf(Link, Folder, ProcessId);
                    Forget()?.Dispose();
                    return memory;
                }
            }
            Stop();
            return "";
        }

        /// <summary>Takes over the server of a text of <see cref="LetGo"/>, if it still runs.</summary>
        internal void Adopt(string memory)
        {
            ViewerMemory found = ViewerMemory.Of(memory);
            Process running = found?.Find();
            if (running == null) return;
            Stop();
            lock (gate)
            {
                process = running;
                isAdopted = true;
                Link = found.Link;
                Folder = found.Folder;
                ProcessId = found.ProcessId;
                state = ViewerState.Ready;
            }
        }

        public void Dispose() => Stop();

        /// <summary>The folder is where the program starts, so that no shell ever sees its name.</summary>
        private static ProcessStartInfo StartOf(ViewerCommand command, string folder)
        {
            string script = command.Script == null ? "" : "\"" + command.Script + "\" ";
            int editor = Process.GetCurrentProcess().Id;
            string words = "serve . --json --no-open --end-with-process " +
                           editor.ToString(CultureInfo.InvariantCulture);
            return new ProcessStartInfo(command.Program, script + words)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
            };
        }

        private Process Listening(ProcessStartInfo start)
        {
            var child = new Process { StartInfo = start, EnableRaisingEvents = true };
            child.OutputDataReceived += (_, line) => Hear(child, line.Data);
            child.ErrorDataReceived += (_, line) => Keep(child, line.Data);
            child.Exited += (_, __) => HasEnded(child);
            lock (gate) process = child;
            child.Start();
            child.BeginOutputReadLine();
            child.BeginErrorReadLine();
            return child;
        }

        private void Hear(Process child, string line)
        {
            lock (gate)
            {
                if (child != process || state != ViewerState.Starting || line == null) return;
                if (said.Length < MostKeptCharacters) said.Append(line).Append('\n');
                ViewerLink told = line.TrimEnd() == "}" ? ViewerLink.Of(said.ToString()) : null;
                if (told == null) return;
                Link = told.Link;
                if (told.ProcessId > 0) ProcessId = told.ProcessId;
                state = ViewerState.Ready;
            }
        }

        private void Keep(Process child, string line)
        {
            lock (gate)
            {
                if (child == process && line != null && complained.Length < MostKeptCharacters)
                    complained.Append(line).Append('\n');
            }
        }

        private void HasEnded(Process child)
        {
            try
            {
                child.WaitForExit(); // until all that it said has come
            }
            catch (InvalidOperationException)
            {
                return; // stopped and disposed meanwhile
            }
            lock (gate)
            {
                if (child != process) return;
                EndOf(complained.ToString().Trim());
            }
            child.Dispose();
        }

        private void EndOf(string last)
        {
            process = null;
            isAdopted = false;
            Fail(Words.Pick("The viewer has ended", "查看器已退出") + (last.Length == 0 ? "." : ": " + last));
        }

        private static bool HasGone(Process adopted)
        {
            try
            {
                return adopted.HasExited;
            }
            catch (Exception unknown) when (unknown is InvalidOperationException || unknown is Win32Exception)
            {
                return true;
            }
        }

        /// <summary>As if there had never been a server; gives the process that there was.</summary>
        private Process Forget()
        {
            Process forgotten = process;
            process = null;
            isAdopted = false;
            state = ViewerState.Stopped;
            Link = null;
            Problem = "";
            ProcessId = 0;
            said.Clear();
            complained.Clear();
            return forgotten;
        }

        private void Fail(string problem)
        {
            lock (gate)
            {
                state = ViewerState.Failed;
                Link = null;
                ProcessId = 0;
                Problem = problem;
            }
        }
    }
}

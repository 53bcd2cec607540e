using System;
using System.Collections.Generic;
using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The program that shows captures in a browser, and the words it is started with.</summary>
    internal sealed class ViewerCommand
    {
        private const string Name = "voice-recorder";

        private ViewerCommand(string program, string script, string problem)
        {
            Program = program;
            Script = script;
            Problem = problem;
        }

        /// <summary>Absolute path; null when there is none, which <see cref="Problem"/> explains.</summary>
        internal string Program { get; }

        /// <summary>What Node.js is to run; null where the program is the command itself.</summary>
        internal string Script { get; }

        /// <summary>What is missing and what to do; "" when all is there.</summary>
        internal string Problem { get; }

        /// <summary>
        /// By the path of the settings: a program, or a script of Node.js (.mjs, .js, .cjs). Empty: what the search
        /// path (the value of PATH) has under the name of the command.
        /// </summary>
        internal static ViewerCommand Find(string path, string searchPath, bool isWindows)
        {
            if (string.IsNullOrWhiteSpace(path))
            {
                string found = InPath(Name, searchPath, isWindows);
                return found == null ? Missing(NotInstalled()) : new ViewerCommand(found, null, "");
            }
            string full = path.Trim();
            if (!Path.IsPathRooted(full)) return Missing(NotAbsolute(full));
            if (!File.Exists(full)) return Missing(NoSuchFile(full));
            if (!IsScript(full)) return new ViewerCommand(full, null, "");
            string node = InPath("node", searchPath, isWindows);
            return node == null ? Missing(NoNode()) : new ViewerCommand(node, full, "");
        }

        private static ViewerCommand Missing(string problem) => new ViewerCommand(null, null, problem);

        private static bool IsScript(string path)
        {
            string suffix = Path.GetExtension(path).ToLowerInvariant();
            return suffix == ".mjs" || suffix == ".js" || suffix == ".cjs";
        }

        private static string InPath(string name, string searchPath, bool isWindows)
        {
            string[] suffixes = isWindows ? new[] { ".exe", ".cmd" } : new[] { "" };
            foreach (string folder in (searchPath ?? "").Split(new[] { isWindows ? ';' : ':' },
                         StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (string suffix in suffixes)
                {
                    string path = Joined(folder, name + suffix);
                    if (path != null && File.Exists(path)) return path;
                }
            }
            return null;
        }

        /// <summary>null for an entry of the search path that cannot be one.</summary>
        private static string Joined(string folder, string name)
        {
            try
            {
                string path = Path.Combine(folder.Trim('"'), name);
                return Path.IsPathRooted(path) ? path : null;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        private static string NotInstalled() => Words.Pick(
            "The command voice-recorder was not found: install the npm package voice-recorder (Node.js 20.9 or " +
            "later), or name its path in Project Settings > Voice Recorder.",
            "找不到命令 voice-recorder：请安装 npm 包 voice-recorder（需要 Node.js 20.9 或更高版本），" +
            "或在 Project Settings > Voice Recorder 中填写其路径。");

        private static string NotAbsolute(string path) => Words.Pick(
            "The path of the command must be absolute, got \"" + path + "\": correct it in Project Settings > Voice " +
            "Recorder.",
            "命令的路径必须是绝对路径，得到 \"" + path + "\"：请在 Project Settings > Voice Recorder 中更正。");

        private static string NoSuchFile(string path) => Words.Pick(
            "There is no file \"" + path + "\": correct the path of the command in Project Settings > Voice Recorder.",
            "文件 \"" + path + "\" 不存在：请在 Project Settings > Voice Recorder 中更正命令的路径。");

        private static string NoNode() => Words.Pick(
            "The command is a script and needs Node.js 20.9 or later, which is not in the search path of this " +
            "editor: install it and start the editor again.",
            "该命令是脚本，需要 Node.js 20.9 或更高版本，但本编辑器的搜索路径中没有它：请安装后重新启动编辑器。");
    }
}

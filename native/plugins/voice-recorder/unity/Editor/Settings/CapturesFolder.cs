using System;
using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Which folder the window shows.</summary>
    internal static class CapturesFolder
    {
        /// <summary>
        /// The absolute folder that the settings name: relative ones lie below the project, an empty one is that of
        /// new components below the game's data.
        /// </summary>
        internal static string Of(SettingsData settings, string projectFolder, string dataFolder)
        {
            bool isGiven = settings.CapturesFolder.Trim().Length > 0;
            return isGiven ? Absolute(settings.CapturesFolder.Trim(), projectFolder)
                           : OfComponent(settings.NewComponents.CapturesFolder, dataFolder);
        }

        /// <summary>The folder of a component: relative ones lie below the game's data. It is not made.</summary>
        internal static string OfComponent(string folder, string dataFolder) => Absolute(folder ?? "", dataFolder);

        /// <summary>What is wrong with a folder in the settings; "" when nothing is.</summary>
        internal static string Problem(string folder, string projectFolder)
        {
            string noPath = PathProblem(folder.Trim());
            if (noPath.Length > 0) return noPath;
            string full = Absolute(folder.Trim(), projectFolder) + Path.DirectorySeparatorChar;
            string assets = Path.Combine(Path.GetFullPath(projectFolder), "Assets") + Path.DirectorySeparatorChar;
            // Not every disk tells upper from lower case, and no project has both.
            if (!full.StartsWith(assets, StringComparison.OrdinalIgnoreCase)) return "";
            return Words.Pick(
                "The captures folder must be outside Assets, because Unity would import every capture.",
                "录音文件夹必须位于 Assets 之外，否则 Unity 会导入每个录音。");
        }

        /// <summary>Why a text can be no path at all; "" when it can.</summary>
        internal static string PathProblem(string folder)
        {
            try
            {
                if (folder.Length > 0) Path.GetFullPath(folder);
                return "";
            }
            catch (Exception wrong) when (IsOfPath(wrong))
            {
                return Words.Pick("This is no path of a folder: ", "这不是文件夹路径：") + wrong.Message;
            }
        }

        private static bool IsOfPath(Exception wrong) =>
            wrong is ArgumentException || wrong is NotSupportedException || wrong is PathTooLongException;

        /// <summary>What is no path stays what it is, a folder that is not there.</summary>
        private static string Absolute(string folder, string below)
        {
            try
            {
                return Full(folder, below);
            }
            catch (Exception wrong) when (IsOfPath(wrong))
            {
                return folder;
            }
        }

        private static string Full(string folder, string below) =>
            Path.GetFullPath(Path.Combine(below, folder)).TrimEnd('/', '\\');
    }
}

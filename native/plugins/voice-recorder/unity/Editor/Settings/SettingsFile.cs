using System;
using System.IO;
using System.Text;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Where the settings of a project are: a JSON file for version control.</summary>
    internal sealed class SettingsFile
    {
        /// <summary>Relative to the project.</summary>
        internal const string RelativePath = "ProjectSettings/VoiceRecorderSettings.json";

        private readonly string path;

        internal SettingsFile(string projectFolder) => path = Path.Combine(projectFolder, RelativePath);

        /// <summary>Why the last Load or Save did not do it; otherwise "".</summary>
        internal string Problem { get; private set; } = "";

        /// <summary>Changes with the file.</summary>
        internal string Version
        {
            get
            {
                var file = new FileInfo(path);
                return path + (file.Exists ? "|" + file.Length + "|" + file.LastWriteTimeUtc.Ticks : "");
            }
        }

        /// <summary>The settings; the defaults where there is no file, and with a <see cref="Problem"/> where there is
        /// one that cannot be read.</summary>
        internal SettingsData Load()
        {
            Problem = "";
            try
            {
                if (!File.Exists(path)) return new SettingsData();
                SettingsData found = JsonText.Parse<SettingsData>(File.ReadAllText(path));
                if (found != null) return found;
                Problem = Words.Pick(
                    path + " holds no settings that can be read: correct it, or delete it to have the defaults.",
                    path + " 中没有可读取的设置：请更正，或删除该文件以使用默认值。");
            }
            catch (Exception failure) when (failure is IOException || failure is UnauthorizedAccessException)
            {
                Problem = path + ": " + failure.Message;
            }
            return new SettingsData();
        }

        /// <summary>Writes them, all or nothing; false with a <see cref="Problem"/>.</summary>
        internal bool Save(SettingsData settings)
        {
            Problem = "";
            string made = path + ".tmp";
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path));
                File.WriteAllText(made, JsonText.Write(settings), new UTF8Encoding(false));
                if (File.Exists(path)) File.Replace(made, path, null);
                else File.Move(made, path);
                return true;
            }
            catch (Exception failure) when (failure is IOException || failure is UnauthorizedAccessException)
            {
                Problem = path + ": " + failure.Message;
                return false;
            }
        }
    }
}

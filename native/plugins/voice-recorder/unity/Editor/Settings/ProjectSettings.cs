using System.IO;
using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The settings of the project that is open in this editor.</summary>
    internal static class ProjectSettings
    {
        /// <summary>Absolute folder that has Assets in it.</summary>
        internal static string ProjectFolder => Path.GetDirectoryName(Path.GetFullPath(Application.dataPath));

        private static SettingsData known;
        private static string knownVersion;

        /// <summary>To be read only; read anew when the file has changed, because the window asks often.</summary>
        internal static SettingsData Load()
        {
            var file = new SettingsFile(ProjectFolder);
            string version = file.Version;
            if (version != knownVersion) known = file.Load();
            knownVersion = version;
            return known;
        }

        /// <summary>The folder that the window shows.</summary>
        internal static string Captures() =>
            CapturesFolder.Of(Load(), ProjectFolder, Application.persistentDataPath);
    }
}

using System;
using System.Globalization;
using System.IO;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>Paths as a scene may hold them: relative ones lie below what only the running game knows.</summary>
    internal static class ScenePaths
    {
        private const string Unsafe = "\\/:*?\"<>|";

        /// <summary>The absolute folder, which is made where it lies below the game's data; null for none.</summary>
        internal static string Folder(string folder)
        {
            if (string.IsNullOrEmpty(folder)) return null;
            if (Path.IsPathRooted(folder)) return folder;
            string made = Path.Combine(Application.persistentDataPath, folder);
            Directory.CreateDirectory(made);
            return made;
        }

        /// <summary>The absolute path of a task's file with its fields filled in.</summary>
        internal static string TaskFile(string filePath, string capturesFolder, string room, DateTime now)
        {
            string filled = (filePath ?? "")
                .Replace("{date}", now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                .Replace("{time}", now.ToString("HH-mm-ss-fff", CultureInfo.InvariantCulture))
                .Replace("{room}", Safe(room));
            if (filled.Length == 0 || Path.IsPathRooted(filled)) return filled;
            string path = Path.Combine(Folder(capturesFolder) ?? Application.persistentDataPath, filled);
            string folder = Path.GetDirectoryName(path);
            if (!Path.IsPathRooted(capturesFolder ?? "")) Directory.CreateDirectory(folder);
            return path;
        }

        private static string Safe(string room)
        {
            char[] letters = (room ?? "").ToCharArray();
            for (int i = 0; i < letters.Length; i++)
            {
                if (char.IsControl(letters[i]) || Unsafe.IndexOf(letters[i]) >= 0) letters[i] = '_';
            }
            string safe = new string(letters).Trim('.', ' ');
            return safe.Length == 0 ? "room" : safe;
        }
    }
}

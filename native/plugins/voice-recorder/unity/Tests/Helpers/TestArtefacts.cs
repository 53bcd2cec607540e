using System;
using System.IO;
using UnityEngine;

namespace GameVoice.Testing
{
    /// <summary>Where recordings of tests lie, and those of failed ones stay.</summary>
    public static class TestArtefacts
    {
        /// <summary>Names the folder, e.g. one that CI collects.</summary>
        public const string Variable = "VR_ARTEFACTS";

        /// <summary>What the variable names, otherwise VoiceTests in the game's folder for temporary files.</summary>
        public static string Folder
        {
            get
            {
                string named = Environment.GetEnvironmentVariable(Variable);
                return string.IsNullOrEmpty(named)
                    ? Path.Combine(Application.temporaryCachePath, "VoiceTests")
                    : Path.GetFullPath(named);
            }
        }

        /// <summary>A path there that is free, by the name of a test.</summary>
        internal static string FreePath(string test)
        {
            string path = Beside(test, ".wav");
            for (int count = 2; File.Exists(path); count++) path = Beside(test, "-" + count + ".wav");
            return path;
        }

        /// <summary>A new folder there, by the name of a test.</summary>
        internal static string FreeFolder(string test)
        {
            string path = Beside(test, "");
            for (int count = 2; Directory.Exists(path); count++) path = Beside(test, "-" + count);
            return Directory.CreateDirectory(path).FullName;
        }

        /// <summary>A recording, and what lies beside it under its name: sidecar, features, tracks.</summary>
        internal static string[] FilesOf(string path)
        {
            string name = Path.GetFileNameWithoutExtension(path) + ".";
            return Array.FindAll(
                Directory.GetFileSystemEntries(Path.GetDirectoryName(path)),
                each => Path.GetFileName(each).StartsWith(name, StringComparison.Ordinal));
        }

        /// <summary>Deletes a recording with what lies beside it; what cannot be deleted is a warning.</summary>
        internal static void Remove(string path)
        {
            foreach (string file in FilesOf(path))
            {
                try
                {
                    File.Delete(file);
                }
                catch (Exception refused) when (refused is IOException || refused is UnauthorizedAccessException)
                {
                    Debug.LogWarning("Voice Recorder: a file of a test stays: " + refused.Message);
                }
            }
        }

        private static string Beside(string test, string ending)
        {
            char[] letters = test.ToCharArray();
            for (int i = 0; i < letters.Length; i++)
            {
                bool isSafe = char.IsLetterOrDigit(letters[i]) || letters[i] == '-' || letters[i] == '_';
                if (!isSafe) letters[i] = '_';
            }
            string name = new string(letters, 0, Math.Min(letters.Length, 80));
            return Path.Combine(Directory.CreateDirectory(Folder).FullName, name + ending);
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using CoreRecorder = GameVoice.VoiceRecorder;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// What the core says to the fields of a component: a recorder is made of them on a clock that stands still, asked
    /// what a start would cost, and disposed. No folder is made. Nothing is recorded.
    /// </summary>
    internal sealed class SettingsCheck
    {
        private readonly List<string> problems = new List<string>();

        private SettingsCheck()
        {
        }

        /// <summary>null where the core refuses the fields.</summary>
        internal Cost Cost { get; private set; }

        /// <summary>What a start would be refused for, in the core's own words; empty when it would not.</summary>
        internal IReadOnlyList<string> Problems => problems;

        /// <summary>
        /// Checks the fields of a component. <paramref name="scratchFolder"/> exists; it stands for the folders below
        /// the game's data, which the running game makes.
        /// </summary>
        internal static SettingsCheck Of(VoiceRecorder component, string scratchFolder)
        {
            var check = new SettingsCheck();
            try
            {
                using (var recorder = new CoreRecorder(OptionsOf(component.Options, scratchFolder)))
                {
                    string path = Absolute(component.Recording.filePath, scratchFolder);
                    check.Cost = recorder.Estimate(component.Recording.ToConfig(path, null));
                }
            }
            catch (VoiceRecorderException refused)
            {
                check.problems.Add(refused.Reason);
            }
            catch (ArgumentException wrong) // characters that no path has
            {
                check.problems.Add(wrong.Message);
            }
            return check;
        }

        private static RecorderOptions OptionsOf(RecorderSettings settings, string scratchFolder)
        {
            RecorderSettings rooted = Copy(settings); // ToOptions makes relative folders
            rooted.capturesFolder = Folder(settings.capturesFolder, scratchFolder);
            rooted.recoveryFolder = Folder(settings.recoveryFolder, scratchFolder);
            RecorderOptions options = rooted.ToOptions();
            options.VirtualClock = true;
            options.Name = null; // while the game plays the component itself has it
            return options;
        }

        private static RecorderSettings Copy(RecorderSettings settings)
        {
            var copy = new RecorderSettings();
            foreach (FieldInfo field in typeof(RecorderSettings).GetFields())
            {
                field.SetValue(copy, field.GetValue(settings));
            }
            return copy;
        }

        private static string Folder(string folder, string scratchFolder)
        {
            if (string.IsNullOrEmpty(folder)) return null;
            return Path.IsPathRooted(folder) ? folder : scratchFolder;
        }

        private static string Absolute(string path, string scratchFolder) =>
            string.IsNullOrEmpty(path) || Path.IsPathRooted(path) ? path : Path.Combine(scratchFolder, path);
    }
}

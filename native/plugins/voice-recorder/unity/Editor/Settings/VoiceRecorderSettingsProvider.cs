using System;
using UnityEditor;
using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The page Voice Recorder of the Project Settings.</summary>
    internal sealed class VoiceRecorderSettingsProvider : SettingsProvider
    {
        internal const string Path = "Project/Voice Recorder";

        private readonly SettingsFile file = new SettingsFile(ProjectSettings.ProjectFolder);
        private SettingsData data;
        private bool isDamaged;
        private string problem = "";
        private string folderProblem = "";
        private string missingCommand = "";

        internal VoiceRecorderSettingsProvider()
            : base(Path, SettingsScope.Project, new[] { "voice", "recorder", "captures", "viewer", "录音" })
        {
            label = "Voice Recorder";
        }

        /// <summary>For Unity.</summary>
        [SettingsProvider]
        public static SettingsProvider Create() => new VoiceRecorderSettingsProvider();

        /// <inheritdoc/>
        public override void OnActivate(string searchContext, UnityEngine.UIElements.VisualElement rootElement) =>
            Load();

        /// <inheritdoc/>
        public override void OnGUI(string searchContext)
        {
            if (data == null) Load();
            // What is drawn must not change between Layout and the event that follows it.
            if (Event.current.type == EventType.Layout) Look();
            using (new EditorGUI.DisabledScope(isDamaged)) // an edit would replace what somebody can still correct
            {
                EditorGUI.BeginChangeCheck();
                DrawViewer();
                DrawNewComponents(data.NewComponents);
                if (EditorGUI.EndChangeCheck()) file.Save(data);
            }
            if (problem.Length > 0) EditorGUILayout.HelpBox(problem, MessageType.Error);
        }

        private void Load()
        {
            data = file.Load();
            isDamaged = file.Problem.Length > 0;
        }

        private void Look()
        {
            problem = file.Problem;
            missingCommand = Commands.Find(data).Problem;
            folderProblem = CapturesFolder.Problem(data.CapturesFolder, ProjectSettings.ProjectFolder);
            if (folderProblem.Length == 0) folderProblem = CapturesFolder.PathProblem(data.NewComponents.CapturesFolder);
        }

        private void DrawViewer()
        {
            EditorGUILayout.LabelField(Words.Pick("Captures", "录音"), EditorStyles.boldLabel);
            data.CapturesFolder = EditorGUILayout.DelayedTextField(
                Words.Pick("Captures folder", "录音文件夹"), data.CapturesFolder);
            bool isFine = folderProblem.Length == 0;
            EditorGUILayout.HelpBox(
                isFine ? Words.Pick("The window shows ", "窗口显示 ") + ProjectSettings.Captures() : folderProblem,
                isFine ? MessageType.None : MessageType.Error);
            data.ViewerCommand = EditorGUILayout.DelayedTextField(
                Words.Pick("Command voice-recorder", "命令 voice-recorder"), data.ViewerCommand);
            if (missingCommand.Length > 0) EditorGUILayout.HelpBox(missingCommand, MessageType.Warning);
        }

        private static void DrawNewComponents(NewComponentData fields)
        {
            EditorGUILayout.LabelField(Words.Pick("New components", "新组件"), EditorStyles.boldLabel);
            fields.FilePath = EditorGUILayout.DelayedTextField(Words.Pick("File path", "文件路径"), fields.FilePath);
            fields.SampleRate = (int)(SampleRate)Choice(
                Words.Pick("Sample rate", "采样率"), (SampleRate)fields.SampleRate);
            fields.Quality = (int)(RtcAudioRecordingQuality)Choice(
                Words.Pick("Quality", "质量"), (RtcAudioRecordingQuality)fields.Quality);
            fields.CycleTime = EditorGUILayout.IntSlider(
                Words.Pick("Cycle time (s)", "循环时长（秒）"), fields.CycleTime, 0, 3600);
            fields.CapturesFolder = EditorGUILayout.DelayedTextField(
                Words.Pick("Captures folder", "录音文件夹"), fields.CapturesFolder);
            fields.RecoveryFolder = EditorGUILayout.DelayedTextField(
                Words.Pick("Recovery folder", "恢复文件夹"), fields.RecoveryFolder);
            fields.HotkeyText = EditorGUILayout.DelayedTextField(Words.Pick("Hotkey", "热键"), fields.HotkeyText);
        }

        private static Enum Choice(string label, Enum value) => EditorGUILayout.EnumPopup(label, value);
    }
}

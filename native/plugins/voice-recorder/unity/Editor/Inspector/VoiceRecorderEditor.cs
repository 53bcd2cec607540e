using UnityEditor;
using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The inspector of a Voice Recorder: fields, what they cost, and what it does while playing.</summary>
    [CustomEditor(typeof(VoiceRecorder))]
    internal sealed class VoiceRecorderEditor : Editor
    {
        private readonly LivePanel live = new LivePanel();
        private CheckedSettings settings;

        /// <inheritdoc/>
        public override bool RequiresConstantRepaint() => EditorApplication.isPlaying;

        /// <inheritdoc/>
        public override void OnInspectorGUI()
        {
            var component = (VoiceRecorder)target;
            serializedObject.Update();
            foreach (FieldGroup group in FieldGroups.All) Draw(group, component);
            serializedObject.ApplyModifiedProperties();
            settings = settings ?? new CheckedSettings(Application.temporaryCachePath);
            foreach (CheckTexts.Line line in CheckTexts.Of(component, settings.Of(component)))
            {
                EditorGUILayout.HelpBox(line.Text, line.Type);
            }
            if (GUILayout.Button(Words.Pick("Captures", "录音")))
            {
                VoiceRecorderWindow.ShowFolder(
                    CapturesFolder.OfComponent(component.Options.capturesFolder, Application.persistentDataPath));
            }
            if (EditorApplication.isPlaying) live.Draw(component);
        }

        private void Draw(FieldGroup group, VoiceRecorder component)
        {
            bool hasTitle = false;
            foreach (Field field in group.Fields)
            {
                if (!field.IsShown(component)) continue;
                if (!hasTitle) EditorGUILayout.LabelField(group.Title, EditorStyles.boldLabel);
                hasTitle = true;
                EditorGUILayout.PropertyField(serializedObject.FindProperty(field.Path), true);
            }
        }
    }
}

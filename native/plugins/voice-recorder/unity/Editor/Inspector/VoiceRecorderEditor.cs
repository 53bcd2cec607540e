using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// The inspector of a Voice Recorder: fields, what they cost, and what it does while playing. Of several that are
    /// selected together the fields alone.
    /// </summary>
    [CustomEditor(typeof(VoiceRecorder))]
    [CanEditMultipleObjects]
    internal sealed class VoiceRecorderEditor : Editor
    {
        private readonly LivePanel live = new LivePanel();
        private CheckedSettings settings;
        private CheckTexts.Line[] lines = new CheckTexts.Line[0];
        private bool isLive;

        /// <inheritdoc/>
        public override bool RequiresConstantRepaint() => Plays();

        /// <inheritdoc/>
        public override void OnInspectorGUI()
        {
            var component = (VoiceRecorder)target;
            // What is drawn must not change between Layout and the event that follows it.
            if (Event.current.type == EventType.Layout) Look(component);
            serializedObject.Update();
            VoiceRecorder[] all = targets.Cast<VoiceRecorder>().ToArray();
            foreach (FieldGroup group in FieldGroups.All) Draw(group, all);
            serializedObject.ApplyModifiedProperties();
            foreach (CheckTexts.Line line in lines) EditorGUILayout.HelpBox(line.Text, line.Type);
            if (GUILayout.Button(Words.Pick("Captures", "录音")))
            {
                VoiceRecorderWindow.ShowFolder(
                    CapturesFolder.OfComponent(component.Options.capturesFolder, Application.persistentDataPath));
            }
            if (isLive) live.Draw(component);
        }

        private void Look(VoiceRecorder component)
        {
            isLive = Plays();
            settings = settings ?? new CheckedSettings(Application.temporaryCachePath);
            lines = targets.Length > 1 ? new CheckTexts.Line[0]
                                       : CheckTexts.Of(component, settings.Of(component)).ToArray();
        }

        /// <summary>Whether there is one, and it is in the game: a prefab that is looked at meanwhile is not.</summary>
        private bool Plays() => targets.Length == 1 && Application.IsPlaying(target);

        private void Draw(FieldGroup group, IReadOnlyList<VoiceRecorder> components)
        {
            bool hasTitle = false;
            foreach (InspectorField field in group.Fields)
            {
                if (!components.Any(field.IsShown)) continue;
                if (!hasTitle) EditorGUILayout.LabelField(group.Title, EditorStyles.boldLabel);
                hasTitle = true;
                EditorGUILayout.PropertyField(serializedObject.FindProperty(field.Path), true);
            }
        }
    }
}

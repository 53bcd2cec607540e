using UnityEditor;
using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Draws a recorder at work with its buttons.</summary>
    internal sealed class LivePanel
    {
        private const string DumpReason = "inspector";

        private readonly LiveState state = new LiveState();

        internal void Draw(VoiceRecorder component)
        {
            // What is drawn must not change between Layout and the event that follows it.
            if (Event.current.type == EventType.Layout) state.Read(component);
            EditorGUILayout.LabelField(Words.Pick("Now", "当前"), EditorStyles.boldLabel);
            if (state.Doing.Length > 0) EditorGUILayout.LabelField(state.Doing);
            if (state.Buffer != null) Bar(state.Buffer);
            foreach (LiveState.Meter meter in state.Meters) Bar(meter);
            if (state.Trouble.Length > 0) EditorGUILayout.HelpBox(state.Trouble, MessageType.Warning);
            using (new EditorGUILayout.HorizontalScope())
            {
                if (Button(Words.Pick("Start", "开始"), state.CanStart)) component.StartRecording();
                if (Button(Words.Pick("Stop", "停止"), state.CanStop)) component.StopRecording();
                if (Button(Words.Pick("Dump", "转储"), state.CanDump)) component.Dump(DumpReason);
            }
        }

        private static bool Button(string text, bool isEnabled)
        {
            using (new EditorGUI.DisabledScope(!isEnabled)) return GUILayout.Button(text);
        }

        private static void Bar(LiveState.Meter meter)
        {
            Rect line = EditorGUILayout.GetControlRect();
            float label = EditorGUIUtility.labelWidth;
            EditorGUI.LabelField(new Rect(line.x, line.y, label, line.height), meter.Name);
            EditorGUI.ProgressBar(
                new Rect(line.x + label, line.y, line.width - label, line.height), meter.Share, meter.Text);
        }
    }
}

using System;
using UnityEditor.StandIn;
using UnityEngine;

namespace UnityEditor
{
    public enum MessageType
    {
        None,
        Info,
        Warning,
        Error,
    }

    public static class EditorStyles
    {
        public static GUIStyle boldLabel { get; } = new GUIStyle();

        public static GUIStyle miniLabel { get; } = new GUIStyle();
    }

    public static class EditorGUIUtility
    {
        public static float labelWidth => 150;
    }

    public static class EditorGUI
    {
        public static void LabelField(Rect position, string label) => Gui.Add("label at", label);

        public static void ProgressBar(Rect position, float value, string text) =>
            Gui.Add("bar", text + "|" + value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));

        public static void BeginChangeCheck() => Gui.Changed = false;

        public static bool EndChangeCheck() => Gui.Changed;

        public readonly struct DisabledScope : IDisposable
        {
            private readonly int by;

            public DisabledScope(bool disabled)
            {
                by = disabled ? 1 : 0;
                Gui.Disable(by);
            }

            public void Dispose() => Gui.Disable(-by);
        }
    }

    public static class EditorGUILayout
    {
        public static void LabelField(string label, params GUILayoutOption[] options) => Gui.Add("label", label);

        public static void LabelField(string label, GUIStyle style, params GUILayoutOption[] options) =>
            Gui.Add(style == EditorStyles.boldLabel ? "title" : "label", label);

        public static void HelpBox(string message, MessageType type) => Gui.Add("help " + type, message);

        public static Rect GetControlRect(params GUILayoutOption[] options)
        {
            Gui.Add("rect", "");
            return new Rect(0, 0, 400, 18);
        }

        public static string DelayedTextField(string label, string text, params GUILayoutOption[] options) =>
            Gui.Field(label, text);

        public static int IntSlider(
            string label, int value, int leftValue, int rightValue, params GUILayoutOption[] options) =>
            Math.Max(leftValue, Math.Min(rightValue, Gui.Field(label, value)));

        public static Enum EnumPopup(string label, Enum selected, params GUILayoutOption[] options) =>
            Gui.Field(label, selected);

        public static bool PropertyField(
            SerializedProperty property, bool includeChildren, params GUILayoutOption[] options)
        {
            string path = property.propertyPath;
            property.Value = Gui.Field(path, property.Value);
            return false;
        }

        public class HorizontalScope : IDisposable
        {
            public HorizontalScope(params GUILayoutOption[] options) => Gui.Add("begin", "horizontal");

            public void Dispose() => Gui.Add("end", "horizontal");
        }

        public class VerticalScope : IDisposable
        {
            public VerticalScope(params GUILayoutOption[] options) => Gui.Add("begin", "vertical");

            public void Dispose() => Gui.Add("end", "vertical");
        }

        public class ScrollViewScope : IDisposable
        {
            public ScrollViewScope(Vector2 scrollPosition, params GUILayoutOption[] options)
            {
                this.scrollPosition = scrollPosition;
                Gui.Add("begin", "scroll view");
            }

            public Vector2 scrollPosition { get; }

            public void Dispose() => Gui.Add("end", "scroll view");
        }
    }
}

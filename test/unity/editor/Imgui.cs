using System;
using UnityEditor.StandIn;

namespace UnityEngine
{
    public enum EventType
    {
        MouseUp = 1,
        Repaint = 7,
        Layout = 8,
    }

    public sealed class Event
    {
        public static Event current { get; internal set; }

        public EventType type { get; internal set; }
    }

    public readonly struct Rect
    {
        public Rect(float x, float y, float width, float height) =>
            (this.x, this.y, this.width, this.height) = (x, y, width, height);

        public float x { get; }

        public float y { get; }

        public float width { get; }

        public float height { get; }
    }

    public struct Vector2
    {
        public float x;
        public float y;
    }

    public struct Color32
    {
        public byte r;
        public byte g;
        public byte b;
        public byte a;

        public Color32(byte r, byte g, byte b, byte a) => (this.r, this.g, this.b, this.a) = (r, g, b, a);
    }

    public static class Mathf
    {
        public static int Clamp(int value, int min, int max) => Math.Max(min, Math.Min(max, value));

        public static int RoundToInt(float value) => (int)Math.Round(value);
    }

    public enum TextureFormat
    {
        RGBA32 = 4,
    }

    public class Texture : Object
    {
    }

    public sealed class Texture2D : Texture
    {
        private readonly int pixelCount;

        public Texture2D(int width, int height, TextureFormat format, bool mipChain) => pixelCount = width * height;

        internal Color32[] Pixels { get; private set; }

        internal bool IsApplied { get; private set; }

        public void SetPixels32(Color32[] colors)
        {
            if (colors.Length != pixelCount) throw new UnityException("SetPixels32: wrong number of pixels");
            Pixels = colors;
        }

        public void Apply() => IsApplied = true;
    }

    public sealed class GUIStyle
    {
    }

    public sealed class GUILayoutOption
    {
    }

    public static class GUILayout
    {
        public static bool Button(string text, params GUILayoutOption[] options) => Gui.Button(text);

        public static GUILayoutOption Width(float width) => new GUILayoutOption();
    }

    public static class GUILayoutUtility
    {
        public static Rect GetRect(float width, float height, params GUILayoutOption[] options)
        {
            Gui.Add("rect", "");
            return new Rect(0, 0, width, height);
        }
    }

    public static class GUI
    {
        public static void DrawTexture(Rect position, Texture image) => Gui.Paint(image);
    }
}

namespace UnityEngine.UIElements
{
    public class VisualElement
    {
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using UnityEngine;

namespace UnityEditor.StandIn
{
    /// <summary>A control that was drawn.</summary>
    public sealed class Control
    {
        public Control(string kind, string text, bool isEnabled) => (Kind, Text, IsEnabled) = (kind, text, isEnabled);

        public string Kind { get; }

        public string Text { get; }

        public bool IsEnabled { get; }

        public override string ToString() => Kind + ":" + Text;
    }

    /// <summary>
    /// Runs immediate-mode code as the editor does: a Layout pass, and then one for the event, which must ask for the
    /// same controls in the same order up to the one that takes the event.
    /// </summary>
    public static class Gui
    {
        private static readonly List<Texture> Painted = new List<Texture>();
        private static List<Control> pass;
        private static int disabledDepth;
        private static string pressed;
        private static int presses;
        private static string edited;
        private static object value;

        internal static bool Changed { get; set; }

        /// <summary>Textures of the last repaint.</summary>
        public static IReadOnlyList<Texture> Pictures => Painted;

        /// <summary>Draws once and gives what was drawn.</summary>
        public static IReadOnlyList<Control> Draw(Action onGui)
        {
            List<Control> layout = Pass(onGui, EventType.Layout);
            List<Control> repaint = Pass(onGui, EventType.Repaint);
            Compare(layout, repaint);
            return repaint;
        }

        /// <summary>Clicks a button; the n-th of that text, from 0.</summary>
        public static void Press(Action onGui, string button, int index = 0)
        {
            List<Control> layout = Pass(onGui, EventType.Layout);
            Control[] found = layout.Where(each => each.Kind == "button" && each.Text == button).ToArray();
            if (found.Length <= index) throw new InvalidOperationException("there is no button " + button);
            if (!found[index].IsEnabled) throw new InvalidOperationException("the button is disabled: " + button);
            (pressed, presses) = (button, index);
            Compare(layout, Pass(onGui, EventType.MouseUp));
            if (pressed != null) throw new InvalidOperationException("the button was not drawn again: " + button);
        }

        /// <summary>Gives a field another value, by its label or by the path of its property.</summary>
        public static void Edit(Action onGui, string field, object to)
        {
            List<Control> layout = Pass(onGui, EventType.Layout);
            (edited, value) = (field, to);
            Compare(layout, Pass(onGui, EventType.MouseUp));
            if (edited != null) throw new InvalidOperationException("there is no field " + field);
        }

        internal static void Add(string kind, string text) => pass.Add(new Control(kind, text, disabledDepth == 0));

        internal static void Disable(int by) => disabledDepth += by;

        internal static void Paint(Texture image)
        {
            if (image == null) throw new UnityException("DrawTexture: no texture");
            if (Event.current.type == EventType.Repaint) Painted.Add(image);
        }

        internal static bool Button(string text)
        {
            Add("button", text);
            if (Event.current.type == EventType.Layout || text != pressed || presses-- > 0) return false;
            pressed = null;
            return true;
        }

        /// <summary>The value that the user gives to a field; otherwise the one it has.</summary>
        internal static T Field<T>(string label, T now)
        {
            Add("field", label);
            if (Event.current.type == EventType.Layout || label != edited) return now;
            edited = null;
            Changed = true;
            return (T)value;
        }

        private static List<Control> Pass(Action onGui, EventType type)
        {
            pass = new List<Control>();
            disabledDepth = 0;
            Event.current = new Event { type = type };
            if (type == EventType.Repaint) Painted.Clear();
            onGui();
            if (disabledDepth != 0) throw new UnityException("a disabled group was not ended");
            return pass;
        }

        private static void Compare(List<Control> layout, List<Control> drawn)
        {
            if (layout.Select(each => each.Kind).SequenceEqual(drawn.Select(each => each.Kind))) return;
            throw new UnityException("Getting control " + drawn.Count + "'s position in a group with only " +
                                     layout.Count + " controls when doing " + Event.current.type);
        }
    }
}

using System.Collections.Generic;

namespace UnityEngine
{
    public enum TouchPhase
    {
        Began = 0,
        Moved = 1,
        Stationary = 2,
        Ended = 3,
        Canceled = 4,
    }

    public struct Touch
    {
        public int fingerId { get; set; }

        public TouchPhase phase { get; set; }
    }

    /// <summary>The old Input; tests press its keys and put fingers on its screen.</summary>
    public static class Input
    {
        internal static readonly HashSet<KeyCode> Down = new HashSet<KeyCode>();
        internal static readonly HashSet<KeyCode> Fresh = new HashSet<KeyCode>();
        internal static readonly List<Touch> Touches = new List<Touch>();

        public static int touchCount => Touches.Count;

        public static bool GetKeyDown(KeyCode key) => Fresh.Contains(key);

        public static bool GetKey(KeyCode key) => Down.Contains(key);

        public static Touch GetTouch(int index) => Touches[index];

        internal static void Forget()
        {
            Down.Clear();
            Fresh.Clear();
            Touches.Clear();
        }
    }
}

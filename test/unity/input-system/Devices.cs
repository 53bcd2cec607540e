using System.Collections.Generic;
using UnityEngine.InputSystem.Controls;

namespace UnityEngine.InputSystem.Controls
{
    public class ButtonControl
    {
        public bool isPressed { get; set; }

        public bool wasPressedThisFrame { get; set; }
    }

    public class KeyControl : ButtonControl
    {
    }

    public class TouchControl
    {
        public ButtonControl press { get; } = new ButtonControl();
    }
}

namespace UnityEngine.InputSystem
{
    /// <summary>null where there is no keyboard.</summary>
    public class Keyboard
    {
        private readonly Dictionary<Key, KeyControl> keys = new Dictionary<Key, KeyControl>();

        public static Keyboard current { get; set; }

        public KeyControl this[Key key]
        {
            get
            {
                if (!keys.TryGetValue(key, out KeyControl control)) keys.Add(key, control = new KeyControl());
                return control;
            }
        }
    }

    /// <summary>null where there is no touch screen.</summary>
    public class Touchscreen
    {
        public static Touchscreen current { get; set; }

        public IReadOnlyList<TouchControl> touches { get; } =
            new[] { new TouchControl(), new TouchControl(), new TouchControl(), new TouchControl() };
    }
}

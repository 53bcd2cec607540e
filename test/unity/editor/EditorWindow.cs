using System;
using System.Collections.Generic;
using System.Reflection;
using UnityEngine.StandIn;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public class EditorWindow : Object
    {
        private static readonly Dictionary<Type, EditorWindow> Windows = new Dictionary<Type, EditorWindow>();

        internal string Title { get; private set; }

        internal int Repaints { get; private set; }

        /// <summary>The one that is open, or a new one.</summary>
        public static T GetWindow<T>(string title)
            where T : EditorWindow
        {
            if (!Windows.TryGetValue(typeof(T), out EditorWindow window))
            {
                window = Activator.CreateInstance<T>();
                Windows.Add(typeof(T), window);
                window.Send("OnEnable");
            }
            window.Title = title;
            return (T)window;
        }

        public void Repaint() => Repaints++;

        public void Close()
        {
            Windows.Remove(GetType());
            Send("OnDisable");
        }

        /// <summary>What happens to an open window when the editor compiles anew.</summary>
        internal void ReloadScripts()
        {
            Send("OnDisable");
            Reload.Of(this, typeof(EditorWindow));
            Send("OnEnable");
        }

        internal void Send(string message)
        {
            const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
            try
            {
                GetType().GetMethod(message, Any)?.Invoke(this, null);
            }
            catch (TargetInvocationException thrown)
            {
                throw new InvalidOperationException(message + " threw: " + thrown.InnerException, thrown);
            }
        }
    }
}

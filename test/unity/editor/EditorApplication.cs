using System;
using System.Collections.Generic;
using UnityEngine;

namespace UnityEditor
{
    public enum PlayModeStateChange
    {
        EnteredEditMode,
        ExitingEditMode,
        EnteredPlayMode,
        ExitingPlayMode,
    }

    /// <summary>Texts that outlive a reload of scripts, and end with the editor.</summary>
    public static class SessionState
    {
        private static readonly Dictionary<string, string> Texts = new Dictionary<string, string>();

        public static void SetString(string key, string value) => Texts[key] = value;

        public static string GetString(string key, string defaultValue) =>
            Texts.TryGetValue(key, out string found) ? found : defaultValue;

        public static void EraseString(string key) => Texts.Remove(key);
    }

    public static class EditorApplication
    {
        public delegate void CallbackFunction();

        private static bool plays;

        public static event Action quitting;

        public static event Action<PlayModeStateChange> playModeStateChanged;

        public static CallbackFunction delayCall { get; set; }

        public static bool isPlaying
        {
            get => plays;
            set
            {
                plays = value;
                Application.InPlayingWorld = _ => value;
            }
        }

        internal static void TellQuitting() => quitting?.Invoke();

        internal static void Tell(PlayModeStateChange change) => playModeStateChanged?.Invoke(change);

        /// <summary>What was put off until the next turn of the editor.</summary>
        internal static void Turn()
        {
            CallbackFunction due = delayCall;
            delayCall = null;
            due?.Invoke();
        }
    }

    public static class AssemblyReloadEvents
    {
        public delegate void AssemblyReloadCallback();

        public static event AssemblyReloadCallback beforeAssemblyReload;

        internal static int Listeners =>
            beforeAssemblyReload == null ? 0 : beforeAssemblyReload.GetInvocationList().Length;

        internal static void Tell() => beforeAssemblyReload?.Invoke();
    }

    public static class ObjectFactory
    {
        public static event Action<Component> componentWasAdded;

        public static T AddComponent<T>(GameObject gameObject)
            where T : Component
        {
            T added = gameObject.AddComponent<T>();
            componentWasAdded?.Invoke(added);
            return added;
        }
    }

    public static class EditorUtility
    {
        internal static List<string> Revealed { get; } = new List<string>();

        internal static List<string> Asked { get; } = new List<string>();

        internal static bool Answer { get; set; }

        public static void RevealInFinder(string path) => Revealed.Add(path);

        public static bool DisplayDialog(string title, string message, string ok, string cancel)
        {
            Asked.Add(message);
            return Answer;
        }
    }

    public enum SettingsScope
    {
        User,
        Project,
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class SettingsProviderAttribute : Attribute
    {
    }

    public class SettingsProvider
    {
        public SettingsProvider(string path, SettingsScope scopes, IEnumerable<string> keywords = null) =>
            (settingsPath, scope) = (path, scopes);

        public string settingsPath { get; }

        public SettingsScope scope { get; }

        public string label { get; set; }

        public virtual void OnActivate(string searchContext, UnityEngine.UIElements.VisualElement rootElement)
        {
        }

        public virtual void OnGUI(string searchContext)
        {
        }
    }

    public static class SettingsService
    {
        internal static List<string> Opened { get; } = new List<string>();

        public static EditorWindow OpenProjectSettings(string settingsPath)
        {
            Opened.Add(settingsPath);
            return null;
        }
    }
}

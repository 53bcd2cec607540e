using System;
using System.Collections.Generic;
using UnityEngine;

namespace UnityEditor
{
    public static class EditorApplication
    {
        public delegate void CallbackFunction();

        public static event Action quitting;

        public static CallbackFunction delayCall { get; set; }

        public static bool isPlaying { get; set; }

        internal static void TellQuitting() => quitting?.Invoke();

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

using System;
using System.Collections.Generic;

namespace UnityEngine
{
    public enum RuntimePlatform
    {
        OSXEditor = 0,
        OSXPlayer = 1,
        WindowsPlayer = 2,
        WindowsEditor = 7,
        IPhonePlayer = 8,
        Android = 11,
        LinuxPlayer = 13,
        LinuxEditor = 16,
    }

    public static class Application
    {
        public static event Action quitting;

        public static string persistentDataPath { get; set; } = "";

        public static string temporaryCachePath { get; set; } = "";

        public static string dataPath { get; set; } = "";

        public static SystemLanguage systemLanguage { get; set; } = SystemLanguage.English;

        public static string productName { get; set; } = "Stand-in";

        public static string version { get; set; } = "0.1";

        public static string unityVersion => "2021.3.0f1";

        public static RuntimePlatform platform { get; set; } = RuntimePlatform.LinuxPlayer;

        public static bool isMobilePlatform =>
            platform == RuntimePlatform.Android || platform == RuntimePlatform.IPhonePlayer;

        public static bool isEditor => false;

        public static bool isPlaying => true;

        /// <summary>What the editor answers of its own; false while nothing plays.</summary>
        internal static Func<Object, bool> InPlayingWorld { get; set; } = _ => true;

        /// <summary>Whether it is a part of the world that is played, and not of a prefab or scene that is
        /// edited.</summary>
        public static bool IsPlaying(Object obj) => InPlayingWorld(obj) && !IsEdited(obj);

        private static bool IsEdited(Object obj) =>
            obj is GameObject thing ? thing.IsEdited : obj is Component part && part.Owner.IsEdited;

        internal static List<string> OpenedUrls { get; } = new List<string>();

        public static void OpenURL(string url) => OpenedUrls.Add(url);

        internal static int QuittingListeners => quitting == null ? 0 : quitting.GetInvocationList().Length;

        internal static void TellQuitting() => quitting?.Invoke();

        internal static void Forget()
        {
            quitting = null;
            InPlayingWorld = _ => true;
            OpenedUrls.Clear();
        }
    }

    public static class SystemInfo
    {
        public static string deviceModel { get; set; } = "Stand-in model \"1\"";

        public static string operatingSystem { get; set; } = "Stand-in OS 1";
    }

    public static class Time
    {
        public static int frameCount { get; internal set; }

        public static float unscaledDeltaTime => 1f / 60f;
    }
}

using UnityEditor;
using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// Ends in order what would not survive the editor's reload of scripts or its end: recorders finish their files.
    /// Those that C# or a script has left behind end with Play mode, too, which reloads nothing. The server of the
    /// viewer goes on over a reload and ends with the editor.
    /// </summary>
    [InitializeOnLoad]
    internal static class EditorLifetime
    {
        private const string ViewerKey = "GameVoice.Unity.Viewer";

        static EditorLifetime() => Begin();

        /// <summary>The one server of this editor.</summary>
        internal static ViewerProcess Viewer { get; } = new ViewerProcess();

        internal static void Begin()
        {
            Words.IsChinese = IsChinese(Application.systemLanguage);
            AssemblyReloadEvents.beforeAssemblyReload -= BeforeReload;
            AssemblyReloadEvents.beforeAssemblyReload += BeforeReload;
            EditorApplication.quitting -= Quit;
            EditorApplication.quitting += Quit;
            EditorApplication.playModeStateChanged -= EndWithPlayMode;
            EditorApplication.playModeStateChanged += EndWithPlayMode;
            ObjectFactory.componentWasAdded -= NewComponents.GiveDefaults;
            ObjectFactory.componentWasAdded += NewComponents.GiveDefaults;
            Viewer.Adopt(SessionState.GetString(ViewerKey, ""));
            SessionState.EraseString(ViewerKey);
        }

        private static bool IsChinese(SystemLanguage language) =>
            language == SystemLanguage.Chinese || language == SystemLanguage.ChineseSimplified ||
            language == SystemLanguage.ChineseTraditional;

        private static void BeforeReload()
        {
            SessionState.SetString(ViewerKey, Viewer.LetGo());
            EndRecorders();
        }

        private static void Quit()
        {
            Viewer.LetGo(); // it sees that the editor has gone
            EndRecorders();
        }

        /// <summary>Components have ended theirs by then.</summary>
        private static void EndWithPlayMode(PlayModeStateChange change)
        {
            if (change == PlayModeStateChange.EnteredEditMode) EndRecorders();
        }

        private static void EndRecorders()
        {
            OpenRecorders.EndAll();
            VoiceRecorderNative.DestroyAll();
        }
    }
}

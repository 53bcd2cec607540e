using UnityEditor;
using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// Ends in order what would not survive the editor's reload of scripts or its end: recorders finish their files,
    /// and the server of the viewer goes.
    /// </summary>
    [InitializeOnLoad]
    internal static class EditorLifetime
    {
        static EditorLifetime() => Begin();

        /// <summary>The one server of this editor.</summary>
        internal static ViewerProcess Viewer { get; } = new ViewerProcess();

        internal static void Begin()
        {
            Words.IsChinese = IsChinese(Application.systemLanguage);
            AssemblyReloadEvents.beforeAssemblyReload -= End;
            AssemblyReloadEvents.beforeAssemblyReload += End;
            EditorApplication.quitting -= End;
            EditorApplication.quitting += End;
            ObjectFactory.componentWasAdded -= NewComponents.GiveDefaults;
            ObjectFactory.componentWasAdded += NewComponents.GiveDefaults;
        }

        private static bool IsChinese(SystemLanguage language) =>
            language == SystemLanguage.Chinese || language == SystemLanguage.ChineseSimplified ||
            language == SystemLanguage.ChineseTraditional;

        private static void End()
        {
            Viewer.Stop();
            OpenRecorders.EndAll();
            VoiceRecorderNative.DestroyAll();
        }
    }
}

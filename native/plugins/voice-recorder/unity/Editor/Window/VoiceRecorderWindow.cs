using System;
using UnityEditor;
using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The captures of a folder, newest first, with what is done with them.</summary>
    internal sealed class VoiceRecorderWindow : EditorWindow
    {
        private const int MostRows = 200;
        private const float ButtonWidth = 60;

        [SerializeField]
        private string shownFolder = "";

        private CaptureBoard board;
        private WaveformTextures textures;
        private CaptureList list;
        private Vector2 scroll;
        private string notice = "";
        private string shownNotice = "";

        [NonSerialized] // a reload of scripts would make "" of null, and open the list
        private string opening; // file name, or "" for the list; null: nothing is to be opened

        /// <summary>Opens it with the folder of the project's settings.</summary>
        [MenuItem("Window/Audio/Voice Recorder")]
        public static void ShowWindow() => ShowFolder("");

        /// <summary>Opens it with a folder; "": that of the project's settings.</summary>
        internal static void ShowFolder(string folder)
        {
            VoiceRecorderWindow window = GetWindow<VoiceRecorderWindow>("Voice Recorder");
            window.shownFolder = folder;
        }

        private void OnEnable()
        {
            board = new CaptureBoard(() => DateTime.UtcNow);
            textures = new WaveformTextures();
        }

        private void OnDisable()
        {
            board.Dispose();
            textures.Dispose();
        }

        /// <summary>Ten times a second.</summary>
        private void OnInspectorUpdate()
        {
            board.Folder = shownFolder.Length > 0 ? shownFolder : ProjectSettings.Captures();
            if (board.Update()) Repaint();
            if (opening != null) OpenWhenReady();
        }

        private void OnGUI()
        {
            // What is drawn must not change between Layout and the event that follows it.
            if (Event.current.type == EventType.Layout)
            {
                list = board.List;
                shownNotice = notice;
            }
            DrawToolbar();
            if (shownNotice.Length > 0) EditorGUILayout.HelpBox(shownNotice, MessageType.Warning);
            string nothing = BoardTexts.Of(list);
            if (nothing.Length > 0)
            {
                EditorGUILayout.HelpBox(nothing, MessageType.Info);
                return;
            }
            using (var view = new EditorGUILayout.ScrollViewScope(scroll))
            {
                scroll = view.scrollPosition;
                for (int i = 0; i < list.Entries.Count && i < MostRows; i++) DrawRow(list.Entries[i]);
                if (list.Entries.Count > MostRows)
                {
                    EditorGUILayout.LabelField(Words.Pick(
                        "Older ones are shown in the viewer.", "更早的录音请在查看器中查看。"));
                }
            }
        }

        private void DrawToolbar()
        {
            EditorGUILayout.LabelField(board.Folder ?? "");
            using (new EditorGUILayout.HorizontalScope())
            {
                bool isRead = list != null && list.State == FolderState.Read;
                using (new EditorGUI.DisabledScope(!isRead))
                {
                    if (GUILayout.Button(Words.Pick("Open in viewer", "在查看器中打开"))) Open("");
                    if (GUILayout.Button(Words.Pick("Show folder", "显示文件夹")))
                    {
                        EditorUtility.RevealInFinder(board.Folder);
                    }
                }
                if (GUILayout.Button(Words.Pick("Refresh", "刷新"))) board.Refresh();
                if (GUILayout.Button(Words.Pick("Settings", "设置")))
                {
                    SettingsService.OpenProjectSettings(VoiceRecorderSettingsProvider.Path);
                }
            }
        }

        private void DrawRow(CaptureEntry capture)
        {
            using (new EditorGUILayout.HorizontalScope())
            {
                Rect picture = GUILayoutUtility.GetRect(
                    Thumbnail.Columns, WaveformTextures.Height, GUILayout.Width(Thumbnail.Columns));
                Waveform waveform = board.WaveformOf(capture);
                if (waveform != null) GUI.DrawTexture(picture, textures.Of(waveform));
                using (new EditorGUILayout.VerticalScope())
                {
                    EditorGUILayout.LabelField(capture.Name);
                    EditorGUILayout.LabelField(BoardTexts.Of(capture), EditorStyles.miniLabel);
                }
                if (GUILayout.Button(Words.Pick("View", "查看"), GUILayout.Width(ButtonWidth))) Open(capture.Name);
                if (GUILayout.Button(Words.Pick("Reveal", "定位"), GUILayout.Width(ButtonWidth)))
                {
                    EditorUtility.RevealInFinder(capture.FilePath);
                }
                using (new EditorGUI.DisabledScope(capture.State == CaptureState.InProgress))
                {
                    if (GUILayout.Button(Words.Pick("Delete", "删除"), GUILayout.Width(ButtonWidth)))
                    {
                        EditorApplication.delayCall += () => Delete(capture); // a dialog within a layout breaks it
                    }
                }
            }
        }

        private void Delete(CaptureEntry capture)
        {
            bool isMeant = EditorUtility.DisplayDialog(
                "Voice Recorder", BoardTexts.Question(capture), Words.Pick("Delete", "删除"), Words.Pick("Keep", "保留"));
            if (isMeant) notice = CaptureFiles.Delete(capture);
            board.Refresh();
            Repaint();
        }

        private void Open(string fileName)
        {
            notice = "";
            opening = fileName;
            ViewerProcess viewer = EditorLifetime.Viewer;
            bool isServed = viewer.Folder == board.Folder &&
                            (viewer.State == ViewerState.Ready || viewer.State == ViewerState.Starting);
            if (!isServed) viewer.Start(Commands.Find(ProjectSettings.Load()), board.Folder);
        }

        private void OpenWhenReady()
        {
            ViewerProcess viewer = EditorLifetime.Viewer;
            if (viewer.State == ViewerState.Starting) return;
            string link = viewer.Link;
            notice = viewer.Problem;
            if (link != null) Application.OpenURL(opening.Length == 0 ? link : CaptureLink.Of(link, opening));
            opening = null;
            Repaint();
        }
    }
}

using System;
using Puerts;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>
    /// Runs a game script in a scene: while this component is enabled there is a script engine with one module in it,
    /// whose <c>update</c> is called every frame. Disabled and enabled again it runs the script anew; recorders with a
    /// name go on meanwhile. When the game quits, all recorders of scripts end and their files are finished. Games that
    /// have a script engine of their own do not need it.
    /// </summary>
    [AddComponentMenu("Audio/Voice Recorder Script")]
    [DisallowMultipleComponent]
    public sealed class VoiceRecorderScript : MonoBehaviour
    {
        [SerializeField]
        [Tooltip("The ES module to run, as the loader knows it: with PuerTS's own, a file in a Resources folder.")]
        private string module = "main.mjs";

        [SerializeField]
        [Tooltip("Port of the debugger; -1: none.")]
        private int debugPort = -1;

        private ScriptEnvironment environment;

        /// <summary>The ES module to run; heard of when the component is enabled.</summary>
        public string Module
        {
            get => module;
            set => module = value;
        }

        /// <summary>What finds modules; null: PuerTS's own, which looks into Resources. Heard of when the component is
        /// enabled.</summary>
        public ILoader Loader { get; set; }

        /// <summary>Whether a script runs; false after one that could not be loaded, which the console tells.</summary>
        public bool IsRunning => environment != null;

        /// <summary>Runs the script anew; recorders with a name go on.</summary>
        public void Reload()
        {
            if (!enabled) return;
            End();
            Begin();
        }

        private void OnEnable() => Begin();

        private void Update() => environment?.Tick();

        private void OnDisable() => End();

        private void OnApplicationQuit()
        {
            End();
            VoiceRecorderNative.DestroyAll();
        }

        private void Begin()
        {
            if (VoiceRecorderHost.DefaultCapturesFolder().Length == 0)
            {
                VoiceRecorderHost.SetDefaultCapturesFolder(Application.persistentDataPath + "/VoiceCaptures");
            }
            try
            {
                environment = new ScriptEnvironment(Loader, debugPort);
                environment.Failed += Tell;
                environment.Execute(module);
            }
            catch (Exception thrown)
            {
                Tell(thrown);
                End();
            }
        }

        private void End()
        {
            environment?.Dispose();
            environment = null;
        }

        private void Tell(Exception thrown) => Debug.LogException(thrown, this);
    }
}

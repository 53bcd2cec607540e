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

        private ILoader loader;
        private bool hasLoader; // outlives a reload of scripts in the editor, which no loader does
        private bool isWanted; // a script that does not run yet
        private bool isReloadWanted;
        private ScriptEnvironment environment;
        private ScriptEnvironment ending; // by its own script, which has not returned

        /// <summary>The ES module to run; heard of when the component is enabled.</summary>
        public string Module
        {
            get => module;
            set => module = value;
        }

        /// <summary>
        /// What finds modules; null: PuerTS's own, which looks into Resources. Heard of when the component is enabled.
        /// When the editor reloads scripts while the game plays, it is lost: the script then waits until it is set
        /// again, e.g. in an OnEnable of the game.
        /// </summary>
        public ILoader Loader
        {
            get => loader;
            set
            {
                loader = value;
                hasLoader = value != null;
            }
        }

        /// <summary>Whether a script runs; false after one that could not be loaded, which the console tells.</summary>
        public bool IsRunning => environment != null;

        private bool IsLoaderLost => hasLoader && loader == null;

        /// <summary>Runs the script anew in the next frame; recorders with a name go on.</summary>
        public void Reload() => isReloadWanted = isActiveAndEnabled;

        private void OnEnable()
        {
            Application.quitting -= EndRecorders;
            Application.quitting += EndRecorders;
            isWanted = true;
            if (IsLoaderLost)
            {
                Debug.LogWarning(
                    "Voice Recorder Script: the Loader went when scripts were reloaded; set it again, and the script " +
                    "starts",
                    this);
            }
            BeginIfWanted();
        }

        private void Update()
        {
            if (isReloadWanted)
            {
                isReloadWanted = false;
                isWanted = true;
                End();
            }
            BeginIfWanted();
            ScriptKeys.Poll();
            environment?.Tick();
        }

        private void OnDisable()
        {
            isWanted = false;
            isReloadWanted = false;
            End();
        }

        private void OnApplicationQuit()
        {
            End();
            EndRecorders();
        }

        /// <summary>Of all scripts, those that are switched off, too, which no OnApplicationQuit reaches.</summary>
        private static void EndRecorders()
        {
            Application.quitting -= EndRecorders;
            VoiceRecorderNative.DestroyAll();
        }

        private void BeginIfWanted()
        {
            if (!isWanted || ending != null || IsLoaderLost) return;
            isWanted = false;
            if (VoiceRecorderHost.DefaultCapturesFolder().Length == 0)
            {
                VoiceRecorderHost.SetDefaultCapturesFolder(Application.persistentDataPath + "/VoiceCaptures");
            }
            try
            {
                environment = new ScriptEnvironment(loader, debugPort);
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
            if (environment == null) return;
            ending = environment;
            environment = null;
            ending.Ended += () => ending = null;
            ending.Dispose();
        }

        private void Tell(Exception thrown) => Debug.LogException(thrown, this);
    }
}

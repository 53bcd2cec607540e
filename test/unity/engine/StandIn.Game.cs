using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace UnityEngine.StandIn
{
    /// <summary>
    /// What the engine does around scripts: frames, pause and focus, audio, quitting. One at a time; the thread that
    /// makes it is the main thread.
    /// </summary>
    public sealed class Game : IDisposable
    {
        private static readonly List<(LogType Type, string Text)> Lines = new List<(LogType, string)>();

        private readonly List<GameObject> objects = new List<GameObject>();
        private readonly List<Object> doomed = new List<Object>();

        public Game(string dataFolder)
        {
            MainThread.IsThisOne();
            Current = this;
            Application.persistentDataPath = dataFolder;
            Application.temporaryCachePath = dataFolder;
            Application.Forget();
            AudioSettings.Forget();
            Input.Forget();
            lock (Lines) Lines.Clear();
        }

        public static Game Current { get; private set; }

        /// <summary>What was logged since the game began.</summary>
        public IReadOnlyList<(LogType Type, string Text)> Log
        {
            get
            {
                lock (Lines) return Lines.ToArray();
            }
        }

        /// <summary>Who still listens to static events of the engine.</summary>
        public int StaticListeners => Application.QuittingListeners + AudioSettings.Listeners;

        private IEnumerable<MonoBehaviour> Scripts =>
            objects.SelectMany(each => each.Components).OfType<MonoBehaviour>().ToArray();

        /// <summary>Start of those that are new, Update of all, and at its end what was destroyed goes.</summary>
        public void Frame()
        {
            Time.frameCount++;
            foreach (MonoBehaviour each in Scripts) each.Frame();
            Input.Fresh.Clear();
            foreach (Object each in doomed.ToArray()) DestroyNow(each);
            doomed.Clear();
        }

        /// <summary>Runs a coroutine to its end, a frame for each step, with a limit so that a test can fail.</summary>
        public void Run(IEnumerator routine, Action eachFrame = null, int mostFrames = 100000)
        {
            var stack = new Stack<IEnumerator>();
            stack.Push(routine);
            for (int frames = 0; stack.Count > 0;)
            {
                if (!stack.Peek().MoveNext())
                {
                    stack.Pop();
                    continue;
                }
                if (stack.Peek().Current is IEnumerator inner)
                {
                    stack.Push(inner);
                    continue;
                }
                if (++frames > mostFrames) throw new TimeoutException("the coroutine did not end");
                eachFrame?.Invoke();
                Frame();
            }
        }

        public void Pause(bool paused) => Broadcast("OnApplicationPause", paused);

        public void Focus(bool focused) => Broadcast("OnApplicationFocus", focused);

        public void ChangeAudio(int toHz, bool deviceWasChanged) => AudioSettings.Change(toHz, deviceWasChanged);

        /// <summary>A key of the old Input goes down for one frame, and stays down until
        /// <see cref="Release"/>.</summary>
        public void Press(params KeyCode[] keys)
        {
            foreach (KeyCode key in keys)
            {
                if (Input.Down.Add(key)) Input.Fresh.Add(key);
            }
        }

        public void Release(params KeyCode[] keys) => Input.Down.ExceptWith(keys);

        /// <summary>So many fingers on the screen of the old Input, and one more that is just being lifted.</summary>
        public void Touch(int fingers, bool oneIsLifted = false)
        {
            Input.Touches.Clear();
            for (int i = 0; i < fingers; i++)
            {
                Input.Touches.Add(new Touch { fingerId = i, phase = TouchPhase.Stationary });
            }
            if (oneIsLifted) Input.Touches.Add(new Touch { fingerId = fingers, phase = TouchPhase.Ended });
        }

        /// <summary>Hands a block to every filter of an object in their order, on a thread that is not the main
        /// one.</summary>
        public static void HearOn(GameObject thing, float[] samples, int channels)
        {
            Exception thrown = null;
            var audio = new Thread(() =>
            {
                try
                {
                    foreach (Action<float[], int> filter in FiltersOf(thing)) filter(samples, channels);
                }
                catch (Exception failure)
                {
                    thrown = failure;
                }
            });
            audio.Start();
            audio.Join();
            if (thrown != null) throw new InvalidOperationException("a filter threw: " + thrown, thrown);
        }

        /// <summary>OnAudioFilterRead of the scripts of an object that are switched on.</summary>
        public static IReadOnlyList<Action<float[], int>> FiltersOf(GameObject thing) => thing.Components
            .OfType<MonoBehaviour>()
            .Where(each => each.IsRunning)
            .Select(each => (each, method: each.FindMessage("OnAudioFilterRead")))
            .Where(each => each.method != null)
            .Select(each => (Action<float[], int>)each.method.CreateDelegate(typeof(Action<float[], int>), each.each))
            .ToArray();

        /// <summary>What happens to scripts in Play mode when the editor compiles anew.</summary>
        public void BeforeDomainReload()
        {
            foreach (MonoBehaviour each in Scripts) each.SwitchOff();
        }

        /// <summary>The same, and what comes after: the objects are there again, and OnEnable is told.</summary>
        public void ReloadScripts()
        {
            BeforeDomainReload();
            foreach (MonoBehaviour each in Scripts) Reload.Of(each, typeof(MonoBehaviour));
            foreach (MonoBehaviour each in Scripts) each.Switched();
        }

        /// <summary>OnApplicationQuit, quitting, and then everything is destroyed.</summary>
        public void Quit()
        {
            Broadcast("OnApplicationQuit");
            Application.TellQuitting();
            foreach (GameObject each in objects.ToArray()) DestroyNow(each);
        }

        public void Dispose()
        {
            foreach (GameObject each in objects.ToArray()) DestroyNow(each);
        }

        internal static void Keep(LogType type, object message)
        {
            lock (Lines) Lines.Add((type, "" + message));
        }

        internal void Add(GameObject thing) => objects.Add(thing);

        internal void DestroyLater(Object thing) => doomed.Add(thing);

        internal void DestroyNow(Object thing)
        {
            if (thing is GameObject whole)
            {
                foreach (Component part in whole.Components.ToArray()) DestroyNow(part);
                objects.Remove(whole);
            }
            if (thing is MonoBehaviour script && !script.IsGone) script.End();
            if (thing is Component component) component.Owner.Remove(component);
            thing.IsGone = true;
        }

        private void Broadcast(string message, params object[] values)
        {
            foreach (MonoBehaviour each in Scripts)
            {
                if (each.Owner.activeSelf) each.Send(message, values); // whether it is enabled or not
            }
        }
    }
}

using System;
using System.Collections.Generic;

namespace GameVoice
{
    /// <summary>
    /// The recorders that C# has made and not disposed, without keeping them alive. The Unity editor ends them before
    /// it unloads this assembly, which would otherwise leave the files to finalizers.
    /// </summary>
    internal static class OpenRecorders
    {
        private static readonly List<WeakReference<VoiceRecorder>> Open = new List<WeakReference<VoiceRecorder>>();

        internal static int Count => Alive().Count;

        internal static void Add(VoiceRecorder recorder)
        {
            lock (Open)
            {
                Open.RemoveAll(each => !each.TryGetTarget(out _));
                Open.Add(new WeakReference<VoiceRecorder>(recorder));
            }
        }

        internal static void Remove(VoiceRecorder recorder)
        {
            lock (Open) Open.RemoveAll(each => !each.TryGetTarget(out VoiceRecorder found) || found == recorder);
        }

        /// <summary>
        /// Tells what is known by now and disposes every one, which takes as long as writing its files does.
        /// </summary>
        internal static void EndAll()
        {
            foreach (VoiceRecorder recorder in Alive())
            {
                recorder.Tick();
                recorder.Dispose();
            }
        }

        private static List<VoiceRecorder> Alive()
        {
            var alive = new List<VoiceRecorder>();
            lock (Open)
            {
                foreach (WeakReference<VoiceRecorder> each in Open)
                {
                    if (each.TryGetTarget(out VoiceRecorder recorder) && !recorder.IsDisposed) alive.Add(recorder);
                }
            }
            return alive;
        }
    }
}

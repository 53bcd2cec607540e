using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// Waveforms of captures, read one after another on another thread. To be used on one thread; a capture that has
    /// changed is read again, and beyond a bound the ones that were not asked for longest go.
    /// </summary>
    internal sealed class ThumbnailCache : IDisposable
    {
        private const int MostKept = 512;

        private readonly Func<string, Waveform> read;
        private readonly CancellationTokenSource ending = new CancellationTokenSource();
        private readonly Dictionary<string, Task<Waveform>> known = new Dictionary<string, Task<Waveform>>();
        private readonly LinkedList<string> order = new LinkedList<string>();
        private Task last = Task.CompletedTask;

        internal ThumbnailCache(Func<string, Waveform> read) => this.read = read;

        /// <summary>How many are known or asked for.</summary>
        internal int Count => known.Count;

        /// <summary>Whether one is still being read.</summary>
        internal bool IsReading => !last.IsCompleted;

        /// <summary>The waveform, or null while it is not known and where there is none.</summary>
        internal Waveform Of(CaptureEntry capture)
        {
            string version = capture.Version;
            if (!known.TryGetValue(version, out Task<Waveform> task))
            {
                task = Enqueue(capture.FilePath);
                known.Add(version, task);
                if (known.Count > MostKept) ForgetOldest();
            }
            order.Remove(version);
            order.AddLast(version);
            return task.Status == TaskStatus.RanToCompletion ? task.Result : null;
        }

        /// <summary>Waits for everything that was asked for.</summary>
        internal void Finish() => last.Wait();

        public void Dispose()
        {
            ending.Cancel();
            known.Clear();
            order.Clear();
        }

        private Task<Waveform> Enqueue(string path)
        {
            CancellationToken end = ending.Token;
            Task<Waveform> task = last.ContinueWith(
                _ => end.IsCancellationRequested ? null : read(path), TaskScheduler.Default);
            last = task;
            return task;
        }

        private void ForgetOldest()
        {
            known.Remove(order.First.Value);
            order.RemoveFirst();
        }
    }
}

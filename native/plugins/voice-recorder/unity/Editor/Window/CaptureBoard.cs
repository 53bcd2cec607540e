using System;
using System.Threading.Tasks;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// What the window knows: the captures of a folder, which are read anew on another thread every two seconds, and
    /// their waveforms. To be used on one thread.
    /// </summary>
    internal sealed class CaptureBoard : IDisposable
    {
        private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

        private readonly ThumbnailCache thumbnails = new ThumbnailCache(path => Thumbnail.Read(path));
        private readonly Func<DateTime> utcNow;
        private SidecarCache sidecars = new SidecarCache();
        private Task<CaptureList> reading;
        private DateTime readAt;
        private string folder;

        internal CaptureBoard(Func<DateTime> utcNow) => this.utcNow = utcNow;

        /// <summary>Absolute; another one is read at the next Update.</summary>
        internal string Folder
        {
            get => folder;
            set
            {
                if (value == folder) return;
                folder = value;
                List = null;
                reading = null;
                sidecars = new SidecarCache(); // the one before may still be in use
            }
        }

        /// <summary>null: not read yet.</summary>
        internal CaptureList List { get; private set; }

        /// <summary>Takes what was read and begins to read when it is time; true when there is something new.</summary>
        internal bool Update()
        {
            bool isNew = Take() || thumbnails.IsReading;
            bool isDue = List == null || utcNow() - readAt >= Period;
            if (reading == null && isDue && folder != null) Begin();
            return isNew;
        }

        /// <summary>Reads at the next Update whatever the time is.</summary>
        internal void Refresh() => readAt = DateTime.MinValue;

        /// <summary>null while it is not known, and where there is none.</summary>
        internal Waveform WaveformOf(CaptureEntry capture) =>
            capture.IsEncrypted || capture.State == CaptureState.InProgress ? null : thumbnails.Of(capture);

        /// <summary>Waits for what is being read.</summary>
        internal void Finish()
        {
            reading?.Wait();
            thumbnails.Finish();
        }

        public void Dispose() => thumbnails.Dispose();

        private void Begin()
        {
            string which = folder;
            SidecarCache known = sidecars;
            DateTime now = utcNow();
            readAt = now;
            reading = Task.Run(() => CaptureList.Read(which, now, known));
        }

        private bool Take()
        {
            if (reading == null || !reading.IsCompleted) return false;
            List = reading.Result;
            reading = null;
            return true;
        }
    }
}

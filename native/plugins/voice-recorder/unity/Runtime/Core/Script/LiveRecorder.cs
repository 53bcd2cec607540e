using System;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>A recorder that scripts can reach.</summary>
    internal sealed class LiveRecorder
    {
        private readonly RecorderHandle made;
        private readonly WeakReference<RecorderHandle> ofGame;
        private SharedEvents shared;

        private LiveRecorder(RecorderHandle handle, string name, bool isOfScript)
        {
            Number = handle.Value;
            Name = name;
            made = isOfScript ? handle : null;
            ofGame = isOfScript ? null : new WeakReference<RecorderHandle>(handle);
        }

        internal ulong Number { get; }

        /// <summary>"": no script can find it again.</summary>
        internal string Name { get; set; }

        /// <summary>false: the game has made it and ends it.</summary>
        internal bool IsOfScript => made != null;

        internal bool IsAlive => made != null || (ofGame.TryGetTarget(out RecorderHandle handle) && !handle.IsClosed);

        internal ScriptSources Sources { get; } = new ScriptSources();

        internal static LiveRecorder OfScript(RecorderHandle handle) => new LiveRecorder(handle, "", true);

        /// <summary>Does not keep the recorder from being collected.</summary>
        internal static LiveRecorder OfGame(RecorderHandle handle, string name) =>
            new LiveRecorder(handle, name, false);

        /// <summary>The script that had it is gone.</summary>
        internal void BelongToNewScript()
        {
            Sources.BelongToNobody();
            if (!IsOfScript && shared == null) shared = new SharedEvents(Number);
        }

        /// <summary>The oldest event that the script has not had; null: there is none.</summary>
        internal PolledEvent TakeForScript() => shared == null ? PolledEvent.Take(Number) : shared.TakeForScript();

        /// <summary>The oldest event that the game has not had; null: there is none.</summary>
        internal PolledEvent TakeForGame() => shared == null ? PolledEvent.Take(Number) : shared.TakeForGame();

        internal void End() => made.Dispose();
    }
}

using System.Collections.Generic;

namespace GameVoice
{
    /// <summary>
    /// The events of a recorder that both the game and a script poll: each of them gets all. What waits for one that
    /// does not poll is bounded; the oldest goes first.
    /// </summary>
    internal sealed class SharedEvents
    {
        internal const int MostThatWait = 1000;

        private readonly ulong recorder;
        private readonly Queue<PolledEvent> forGame = new Queue<PolledEvent>();
        private readonly Queue<PolledEvent> forScript = new Queue<PolledEvent>();

        internal SharedEvents(ulong recorder)
        {
            this.recorder = recorder;
        }

        internal PolledEvent TakeForGame() => Take(forGame, forScript);

        internal PolledEvent TakeForScript() => Take(forScript, forGame);

        private PolledEvent Take(Queue<PolledEvent> mine, Queue<PolledEvent> others)
        {
            if (mine.Count > 0) return mine.Dequeue();
            PolledEvent polled = PolledEvent.Take(recorder);
            if (polled == null) return null;
            others.Enqueue(polled);
            if (others.Count > MostThatWait) others.Dequeue();
            return polled;
        }
    }
}

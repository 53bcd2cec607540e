using System.Collections.Generic;
using System.Threading.Tasks;

namespace GameVoice
{
    /// <summary>Settles wipes; each of them ends with one event, in their order.</summary>
    internal sealed class WipeTasks
    {
        private readonly Queue<TaskCompletionSource<bool>> waiting = new Queue<TaskCompletionSource<bool>>();

        internal void Accepted(TaskCompletionSource<bool> wiped) => waiting.Enqueue(wiped);

        internal void Ended(PolledEvent polled)
        {
            if (waiting.Count == 0) return;
            TaskCompletionSource<bool> first = waiting.Dequeue();
            if (polled.Code == ReturnCode.Ok) first.TrySetResult(true);
            else first.TrySetException(VoiceRecorderException.InvalidState(
                "wipe: not all could be destroyed: " + polled.Text));
        }

        internal void FailAll(VoiceRecorderException reason)
        {
            while (waiting.Count > 0) waiting.Dequeue().TrySetException(reason);
        }
    }
}

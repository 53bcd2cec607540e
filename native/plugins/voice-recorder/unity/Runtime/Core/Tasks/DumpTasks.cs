using System.Collections.Generic;
using System.Threading.Tasks;

namespace GameVoice
{
    /// <summary>Settles dumps and retries by the number of their capture.</summary>
    internal sealed class DumpTasks
    {
        private readonly Dictionary<long, TaskCompletionSource<Capture>> waiting =
            new Dictionary<long, TaskCompletionSource<Capture>>();

        internal bool WaitsFor(long captureId) => waiting.ContainsKey(captureId);

        internal void Accepted(long captureId, TaskCompletionSource<Capture> dumped) => waiting[captureId] = dumped;

        internal void Done(DumpEvent dump) => Take(dump.CaptureId)?.TrySetResult(dump.Capture);

        internal void Failed(DumpEvent dump, int code)
        {
            int refusal = code == ReturnCode.InvalidParameter ? code : ReturnCode.InvalidState;
            long kept = dump.Kept ? dump.CaptureId : 0;
            Take(dump.CaptureId)?.TrySetException(new VoiceRecorderException(refusal, "dump: " + dump.Reason, kept));
        }

        internal void FailAll(VoiceRecorderException reason)
        {
            var all = new List<TaskCompletionSource<Capture>>(waiting.Values);
            waiting.Clear();
            foreach (TaskCompletionSource<Capture> each in all) each.TrySetException(reason);
        }

        private TaskCompletionSource<Capture> Take(long captureId)
        {
            if (waiting.TryGetValue(captureId, out TaskCompletionSource<Capture> found)) waiting.Remove(captureId);
            return found;
        }
    }
}

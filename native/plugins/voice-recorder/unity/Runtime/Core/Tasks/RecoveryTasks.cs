using System.Collections.Generic;
using System.Threading.Tasks;

namespace GameVoice
{
    /// <summary>Gathers what each recovery finds. They run one after the other: all that comes is the first
    /// one's.</summary>
    internal sealed class RecoveryTasks
    {
        private readonly Queue<TaskCompletionSource<RecoveryReport>> waiting =
            new Queue<TaskCompletionSource<RecoveryReport>>();

        private List<RecoveredCapture> captures = new List<RecoveredCapture>();
        private List<RecoveryProblem> problems = new List<RecoveryProblem>();

        internal void Accepted(TaskCompletionSource<RecoveryReport> recovered) => waiting.Enqueue(recovered);

        internal void Add(RecoveredCapture capture) => captures.Add(capture);

        internal void Add(RecoveryProblem problem) => problems.Add(problem);

        internal void Done()
        {
            var report = new RecoveryReport(captures, problems);
            captures = new List<RecoveredCapture>();
            problems = new List<RecoveryProblem>();
            if (waiting.Count > 0) waiting.Dequeue().TrySetResult(report);
        }

        internal void FailAll(VoiceRecorderException reason)
        {
            while (waiting.Count > 0) waiting.Dequeue().TrySetException(reason);
        }
    }
}

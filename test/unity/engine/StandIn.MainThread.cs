using System.Threading;

namespace UnityEngine.StandIn
{
    /// <summary>Most of the engine may be used on one thread only; Unity throws elsewhere.</summary>
    public static class MainThread
    {
        private static int number;

        internal static void IsThisOne() => number = Thread.CurrentThread.ManagedThreadId;

        internal static void Demand(string member)
        {
            if (Thread.CurrentThread.ManagedThreadId == number) return;
            throw new UnityException(member + " can only be called from the main thread.");
        }
    }
}

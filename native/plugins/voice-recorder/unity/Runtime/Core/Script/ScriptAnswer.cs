using System;
using GameVoice.Native;

namespace GameVoice
{
    /// <summary>
    /// What a call of a script answers beside its status: why it failed, and the number of what it made. Both belong to
    /// the calling thread.
    /// </summary>
    internal static class ScriptAnswer
    {
        [ThreadStatic]
        private static string lastError;

        [ThreadStatic]
        private static double lastId;

        internal static string LastError => lastError ?? "";

        internal static double LastId => lastId;

        internal static void SetLastId(ulong id) => lastId = id;

        /// <summary>Runs a call that answers a status. Nothing it throws goes on to the script.</summary>
        internal static double Of(Func<int> call)
        {
            try
            {
                int status = call();
                if (status != ReturnCode.Ok) lastError = NativeCalls.LastError();
                return status;
            }
            catch (VoiceRecorderException refused)
            {
                lastError = refused.Reason;
                return refused.Code;
            }
            catch (OutOfMemoryException)
            {
                lastError = "";
                return ReturnCode.OutOfMemory;
            }
        }
    }
}

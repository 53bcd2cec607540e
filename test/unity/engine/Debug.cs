using System;
using UnityEngine.StandIn;

namespace UnityEngine
{
    public enum LogType
    {
        Error,
        Assert,
        Warning,
        Log,
        Exception,
    }

    /// <summary>May be called on any thread, as in Unity.</summary>
    public static class Debug
    {
        public static void Log(object message, Object context = null) => Game.Keep(LogType.Log, message);

        public static void LogWarning(object message, Object context = null) => Game.Keep(LogType.Warning, message);

        public static void LogError(object message, Object context = null) => Game.Keep(LogType.Error, message);

        public static void LogException(Exception exception, Object context = null) =>
            Game.Keep(LogType.Exception, exception);
    }
}

using System;
using System.Globalization;

namespace GameVoice.Native
{
    /// <summary>Numbers of a caller as numbers of the header. What does not fit throws 30003; nothing is
    /// rounded.</summary>
    internal static class Numbers
    {
        /// <summary>The largest whole number up to which a double holds every one.</summary>
        internal const double LargestWhole = 9007199254740991.0; // 2^53 - 1

        private const double LargestTimeMs = 9e12; // 285 years: nanoseconds of it fit into 64 bits

        internal static uint Unsigned32(string name, long value) => (uint)Within(name, value, uint.MaxValue);

        internal static ulong Unsigned64(string name, long value) => (ulong)Within(name, value, long.MaxValue);

        internal static uint Unsigned32(string name, double value) => (uint)Whole(name, value, 0, uint.MaxValue);

        internal static ulong Unsigned64(string name, double value) => (ulong)Whole(name, value, 0, LargestWhole);

        internal static int Signed32(string name, double value) =>
            (int)Whole(name, value, int.MinValue, int.MaxValue);

        /// <summary>A handle of a script; what cannot be one is the handle of nothing, which native code
        /// refuses.</summary>
        internal static ulong HandleOf(double value) =>
            value >= 0 && value <= LargestWhole && Math.Floor(value) == value ? (ulong)value : 0;

        /// <summary>Milliseconds as nanoseconds; false beyond 285 years, or when it is not a number. Allocates
        /// nothing.</summary>
        internal static bool TryNanoseconds(double milliseconds, out long nanoseconds)
        {
            bool fits = Math.Abs(milliseconds) <= LargestTimeMs;
            nanoseconds = fits ? (long)Math.Round(milliseconds * 1e6, MidpointRounding.AwayFromZero) : 0;
            return fits;
        }

        private static long Within(string name, long value, long most)
        {
            if (value >= 0 && value <= most) return value;
            throw VoiceRecorderException.InvalidParameter(string.Format(
                CultureInfo.InvariantCulture,
                "{0}: expected a whole number from 0 to {1}, got {2}",
                name,
                most,
                value));
        }

        private static double Whole(string name, double value, double least, double most)
        {
            if (value >= least && value <= most && Math.Floor(value) == value) return value;
            throw VoiceRecorderException.InvalidParameter(string.Format(
                CultureInfo.InvariantCulture,
                "{0}: expected a whole number from {1} to {2}, got {3}",
                name,
                least,
                most,
                value));
        }
    }
}

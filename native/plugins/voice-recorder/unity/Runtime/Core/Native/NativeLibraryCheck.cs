using System;

namespace GameVoice.Native
{
    /// <summary>Says in words why there is no native library to call, instead of failing at some call.</summary>
    internal static class NativeLibraryCheck
    {
        private const string Expected =
            "expected one that was built for this platform where the host looks for native libraries";

        /// <summary>"" when the library is there and has the interface of this package, otherwise what is
        /// wrong.</summary>
        internal static string Problem() =>
            Problem(NativeLibraryName.Value, NativeMethods.AbiVersion, () => NativeMethods.vr_abi_version(), Expected);

        /// <summary>Throws 39002 when there is a problem.</summary>
        internal static void Demand() => Demand(Problem());

        /// <summary>The same of any library: <paramref name="expected"/> says where there would be one.</summary>
        internal static string Problem(string library, long abiVersion, Func<long> foundVersion, string expected)
        {
            try
            {
                long found = foundVersion();
                if (found == abiVersion) return "";
                return "the native library " + library + " is of another version: expected interface " + abiVersion +
                       ", got " + found + ": use the library that belongs to this package";
            }
            catch (Exception missing) when (missing is DllNotFoundException || missing is EntryPointNotFoundException ||
                                            missing is BadImageFormatException)
            {
                return "the native library " + library + " cannot be loaded; " + expected + ": " + missing.Message;
            }
        }

        internal static void Demand(string problem)
        {
            if (problem.Length > 0) throw new VoiceRecorderException(ReturnCode.NotSupported, problem);
        }
    }
}

using System;

namespace GameVoice.Native
{
    /// <summary>Says in words why there is no native library to call, instead of failing at some call.</summary>
    internal static class NativeLibraryCheck
    {
        /// <summary>"" when the library is there and has the interface of this package, otherwise what is
        /// wrong.</summary>
        internal static string Problem()
        {
            try
            {
                int found = NativeMethods.vr_abi_version();
                if (found == NativeMethods.AbiVersion) return "";
                return "the native library " + NativeLibraryName.Value + " is of another version: expected interface " +
                       NativeMethods.AbiVersion + ", got " + found + ": use the library that belongs to this package";
            }
            catch (DllNotFoundException missing)
            {
                return Missing(missing);
            }
            catch (EntryPointNotFoundException missing)
            {
                return Missing(missing);
            }
            catch (BadImageFormatException foreign)
            {
                return Missing(foreign);
            }
        }

        /// <summary>Throws 39002 when there is a problem.</summary>
        internal static void Demand()
        {
            string problem = Problem();
            if (problem.Length > 0) throw new VoiceRecorderException(ReturnCode.NotSupported, problem);
        }

        private static string Missing(Exception why) =>
            "the native library " + NativeLibraryName.Value +
            " cannot be loaded; expected one that was built for this " +
            "platform where the host looks for native libraries: " + why.Message;
    }
}

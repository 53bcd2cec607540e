using System;
using System.IO;
using System.Runtime.InteropServices;
using GameVoice.Native;

namespace GameVoice.Testing
{
    /// <summary>The calls of the analysis library over managed values; what they refuse is thrown in its own
    /// words.</summary>
    internal static class AnalysisCalls
    {
        private const string Expected =
            "it is there in the editor alone, on the systems that Documentation~/native-libraries.md of this package names";

        private delegate VraResult Maker(ref VraBuffer json);

        /// <summary>Throws 39002 when the library is not there, or is not the one of this package.</summary>
        internal static void Demand() => NativeLibraryCheck.Demand(NativeLibraryCheck.Problem(
            AnalysisMethods.Library, AnalysisMethods.AbiVersion, () => AnalysisMethods.vra_abi_version(), Expected));

        /// <summary>The key has 32 bytes; null: none.</summary>
        internal static CaptureHandle Open(string path, byte[] encryptionKey)
        {
            byte[] utf8 = Utf8.Bytes("path", path);
            GCHandle key = GCHandle.Alloc(EncryptionKeys.Checked(encryptionKey), GCHandleType.Pinned);
            try
            {
                AnalysisMethods.vra_open_options_init(out VraOpenOptions options);
                options.key = encryptionKey == null ? IntPtr.Zero : key.AddrOfPinnedObject();
                Check(AnalysisMethods.vra_open(utf8, ref options, out IntPtr capture));
                return new CaptureHandle(capture);
            }
            finally
            {
                key.Free();
            }
        }

        internal static string Diagnose(CaptureHandle capture) =>
            Json((ref VraBuffer json) => AnalysisMethods.vra_diagnose(capture, IntPtr.Zero, ref json));

        internal static string Expect(CaptureHandle capture, string requestJson)
        {
            byte[] utf8 = Utf8.Bytes("expectation", requestJson);
            return Json((ref VraBuffer json) => AnalysisMethods.vra_expect(capture, utf8, IntPtr.Zero, ref json));
        }

        private static string Json(Maker make)
        {
            var json = default(VraBuffer);
            try
            {
                Check(make(ref json));
                return Marshal.PtrToStringUTF8(json.data, (int)json.size_bytes);
            }
            finally
            {
                AnalysisMethods.vra_free(ref json);
            }
        }

        private static void Check(VraResult result)
        {
            if (result == VraResult.Ok) return;
            string why = Marshal.PtrToStringUTF8(AnalysisMethods.vra_last_error()) ?? "";
            switch (result)
            {
                case VraResult.InvalidParameter: throw new ArgumentException(why);
                case VraResult.NotFound: throw new FileNotFoundException(why);
                case VraResult.NotSupported: throw new NotSupportedException(why);
                case VraResult.Unreadable:
                case VraResult.KeyNeeded: throw new InvalidDataException(why);
                case VraResult.OutOfMemory: throw new OutOfMemoryException(why);
                default: throw new IOException(why);
            }
        }
    }
}

using System.Text;

namespace GameVoice.Native
{
    /// <summary>Text on its way into and out of native code: UTF-8, exact, NUL-terminated.</summary>
    internal static unsafe class Utf8
    {
        private static readonly UTF8Encoding Exact = new UTF8Encoding(false, true);

        /// <summary>The bytes with their NUL; null for null. Throws 30003 for text that would not arrive as it
        /// is.</summary>
        internal static byte[] Bytes(string name, string text)
        {
            if (text == null) return null;
            if (text.IndexOf('\0') >= 0)
            {
                throw VoiceRecorderException.InvalidParameter(name + ": expected text without NUL characters");
            }
            try
            {
                var bytes = new byte[Exact.GetByteCount(text) + 1];
                Exact.GetBytes(text, 0, text.Length, bytes, 0);
                return bytes;
            }
            catch (EncoderFallbackException)
            {
                throw VoiceRecorderException.InvalidParameter(
                    name + ": expected well-formed Unicode, got half of a surrogate pair");
            }
        }

        /// <summary>The same, but null for empty text too, where the header says NULL for "none".</summary>
        internal static byte[] BytesOrNull(string name, string text) =>
            string.IsNullOrEmpty(text) ? null : Bytes(name, text);

        /// <summary>A copy of native text; "" for NULL.</summary>
        internal static string Text(byte* utf8)
        {
            if (utf8 == null) return "";
            int length = 0;
            while (utf8[length] != 0) length++;
            return length == 0 ? "" : Encoding.UTF8.GetString(utf8, length);
        }
    }
}

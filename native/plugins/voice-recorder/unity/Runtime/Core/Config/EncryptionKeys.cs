using GameVoice.Native;

namespace GameVoice
{
    /// <summary>Keys of the game, with which rings and captures are encrypted.</summary>
    public static class EncryptionKeys
    {
        /// <summary>Bytes of a key.</summary>
        public const int LengthBytes = NativeMethods.EncryptionKeyBytes;

        /// <summary>
        /// The bytes of a key that is written as 64 hexadecimal digits; null for null or "". Throws 30003, which never
        /// shows the key.
        /// </summary>
        public static byte[] FromHex(string digits)
        {
            if (string.IsNullOrEmpty(digits)) return null;
            if (digits.Length != 2 * LengthBytes) throw Wrong("a string of " + digits.Length + " characters");
            var key = new byte[LengthBytes];
            for (int i = 0; i < digits.Length; i++)
            {
                int value = ValueOf(digits[i]);
                if (value < 0) throw Wrong("a string with other characters");
                key[i / 2] = (byte)(key[i / 2] << 4 | value);
            }
            return key;
        }

        /// <summary>The key itself; null when there is none. Throws 30003 for another length.</summary>
        internal static byte[] Checked(byte[] key)
        {
            if (key == null || key.Length == LengthBytes) return key;
            throw Wrong(key.Length + " bytes");
        }

        private static int ValueOf(char digit)
        {
            if (digit >= '0' && digit <= '9') return digit - '0';
            if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
            return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
        }

        private static VoiceRecorderException Wrong(string got) => VoiceRecorderException.InvalidParameter(
            "encryptionKey: expected " + LengthBytes + " bytes or 64 hexadecimal digits, got " + got);
    }
}

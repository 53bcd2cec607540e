using System;
using System.Security.Cryptography;
using System.Text;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Links to one capture on the page; its id is that of editor-extension/doc/captures-folder.md.</summary>
    internal static class CaptureLink
    {
        private const int IdCharacters = 16;

        internal static string Of(string link, string fileName) => link + "#c=" + Id(fileName);

        private static string Id(string fileName)
        {
            using (SHA256 hash = SHA256.Create())
            {
                string text = Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(fileName)));
                return text.Replace('+', '-').Replace('/', '_').Substring(0, IdCharacters);
            }
        }
    }
}

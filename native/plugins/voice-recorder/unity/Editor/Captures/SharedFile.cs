using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Files that others go on writing, renaming and removing while they are read.</summary>
    internal static class SharedFile
    {
        /// <summary>Opens a file to read; throws what opening it throws.</summary>
        internal static FileStream Open(string path) =>
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }
}

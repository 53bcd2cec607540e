using System;
using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The command of this machine.</summary>
    internal static class Commands
    {
        internal static ViewerCommand Find(SettingsData settings) => ViewerCommand.Find(
            settings.ViewerCommand, Environment.GetEnvironmentVariable("PATH"), Path.DirectorySeparatorChar == '\\');
    }
}

using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Gives components that somebody adds in the editor the values of the project's settings.</summary>
    internal static class NewComponents
    {
        internal static void GiveDefaults(Component added)
        {
            if (added is VoiceRecorder recorder) ProjectSettings.Load().NewComponents.ApplyTo(recorder);
        }
    }
}

using System.Text;
using System.Reflection;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Asks the core again only after a field has changed: the inspector draws many times a second.</summary>
    internal sealed class CheckedSettings
    {
        private readonly string scratchFolder;
        private string asked;
        private SettingsCheck answer;

        internal CheckedSettings(string scratchFolder) => this.scratchFolder = scratchFolder;

        internal SettingsCheck Of(VoiceRecorder component)
        {
            string fields = ValuesOf(component.Recording) + ValuesOf(component.Options);
            if (fields != asked) answer = SettingsCheck.Of(component, scratchFolder);
            asked = fields;
            return answer;
        }

        private static string ValuesOf(object settings)
        {
            var text = new StringBuilder();
            foreach (FieldInfo field in settings.GetType().GetFields())
            {
                text.Append(field.GetValue(settings)).Append('\n');
            }
            return text.ToString();
        }
    }
}

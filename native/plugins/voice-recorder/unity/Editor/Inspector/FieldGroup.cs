using System;
using System.Collections.Generic;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>One field of the component, by the path that a SerializedObject knows it by.</summary>
    internal sealed class InspectorField
    {
        internal InspectorField(string path, Func<VoiceRecorder, bool> isShown = null)
        {
            Path = path;
            IsShown = isShown ?? (_ => true);
        }

        internal string Path { get; }

        /// <summary>Whether it has a meaning beside the values of the others.</summary>
        internal Func<VoiceRecorder, bool> IsShown { get; }
    }

    /// <summary>Fields that belong together, under one title.</summary>
    internal sealed class FieldGroup
    {
        internal FieldGroup(string english, string chinese, params InspectorField[] fields)
        {
            English = english;
            Chinese = chinese;
            Fields = fields;
        }

        internal string Title => Words.Pick(English, Chinese);

        internal IReadOnlyList<InspectorField> Fields { get; }

        private string English { get; }

        private string Chinese { get; }
    }
}

using System;
using System.Collections.Generic;
using Puerts;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// Tells PuerTS's generators which types scripts call: they get wrappers, typings and a place in link.xml. The
    /// bridge of the package calls nothing else.
    /// </summary>
    [Configure]
    public static class VoiceRecorderBindings
    {
        /// <summary>The types, and the delegate by which <see cref="ScriptEnvironment"/> calls a script.</summary>
        [Binding]
        public static IEnumerable<Type> Types
        {
            get
            {
                return new[] { typeof(VoiceRecorderNative), typeof(VoiceRecorderHost), typeof(Action) };
            }
        }
    }
}

using System.Runtime.CompilerServices;
using UnityEngine.Scripting;

// Nothing in a player refers to this assembly but scripts, which Unity's linker does not read.
[assembly: AlwaysLinkAssembly]
[assembly: InternalsVisibleTo("GameVoice.Recorder.Script.Tests")]

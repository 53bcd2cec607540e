using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("GameVoice.Recorder.Editor")]
[assembly: InternalsVisibleTo("GameVoice.Recorder.Puerts")]
[assembly: InternalsVisibleTo("GameVoice.Recorder.Testing")]
[assembly: InternalsVisibleTo("GameVoice.Recorder.Tests")]
[assembly: InternalsVisibleTo("GameVoice.Recorder.Puerts.V2")]
[assembly: InternalsVisibleTo("GameVoice.Recorder.Script.Tests")]

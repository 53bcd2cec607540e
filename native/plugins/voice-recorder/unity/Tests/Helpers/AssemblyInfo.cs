using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("GameVoice.Recorder.Tests")]

using System;
using System.Globalization;

namespace GameVoice
{
    /// <summary>
    /// The one exception of this package: what calls throw that return no number, and what their tasks fail with. The
    /// message begins with the code as <c>[VR 30003]</c>, because a script that catches it gets nothing but the text.
    /// </summary>
    public sealed class VoiceRecorderException : Exception
    {
        /// <summary>Makes one; <paramref name="captureId"/> 0: there is no capture to retry.</summary>
        public VoiceRecorderException(int code, string message, long captureId = 0)
            : base("[VR " + code.ToString(CultureInfo.InvariantCulture) + "] " + message)
        {
            Code = code;
            Reason = message;
            CaptureId = captureId;
        }

        /// <summary>
        /// A <see cref="ReturnCode"/> when a call was refused; a <see cref="RtcAudioRecordingCode"/> (1, 2 or 4) when
        /// an accepted start or stop failed later.
        /// </summary>
        public int Code { get; }

        /// <summary>The message without the code: what was wrong, what was expected, what to do.</summary>
        public string Reason { get; }

        /// <summary>The capture that failed and is kept until it is retried or discarded; 0: there is none.</summary>
        public long CaptureId { get; }

        internal static VoiceRecorderException InvalidParameter(string message) =>
            new VoiceRecorderException(ReturnCode.InvalidParameter, message);

        internal static VoiceRecorderException InvalidState(string message) =>
            new VoiceRecorderException(ReturnCode.InvalidState, message);
    }
}

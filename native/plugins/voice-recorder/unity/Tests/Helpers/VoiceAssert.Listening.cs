using System;
using NUnit.Framework;

namespace GameVoice.Testing
{
    /// <content>
    /// These listen to a capture through the library voice_recorder_analysis, which is there in the editor alone; a
    /// failure has the same sentence as in TypeScript, and says where the capture and its diagnosis are kept. A
    /// <see cref="TestRecording"/> that has ended is a capture too. What a capture cannot tell fails.
    /// </content>
    public static partial class VoiceAssert
    {
        private const double Default = double.NaN;

        /// <summary>Any expectation, also one that is <see cref="Expectation.Not"/>.</summary>
        public static void That(HeardCapture capture, Expectation expectation)
        {
            if (capture == null) throw new ArgumentNullException(nameof(capture), "expected a capture, got none");
            if (expectation == null) throw new ArgumentNullException(nameof(expectation));
            Verdict verdict = capture.Listen(expectation);
            if (verdict.Passes) return;
            Assert.Fail(verdict.Sentence + "\n" + capture.Keep(TestContext.CurrentContext.Test.Name));
        }

        /// <inheritdoc cref="Expectation.Speech"/>
        public static void HearsSpeech(
            HeardCapture capture, Voice of, double from = 0, double to = Default, double atLeastSeconds = Default) =>
            That(capture, Expectation.Speech(of, from, to, atLeastSeconds));

        /// <inheritdoc cref="Expectation.Silence"/>
        public static void IsSilent(
            HeardCapture capture,
            Voice of = null,
            double from = 0,
            double to = Default,
            double belowDbfs = Default) => That(capture, Expectation.Silence(of, from, to, belowDbfs));

        /// <inheritdoc cref="Expectation.Tone"/>
        public static void ContainsTone(
            HeardCapture capture,
            double hz,
            Voice of = null,
            double from = 0,
            double to = Default,
            double toleranceHz = Default,
            double atLeastSeconds = Default) =>
            That(capture, Expectation.Tone(hz, of, from, to, toleranceHz, atLeastSeconds));

        /// <inheritdoc cref="Expectation.NoDropouts"/>
        public static void HasNoDropouts(
            HeardCapture capture,
            double longerThanMs = Default,
            Voice of = null,
            double from = 0,
            double to = Default) => That(capture, Expectation.NoDropouts(longerThanMs, of, from, to));

        /// <inheritdoc cref="Expectation.NoClipping"/>
        public static void HasNoClipping(
            HeardCapture capture, Voice of = null, double from = 0, double to = Default) =>
            That(capture, Expectation.NoClipping(of, from, to));

        /// <inheritdoc cref="Expectation.NoEcho"/>
        public static void HasNoEcho(HeardCapture capture, double from = 0, double to = Default) =>
            That(capture, Expectation.NoEcho(from, to));

        /// <inheritdoc cref="Expectation.NoFindings"/>
        public static void HasNoFindings(
            HeardCapture capture,
            string[] except = null,
            string[] @checked = null,
            Voice of = null,
            double from = 0,
            double to = Default) => That(capture, Expectation.NoFindings(except, @checked, of, from, to));

        /// <inheritdoc cref="Expectation.Loudness"/>
        public static void HasLoudness(
            HeardCapture capture,
            double min = Default,
            double max = Default,
            Voice of = null,
            double from = 0,
            double to = Default) => That(capture, Expectation.Loudness(min, max, of, from, to));

        /// <inheritdoc cref="Expectation.Length"/>
        public static void Lasts(HeardCapture capture, double seconds, double toleranceSeconds = Default) =>
            That(capture, Expectation.Length(seconds, toleranceSeconds));
    }
}

using System;

namespace GameVoice.Testing
{
    /// <summary>
    /// What can be expected of a capture; doc/expectations.md says when each holds. Times are seconds of the capture;
    /// without an end a place goes to its end. What is left out has the default of the library.
    /// </summary>
    public sealed class Expectation
    {
        private const double Default = double.NaN;

        private readonly string members;
        private readonly bool isNot;

        private Expectation(string members, bool isNot)
        {
            this.members = members;
            this.isNot = isNot;
        }

        /// <summary>That it is not so. What cannot be checked fails all the same.</summary>
        public Expectation Not => new Expectation(members, !isNot);

        /// <summary>What vra_expect takes.</summary>
        internal string RequestJson =>
            "{\"expectations\":[{" + members + (isNot ? ",\"not\":true" : "") + "}]}";

        /// <summary>Somebody is heard to speak, for 0.2 s in all.</summary>
        public static Expectation Speech(
            Voice of, double from = 0, double to = Default, double atLeastSeconds = Default) => Made(
            Placed("hearSpeech", of ?? throw new ArgumentNullException(nameof(of), "whose speech? e.g. Voice.Remote"),
                from, to).With("atLeastSeconds", atLeastSeconds));

        /// <summary>Nothing is heard, every 10 ms is below -60 dBFS; of the mix when nobody is named.</summary>
        public static Expectation Silence(
            Voice of = null, double from = 0, double to = Default, double belowDbfs = Default) => Made(
            Placed("silent", of, from, to).With("belowDbfs", belowDbfs));

        /// <summary>A steady tone is heard, of 0.5 s in one piece; in the mix when nobody is named.</summary>
        public static Expectation Tone(
            double hz,
            Voice of = null,
            double from = 0,
            double to = Default,
            double toleranceHz = Default,
            double atLeastSeconds = Default) => Made(
            Placed("tone", of, from, to)
                .With("hz", Number(nameof(hz), hz))
                .With("toleranceHz", toleranceHz)
                .With("atLeastSeconds", atLeastSeconds));

        /// <summary>No dropout and no stuck buffer is found.</summary>
        public static Expectation NoDropouts(
            double longerThanMs = Default, Voice of = null, double from = 0, double to = Default) => Made(
            Placed("noDropouts", of, from, to).With("longerThanMs", longerThanMs));

        /// <summary>No clipping is found.</summary>
        public static Expectation NoClipping(Voice of = null, double from = 0, double to = Default) => Made(
            Placed("noClipping", of, from, to));

        /// <summary>Nobody's voice comes back by the local microphone.</summary>
        public static Expectation NoEcho(double from = 0, double to = Default) => Made(
            Placed("noEcho", null, from, to));

        /// <summary>
        /// The diagnosis finds nothing but the faults of <paramref name="except"/>: <c>howling</c> of a test that plays
        /// a tone, <c>dropout/cut</c> for one form. Checks of <paramref name="checked"/> must have been made.
        /// </summary>
        public static Expectation NoFindings(
            string[] except = null,
            string[] @checked = null,
            Voice of = null,
            double from = 0,
            double to = Default) => Made(
            Placed("noFindings", of, from, to).With("except", except).With("checked", @checked));

        /// <summary>Integrated loudness (EBU R128) in LUFS, one bound at least; of the mix when nobody is named.</summary>
        public static Expectation Loudness(
            double min = Default, double max = Default, Voice of = null, double from = 0, double to = Default) => Made(
            Placed("loudness", of, from, to).With("minLufs", min).With("maxLufs", max));

        /// <summary>The capture is so long, within 0.1 s.</summary>
        public static Expectation Length(double seconds, double toleranceSeconds = Default) => Made(
            new JsonMembers()
                .With("expect", "lasts")
                .With("seconds", Number(nameof(seconds), seconds))
                .With("toleranceSeconds", toleranceSeconds));

        private static Expectation Made(JsonMembers members) => new Expectation(members.ToString(), false);

        private static JsonMembers Placed(string expect, Voice of, double from, double to)
        {
            if (double.IsPositiveInfinity(to)) to = Default;
            bool isWhole = Number(nameof(from), from) == 0 && double.IsNaN(to);
            return new JsonMembers()
                .With("expect", expect)
                .With("side", of?.Side)
                .With("user", of?.User)
                .With("startSeconds", isWhole ? Default : from)
                .With("endSeconds", to);
        }

        private static double Number(string name, double value) =>
            double.IsNaN(value) ? throw new ArgumentException("expected a number, got NaN", name) : value;
    }
}

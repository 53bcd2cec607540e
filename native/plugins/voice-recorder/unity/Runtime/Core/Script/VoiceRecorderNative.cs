using GameVoice.Native;

namespace GameVoice
{
    /// <summary>
    /// What a script can call: the functions of voice_recorder.h, one by one, over numbers and text, by the names and
    /// in the order of the binding of Node. For a bridge of the TypeScript face; games in C# use
    /// <see cref="VoiceRecorder"/>.
    ///
    /// Every function is static and takes the recorder or source as a number, so that there is no object behind a
    /// script object: nothing for a garbage collector to end at a bad moment, and nothing that belongs to one script
    /// engine. Numbers are doubles, because a script engine makes other kinds fit without a word: one that is not whole
    /// or out of range is 30003 here. Unless it says otherwise a function answers a <see cref="ReturnCode"/>, and
    /// LastError says why it is not 0. None throws where there is a native library, and none calls back.
    ///
    /// Blocks of samples are not pushed here: they come as an ArrayBuffer, whose type belongs to PuerTS.
    /// </summary>
    [Preserve]
    public static partial class VoiceRecorderNative
    {
        // ---- The build. Each answers its value. ---------------------------------------------------------------------

        /// <summary>VR_ABI_VERSION of the library that is loaded; throws 39002 when it does not fit or is not
        /// there.</summary>
        [Preserve]
        public static double AbiVersion()
        {
            NativeLibraryCheck.Demand();
            return NativeMethods.vr_abi_version();
        }

        /// <summary>major.minor.patch.</summary>
        [Preserve]
        public static unsafe string Version() => Utf8.Text(NativeMethods.vr_version());

        /// <summary>A digest of the sources that the library was built from.</summary>
        [Preserve]
        public static unsafe string SourceFingerprint() => Utf8.Text(NativeMethods.vr_source_fingerprint());

        /// <summary>Bits: 1 WAV, 2 AAC, 4 survives the process, 8 encryption.</summary>
        [Preserve]
        public static double Capabilities() => NativeMethods.vr_capabilities();

        /// <summary>The AAC encoder's name, or "none".</summary>
        [Preserve]
        public static unsafe string AacEncoderName() => Utf8.Text(NativeMethods.vr_aac_encoder_name());

        /// <summary>Why the last call of this thread failed; it stays until another one fails.</summary>
        [Preserve]
        public static string LastError() => ScriptAnswer.LastError;

        /// <summary>What Create, OpenSource or Dump made, when they answered 0.</summary>
        [Preserve]
        public static double LastId() => ScriptAnswer.LastId;

        // ---- The recorder -------------------------------------------------------------------------------------------

        /// <summary>Makes a recorder and leaves its number in LastId. Empty text is none.</summary>
        [Preserve]
        public static double Create(
            string capturesFolder,
            string nameTemplate,
            double retentionCount,
            double retentionBytes,
            double retentionAgeSeconds,
            double minFreeBytes,
            double maxBufferBytes,
            double maxSources,
            double mixDelayMs,
            bool requireConsent,
            bool virtualClock,
            double logLevel,
            string recoveryFolder,
            double maxRingBytes,
            double maxTracks) => ScriptAnswer.Of(() =>
        {
            NativeLibraryCheck.Demand();
            VrRecorderOptions options = NativeCalls.DefaultOptions();
            options.retention_count = Numbers.Unsigned32("retentionCount", retentionCount);
            options.retention_bytes = Numbers.Unsigned64("retentionBytes", retentionBytes);
            options.retention_age_s = Numbers.Unsigned64("retentionAgeSeconds", retentionAgeSeconds);
            options.min_free_bytes = Numbers.Unsigned64("minFreeBytes", minFreeBytes);
            options.max_buffer_bytes = Numbers.Unsigned64("maxBufferBytes", maxBufferBytes);
            options.max_sources = Numbers.Unsigned32("maxSources", maxSources);
            options.mix_delay_ms = Numbers.Unsigned32("mixDelayMs", mixDelayMs);
            options.require_consent = (byte)(requireConsent ? 1 : 0);
            options.virtual_clock = (byte)(virtualClock ? 1 : 0);
            options.log_level = Numbers.Signed32("logLevel", logLevel);
            options.max_ring_bytes = Numbers.Unsigned64("maxRingBytes", maxRingBytes);
            options.max_tracks = Numbers.Unsigned32("maxTracks", maxTracks);
            var made = new RecorderHandle();
            int status = NativeCalls.Create(options, capturesFolder, recoveryFolder, nameTemplate, made);
            ScriptAnswer.SetLastId(made.Value);
            if (status == ReturnCode.Ok) LiveRecorders.AddOfScript(made);
            return status;
        });

        /// <summary>Gives a recorder that a script has made a name of 1 to 256 bytes, by which Adopt finds
        /// it.</summary>
        [Preserve]
        public static double SetName(double recorder, string name) =>
            ScriptAnswer.Of(() => LiveRecorders.SetName(Numbers.HandleOf(recorder), name));

        /// <summary>
        /// Finds a recorder by its name, of a script that is gone or of the game, and leaves its number in LastId;
        /// 30005: none that lives has it. OpenSource then gives the sources of that script back, and of a recorder of
        /// the game both hear of every event.
        /// </summary>
        [Preserve]
        public static double Adopt(string name) => ScriptAnswer.Of(() =>
        {
            LiveRecorder found = LiveRecorders.Adopt(name);
            if (found == null) throw VoiceRecorderException.InvalidState("adopt: no recorder has this name");
            ScriptAnswer.SetLastId(found.Number);
            return ReturnCode.Ok;
        });

        /// <summary>Ends a recorder that a script has made; waits until its files are written.</summary>
        [Preserve]
        public static void Destroy(double recorder) => LiveRecorders.End(Numbers.HandleOf(recorder));

        /// <summary>Ends every recorder that scripts have made, those of script engines that are gone too.</summary>
        [Preserve]
        public static void DestroyAll() => LiveRecorders.EndAll(true);

        /// <summary>Ends those of them that have no name; for when the script engine is gone.</summary>
        [Preserve]
        public static void DestroyUnnamed() => LiveRecorders.EndAll(false);

        /// <summary>How many recorders of scripts live.</summary>
        [Preserve]
        public static double LiveCount() => LiveRecorders.Count;

        /// <summary>Answers milliseconds on the recorder's clock; 0 for a dead one.</summary>
        [Preserve]
        public static double NowMs(double recorder) => NativeMethods.vr_now_ns(Numbers.HandleOf(recorder)) / 1e6;

        /// <summary>Moves a virtual clock and does all work that is due.</summary>
        [Preserve]
        public static double Advance(double recorder, double durationMs) => ScriptAnswer.Of(() =>
        {
            if (!Numbers.TryNanoseconds(durationMs, out long durationNs))
            {
                throw VoiceRecorderException.InvalidParameter("duration: out of range");
            }
            return NativeMethods.vr_advance(Numbers.HandleOf(recorder), durationNs);
        });

        /// <summary>The player agreed, or took it back.</summary>
        [Preserve]
        public static double SetConsent(double recorder, bool given) =>
            ScriptAnswer.Of(() => NativeMethods.vr_set_consent(Numbers.HandleOf(recorder), given ? 1 : 0));

        /// <summary>One JSON object, or empty text for nothing.</summary>
        [Preserve]
        public static double SetAbout(double recorder, string aboutJson) =>
            ScriptAnswer.Of(() => NativeCalls.SetAbout(Numbers.HandleOf(recorder), aboutJson));

        /// <summary>A vr_notice becomes a marker.</summary>
        [Preserve]
        public static double Notify(double recorder, double notice, string text) => ScriptAnswer.Of(
            () => NativeCalls.Notify(Numbers.HandleOf(recorder), Numbers.Signed32("notice", notice), text));

        // ---- Privacy and recovery -----------------------------------------------------------------------------------

        /// <summary>Leaves a user out.</summary>
        [Preserve]
        public static double Exclude(double recorder, string userId, bool forget) =>
            ScriptAnswer.Of(() => NativeCalls.Exclude(Numbers.HandleOf(recorder), userId, forget));

        /// <summary>The user may be heard again.</summary>
        [Preserve]
        public static double Include(double recorder, string userId) =>
            ScriptAnswer.Of(() => NativeCalls.Include(Numbers.HandleOf(recorder), userId));

        /// <summary>Destroys everything that is held.</summary>
        [Preserve]
        public static double Wipe(double recorder) =>
            ScriptAnswer.Of(() => NativeMethods.vr_wipe(Numbers.HandleOf(recorder)));

        /// <summary>The key has 64 hexadecimal digits, or is empty.</summary>
        [Preserve]
        public static double Recover(double recorder, string encryptionKeyHex) => ScriptAnswer.Of(
            () => NativeCalls.Recover(Numbers.HandleOf(recorder), EncryptionKeys.FromHex(encryptionKeyHex)));

        // ---- The room and its sources -------------------------------------------------------------------------------

        /// <summary>The game is in a room.</summary>
        [Preserve]
        public static double EnterRoom(double recorder, string roomId, string userId) =>
            ScriptAnswer.Of(() => NativeCalls.EnterRoom(Numbers.HandleOf(recorder), roomId, userId));

        /// <summary>The connection is being rebuilt.</summary>
        [Preserve]
        public static double Reconnecting(double recorder) =>
            ScriptAnswer.Of(() => NativeMethods.vr_reconnecting(Numbers.HandleOf(recorder)));

        /// <summary>The room is left.</summary>
        [Preserve]
        public static double LeaveRoom(double recorder) =>
            ScriptAnswer.Of(() => NativeMethods.vr_leave_room(Numbers.HandleOf(recorder)));

        /// <summary>
        /// Opens a source and leaves its number in LastId. kind: 0 local, 1 remote, 2 remote mix. After Adopt, one that
        /// the last script has opened like this is the answer.
        /// </summary>
        [Preserve]
        public static double OpenSource(double recorder, double kind, string userId, string label) =>
            ScriptAnswer.Of(() =>
            {
                ulong handle = Numbers.HandleOf(recorder);
                int kindNumber = Numbers.Signed32("kind", kind);
                ScriptSources known = LiveRecorders.Find(handle)?.Sources;
                ulong claimed = known?.Claim(kindNumber, userId, label) ?? 0;
                ScriptAnswer.SetLastId(claimed);
                if (claimed > 0) return ReturnCode.Ok;
                int status = NativeCalls.OpenSource(handle, kindNumber, userId, label, out ulong source);
                ScriptAnswer.SetLastId(source);
                if (status == ReturnCode.Ok) known?.Add(source, kindNumber, userId, label);
                return status;
            });

        /// <summary>While muted, a source is recorded as silence.</summary>
        [Preserve]
        public static double SetMuted(double source, bool muted) =>
            ScriptAnswer.Of(() => NativeMethods.vr_source_set_muted(Numbers.HandleOf(source), muted ? 1 : 0));

        /// <summary>The same for every source of a recorder.</summary>
        [Preserve]
        public static double SetAllMuted(double recorder, bool muted) =>
            ScriptAnswer.Of(() => NativeMethods.vr_set_all_muted(Numbers.HandleOf(recorder), muted ? 1 : 0));

        /// <summary>Ends a source.</summary>
        [Preserve]
        public static double CloseSource(double source) => ScriptAnswer.Of(() =>
        {
            LiveRecorders.ForgetSource(Numbers.HandleOf(source));
            return NativeMethods.vr_source_close(Numbers.HandleOf(source));
        });
    }
}

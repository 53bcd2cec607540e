using System;
using System.Collections.Generic;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>
    /// Every serialised field of the component in the order of the inspector, and when it is shown. A field whose value
    /// a start would refuse is always shown, so that it can be corrected.
    /// </summary>
    internal static class FieldGroups
    {
        internal static readonly IReadOnlyList<FieldGroup> All = new[]
        {
            new FieldGroup(
                "Recording", "录制",
                new Field("options.name"),
                new Field("startOnRoomEnter"),
                new Field("recording.filePath"),
                new Field("recording.cycleTime"),
                new Field("recording.sampleRate"),
                new Field("recording.quality", IsAac),
                new Field("recording.position"),
                new Field("recording.layout", each => IsMixed(each) || IsSplit(each)),
                new Field("recording.channels", HasChannels),
                new Field("recording.tracks"),
                new Field("recording.overwrite"),
                new Field("recording.durability")),
            new FieldGroup(
                "Folders", "文件夹",
                new Field("options.capturesFolder"),
                new Field("options.recoveryFolder"),
                new Field("options.nameTemplate")),
            new FieldGroup(
                "Retention", "保留",
                new Field("options.retentionCount"),
                new Field("options.retentionBytes"),
                new Field("options.retentionAgeSeconds")),
            new FieldGroup(
                "Bounds", "上限",
                new Field("options.minFreeBytes"),
                new Field("options.maxBufferBytes", each => HasBuffer(each) || each.Options.maxBufferBytes != 0),
                new Field("options.maxRingBytes", each => HasRing(each) || each.Options.maxRingBytes != 0),
                new Field("options.maxSources"),
                new Field("options.maxTracks", each => each.Recording.tracks == Tracks.Separate),
                new Field("options.mixDelayMs")),
            new FieldGroup(
                "Hotkey", "热键",
                new Field("hotkey.key"),
                new Field("hotkey.threeFingerTap"),
                new Field("hotkey.cooldownMs", HasHotkey),
                new Field("hotkey.lastSeconds", HasHotkey),
                new Field("hotkey.afterSeconds", HasHotkey),
                new Field("hotkey.reason", HasHotkey)),
            new FieldGroup(
                "Consent and log", "同意与日志",
                new Field("options.requireConsent"),
                new Field("options.logLevel")),
            new FieldGroup(
                "Events", "事件",
                new Field("dumpDone"),
                new Field("dumpFailed"),
                new Field("recordingChanged")),
        };

        /// <summary>Whether the file of the task is AAC, by its suffix.</summary>
        internal static bool IsAac(VoiceRecorder component) => EndsWith(component, ".aac");

        /// <summary>Whether its suffix is one that a recorder writes.</summary>
        internal static bool HasKnownSuffix(VoiceRecorder component) => IsAac(component) || EndsWith(component, ".wav");

        private static bool EndsWith(VoiceRecorder component, string suffix) =>
            (component.Recording.filePath ?? "").EndsWith(suffix, StringComparison.OrdinalIgnoreCase);

        private static bool IsMixed(VoiceRecorder component) =>
            component.Recording.position == RtcAudioRecordingPosition.MixedRecordingAndPlayback;

        private static bool IsSplit(VoiceRecorder component) => component.Recording.layout == Layout.Split;

        /// <summary>Split has two channels and nothing to choose, unless one was chosen before.</summary>
        private static bool HasChannels(VoiceRecorder component) =>
            !IsSplit(component) || component.Recording.channels == ChannelCount.Mono;

        private static bool HasBuffer(VoiceRecorder component) => component.Recording.cycleTime > 0;

        private static bool HasRing(VoiceRecorder component) => !string.IsNullOrEmpty(component.Options.recoveryFolder);

        private static bool HasHotkey(VoiceRecorder component) =>
            !string.IsNullOrEmpty(component.Hotkey.key) || component.Hotkey.threeFingerTap;
    }
}

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
                new InspectorField("options.name"),
                new InspectorField("startOnRoomEnter"),
                new InspectorField("recording.filePath"),
                new InspectorField("recording.cycleTime"),
                new InspectorField("recording.sampleRate"),
                new InspectorField("recording.quality", IsAac),
                new InspectorField("recording.position"),
                new InspectorField("recording.layout", each => IsMixed(each) || IsSplit(each)),
                new InspectorField("recording.channels", HasChannels),
                new InspectorField("recording.tracks"),
                new InspectorField("recording.overwrite"),
                new InspectorField("recording.durability")),
            new FieldGroup(
                "Folders", "文件夹",
                new InspectorField("options.capturesFolder"),
                new InspectorField("options.recoveryFolder"),
                new InspectorField("options.nameTemplate")),
            new FieldGroup(
                "Retention", "保留",
                new InspectorField("options.retentionCount"),
                new InspectorField("options.retentionBytes"),
                new InspectorField("options.retentionAgeSeconds")),
            new FieldGroup(
                "Bounds", "上限",
                new InspectorField("options.minFreeBytes"),
                new InspectorField("options.maxBufferBytes", each => HasBuffer(each) || each.Options.maxBufferBytes != 0),
                new InspectorField("options.maxRingBytes", each => HasRing(each) || each.Options.maxRingBytes != 0),
                new InspectorField("options.maxSources"),
                new InspectorField("options.maxTracks", each => each.Recording.tracks == Tracks.Separate),
                new InspectorField("options.mixDelayMs")),
            new FieldGroup(
                "Hotkey", "热键",
                new InspectorField("hotkey.key"),
                new InspectorField("hotkey.threeFingerTap"),
                new InspectorField("hotkey.cooldownMs", HasHotkey),
                new InspectorField("hotkey.lastSeconds", HasHotkey),
                new InspectorField("hotkey.afterSeconds", HasHotkey),
                new InspectorField("hotkey.reason", HasHotkey)),
            new FieldGroup(
                "Consent and log", "同意与日志",
                new InspectorField("options.requireConsent"),
                new InspectorField("options.logLevel")),
            new FieldGroup(
                "Events", "事件",
                new InspectorField("dumpDone"),
                new InspectorField("dumpFailed"),
                new InspectorField("recordingChanged")),
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

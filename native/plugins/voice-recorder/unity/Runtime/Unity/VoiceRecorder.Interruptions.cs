namespace GameVoice.Unity
{
    /// <content>
    /// Pause is the background: what is held is on disk within a second, and a marker says so. A lost focus alone is
    /// not: a notification or the keyboard of a phone takes it while the voices go on. Neither ends a recording.
    /// </content>
    public sealed partial class VoiceRecorder
    {
        private void OnApplicationPause(bool isPaused)
        {
            // Some platforms say "not paused" once at the start.
            if (core == null || isPaused == isInBackground) return;
            isInBackground = isPaused;
            core.Notify(isPaused ? Notice.Background : Notice.Foreground);
        }

        private void OnApplicationFocus(bool hasFocus)
        {
            if (!hasFocus) ReleaseHotkey();
        }

        private void OnAudioConfigurationChanged(bool deviceWasChanged)
        {
            if (deviceWasChanged && core != null) core.Notify(Notice.DeviceChanged);
        }
    }
}

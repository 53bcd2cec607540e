using UnityEngine.StandIn;

namespace UnityEngine
{
    public static class AudioSettings
    {
        private static int rateHz = 48000;

        public delegate void AudioConfigurationChangeHandler(bool deviceWasChanged);

        public static event AudioConfigurationChangeHandler OnAudioConfigurationChanged;

        public static int outputSampleRate
        {
            get
            {
                MainThread.Demand("get_outputSampleRate");
                return rateHz;
            }
        }

        internal static int Listeners =>
            OnAudioConfigurationChanged == null ? 0 : OnAudioConfigurationChanged.GetInvocationList().Length;

        internal static void Change(int toHz, bool deviceWasChanged)
        {
            rateHz = toHz;
            OnAudioConfigurationChanged?.Invoke(deviceWasChanged);
        }

        internal static void Forget()
        {
            rateHz = 48000;
            OnAudioConfigurationChanged = null;
        }
    }

    public sealed class AudioListener : Behaviour
    {
    }

    public sealed class AudioSource : Behaviour
    {
    }
}

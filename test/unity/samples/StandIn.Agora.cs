using System;

namespace Agora.Rtc
{
    [Flags]
    public enum AUDIO_FRAME_POSITION
    {
        AUDIO_FRAME_POSITION_PLAYBACK = 1,
        AUDIO_FRAME_POSITION_RECORD = 2,
        AUDIO_FRAME_POSITION_MIXED = 4,
        AUDIO_FRAME_POSITION_BEFORE_MIXING = 8,
    }

    public enum OBSERVER_MODE
    {
        INTPTR,
        RAW_DATA,
    }

    public class AudioFrame
    {
        public int samplesPerChannel;
        public int channels;
        public int samplesPerSec;
        public byte[] RawBuffer;
        public IntPtr buffer;
    }

    public abstract class IAudioFrameObserver
    {
        public virtual bool OnRecordAudioFrame(string channelId, AudioFrame audioFrame) => true;

        public virtual bool OnPlaybackAudioFrame(string channelId, AudioFrame audioFrame) => true;

        public virtual bool OnPlaybackAudioFrameBeforeMixing(string channelId, uint uid, AudioFrame audioFrame) => true;
    }

    public interface IRtcEngine
    {
        int RegisterAudioFrameObserver(
            IAudioFrameObserver observer, AUDIO_FRAME_POSITION position, OBSERVER_MODE mode = OBSERVER_MODE.INTPTR);
    }
}

using System;

namespace nertc
{
    public struct RtcAudioFormat
    {
        public int type;
        public uint channels;
        public uint sampleRate;
        public uint bytesPerSample;
        public uint samplesPerChannel;
    }

    public struct RtcAudioFrame
    {
        public RtcAudioFormat format;
        public IntPtr data;
    }

    public interface IAudioFrameObserver
    {
        void OnAudioFrameDidRecord(RtcAudioFrame frame);

        void OnAudioFrameWillPlayback(RtcAudioFrame frame);

        void OnMixedAudioFrame(RtcAudioFrame frame);

        void OnPlaybackAudioFrameBeforeMixing(ulong userId, RtcAudioFrame frame, ulong cid);
    }

    public interface IRtcEngine
    {
        int SetAudioFrameObserver(IAudioFrameObserver observer);
    }
}

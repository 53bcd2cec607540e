using System;
using System.Collections.Concurrent;
using Agora.Rtc;
using GameVoice;

/// <summary>
/// Feeds a recorder from Agora's raw-audio callbacks (Unity SDK 4.x): the local voice, and each remote user on a track
/// of their own.
///
/// Attach it before joining; call UserJoined and UserLeft from OnUserJoined and OnUserOffline, on the main thread. The
/// callbacks come on Agora's threads with 16-bit PCM, interleaved; with OBSERVER_MODE.INTPTR nothing is copied into
/// managed memory. The local frame comes before or after processing by what SetRecordingAudioFrameParameters says.
/// </summary>
public sealed class AgoraVoiceFeed : IAudioFrameObserver, IDisposable
{
    private readonly GameVoice.VoiceRecorder recorder;
    private readonly ConcurrentDictionary<uint, VoiceSource> remotes = new ConcurrentDictionary<uint, VoiceSource>();
    private readonly VoiceSource local;

    private IRtcEngine engine;

    public AgoraVoiceFeed(GameVoice.Unity.VoiceRecorder scene, string localUser)
    {
        recorder = scene.Recorder;
        local = recorder.OpenSource(SourceKind.Local, localUser, "microphone");
    }

    /// <summary>Before joining the channel.</summary>
    public void Attach(IRtcEngine to)
    {
        engine = to;
        engine.RegisterAudioFrameObserver(
            this,
            AUDIO_FRAME_POSITION.AUDIO_FRAME_POSITION_RECORD | AUDIO_FRAME_POSITION.AUDIO_FRAME_POSITION_BEFORE_MIXING,
            OBSERVER_MODE.INTPTR);
    }

    /// <summary>On the main thread: sources are opened there.</summary>
    public void UserJoined(uint uid)
    {
        if (remotes.ContainsKey(uid)) return;
        remotes[uid] = recorder.OpenSource(SourceKind.Remote, uid.ToString(), "");
    }

    public void UserLeft(uint uid)
    {
        if (remotes.TryRemove(uid, out VoiceSource gone)) gone.Dispose();
    }

    public override bool OnRecordAudioFrame(string channelId, AudioFrame audioFrame) => Push(local, audioFrame);

    public override bool OnPlaybackAudioFrameBeforeMixing(string channelId, uint uid, AudioFrame audioFrame) =>
        !remotes.TryGetValue(uid, out VoiceSource remote) || Push(remote, audioFrame);

    public void Dispose()
    {
        engine?.RegisterAudioFrameObserver(null, 0, OBSERVER_MODE.INTPTR);
        local.Dispose();
        foreach (uint uid in remotes.Keys) UserLeft(uid);
    }

    private static bool Push(VoiceSource source, AudioFrame frame)
    {
        source.PushPcm16(frame.buffer, frame.samplesPerChannel, frame.samplesPerSec, frame.channels);
        return true;
    }
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Agora.Rtc;
using GameVoice;

/// <summary>
/// Feeds a recorder from Agora's raw-audio callbacks (Unity SDK 4.x): the local voice, and each remote user on a track
/// of their own.
///
/// Attach it before joining; call Tick once a frame, and UserJoined and UserLeft from OnUserJoined and OnUserOffline, on the main thread. The
/// callbacks come on Agora's threads with 16-bit PCM, interleaved; with OBSERVER_MODE.INTPTR nothing is copied into
/// managed memory. The local frame comes before or after processing by what SetRecordingAudioFrameParameters says.
/// </summary>
public sealed class AgoraVoiceFeed : IAudioFrameObserver, IDisposable
{
    private readonly GameVoice.Unity.VoiceRecorder scene;
    private readonly string localUser;
    private readonly HashSet<uint> users = new HashSet<uint>();
    private readonly ConcurrentDictionary<uint, VoiceSource> remotes = new ConcurrentDictionary<uint, VoiceSource>();

    private GameVoice.VoiceRecorder openedAt;
    private volatile VoiceSource local;
    private IRtcEngine engine;

    public AgoraVoiceFeed(GameVoice.Unity.VoiceRecorder scene, string localUser)
    {
        this.scene = scene;
        this.localUser = localUser;
        Tick();
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

    /// <summary>
    /// Once a frame, on the main thread: a component that was switched off and on has another recorder, at which the
    /// sources are opened once more.
    /// </summary>
    public void Tick()
    {
        GameVoice.VoiceRecorder recorder = scene.Recorder;
        if (ReferenceEquals(recorder, openedAt)) return;
        CloseAll();
        openedAt = recorder;
        local = Open(SourceKind.Local, localUser, "microphone");
        foreach (uint uid in users) OpenRemote(uid);
    }

    /// <summary>On the main thread: sources are opened there.</summary>
    public void UserJoined(uint uid)
    {
        Tick();
        if (users.Add(uid)) OpenRemote(uid);
    }

    public void UserLeft(uint uid)
    {
        users.Remove(uid);
        if (remotes.TryRemove(uid, out VoiceSource gone)) gone.Dispose();
    }

    public override bool OnRecordAudioFrame(string channelId, AudioFrame audioFrame) => Push(local, audioFrame);

    public override bool OnPlaybackAudioFrameBeforeMixing(string channelId, uint uid, AudioFrame audioFrame) =>
        !remotes.TryGetValue(uid, out VoiceSource remote) || Push(remote, audioFrame);

    public void Dispose()
    {
        engine?.RegisterAudioFrameObserver(null, 0, OBSERVER_MODE.INTPTR);
        CloseAll();
    }

    private void OpenRemote(uint uid)
    {
        VoiceSource opened = Open(SourceKind.Remote, uid.ToString(), "");
        if (opened != null) remotes[uid] = opened;
    }

    /// <summary>null: there is no recorder, or it has said why not.</summary>
    private VoiceSource Open(SourceKind kind, string user, string label)
    {
        try
        {
            return openedAt?.OpenSource(kind, user, label);
        }
        catch (VoiceRecorderException refused)
        {
            UnityEngine.Debug.LogWarning("AgoraVoiceFeed: " + refused.Message);
            return null;
        }
    }

    private void CloseAll()
    {
        local?.Dispose();
        local = null;
        foreach (VoiceSource each in remotes.Values) each.Dispose();
        remotes.Clear();
    }

    private static bool Push(VoiceSource source, AudioFrame frame)
    {
        source?.PushPcm16(frame.buffer, frame.samplesPerChannel, frame.samplesPerSec, frame.channels);
        return true;
    }
}

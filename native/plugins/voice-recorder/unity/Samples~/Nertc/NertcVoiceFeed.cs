using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using GameVoice;
using nertc;

/// <summary>
/// Feeds a recorder from NERTC's raw-audio callbacks: the local voice, and each remote user on a track of their own.
///
/// Make one, hand it to the engine by Attach before joining, call Tick once a frame, and say by UserJoined and UserLeft
/// who is there (from NERTC's own events, on the main thread). The frames come on NERTC's threads and are 16-bit PCM, interleaved; a frame
/// is valid during its call only, and Push copies it. Nothing here blocks or allocates on those threads.
///
/// onAudioFrameDidRecord comes after NERTC's own processing of the microphone (noise, echo).
/// </summary>
public sealed class NertcVoiceFeed : IAudioFrameObserver, IDisposable
{
    private readonly GameVoice.Unity.VoiceRecorder scene;
    private readonly string localUser;
    private readonly HashSet<ulong> users = new HashSet<ulong>();
    private readonly ConcurrentDictionary<ulong, VoiceSource> remotes = new ConcurrentDictionary<ulong, VoiceSource>();

    private GameVoice.VoiceRecorder openedAt;
    private volatile VoiceSource local;
    private IRtcEngine engine;

    public NertcVoiceFeed(GameVoice.Unity.VoiceRecorder scene, string localUser)
    {
        this.scene = scene;
        this.localUser = localUser;
        Tick();
    }

    /// <summary>Before joining the channel.</summary>
    public void Attach(IRtcEngine to)
    {
        engine = to;
        engine.SetAudioFrameObserver(this);
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
        foreach (ulong userId in users) OpenRemote(userId);
    }

    /// <summary>On the main thread: sources are opened there.</summary>
    public void UserJoined(ulong userId)
    {
        Tick();
        if (users.Add(userId)) OpenRemote(userId);
    }

    public void UserLeft(ulong userId)
    {
        users.Remove(userId);
        if (remotes.TryRemove(userId, out VoiceSource gone)) gone.Dispose();
    }

    public void OnAudioFrameDidRecord(RtcAudioFrame frame) => Push(local, frame);

    public void OnPlaybackAudioFrameBeforeMixing(ulong userId, RtcAudioFrame frame, ulong cid)
    {
        if (remotes.TryGetValue(userId, out VoiceSource remote)) Push(remote, frame);
    }

    /// <summary>The mix of all remote users: not used beside their own frames, because voices would count
    /// twice.</summary>
    public void OnAudioFrameWillPlayback(RtcAudioFrame frame)
    {
    }

    public void OnMixedAudioFrame(RtcAudioFrame frame)
    {
    }

    public void Dispose()
    {
        engine?.SetAudioFrameObserver(null);
        CloseAll();
    }

    private void OpenRemote(ulong userId)
    {
        VoiceSource opened = Open(SourceKind.Remote, userId.ToString(), "");
        if (opened != null) remotes[userId] = opened;
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
            UnityEngine.Debug.LogWarning("NertcVoiceFeed: " + refused.Message);
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

    private static void Push(VoiceSource source, RtcAudioFrame frame)
    {
        if (source == null) return;
        RtcAudioFormat format = frame.format;
        source.PushPcm16(frame.data, (int)format.samplesPerChannel, (int)format.sampleRate, (int)format.channels);
    }
}

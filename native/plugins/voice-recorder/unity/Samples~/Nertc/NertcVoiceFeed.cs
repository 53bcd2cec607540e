using System;
using System.Collections.Concurrent;
using GameVoice;
using nertc;

/// <summary>
/// Feeds a recorder from NERTC's raw-audio callbacks: the local voice, and each remote user on a track of their own.
///
/// Make one, hand it to the engine by Attach before joining, and say by UserJoined and UserLeft who is there (from
/// NERTC's own events, on the main thread). The frames come on NERTC's threads and are 16-bit PCM, interleaved; a frame
/// is valid during its call only, and Push copies it. Nothing here blocks or allocates on those threads.
///
/// onAudioFrameDidRecord comes after NERTC's own processing of the microphone (noise, echo).
/// </summary>
public sealed class NertcVoiceFeed : IAudioFrameObserver, IDisposable
{
    private readonly GameVoice.VoiceRecorder recorder;
    private readonly ConcurrentDictionary<ulong, VoiceSource> remotes = new ConcurrentDictionary<ulong, VoiceSource>();
    private readonly VoiceSource local;

    private IRtcEngine engine;

    public NertcVoiceFeed(GameVoice.Unity.VoiceRecorder scene, string localUser)
    {
        recorder = scene.Recorder;
        local = recorder.OpenSource(SourceKind.Local, localUser, "microphone");
    }

    /// <summary>Before joining the channel.</summary>
    public void Attach(IRtcEngine to)
    {
        engine = to;
        engine.SetAudioFrameObserver(this);
    }

    /// <summary>On the main thread: sources are opened there.</summary>
    public void UserJoined(ulong userId)
    {
        if (remotes.ContainsKey(userId)) return;
        remotes[userId] = recorder.OpenSource(SourceKind.Remote, userId.ToString(), "");
    }

    public void UserLeft(ulong userId)
    {
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
        local.Dispose();
        foreach (ulong userId in remotes.Keys) UserLeft(userId);
    }

    private static void Push(VoiceSource source, RtcAudioFrame frame)
    {
        RtcAudioFormat format = frame.format;
        source.PushPcm16(frame.data, (int)format.samplesPerChannel, (int)format.sampleRate, (int)format.channels);
    }
}

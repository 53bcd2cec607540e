using System;
using System.Collections.Generic;
using GameVoice;
using Photon.Voice;
using Photon.Voice.Unity;
using UnityEngine;

/// <summary>
/// Feeds a recorder from Photon Voice 2: put it on the object of the Photon Recorder, and name the VoiceConnection.
/// Each remote voice is a source of its own, from the frames its decoder gives (float, on Photon's threads); the local
/// voice comes from a processor behind the microphone, which changes nothing.
/// </summary>
public sealed class PhotonVoiceFeed : MonoBehaviour
{
    [SerializeField]
    private VoiceConnection connection;

    private readonly List<Remote> remotes = new List<Remote>();

    [NonSerialized] // a reload of scripts takes the event away, and must not keep this
    private VoiceConnection heard;

    private GameVoice.VoiceRecorder openedAt;
    private LocalProcessor local;

    /// <summary>The connection whose voices are recorded; name it before it connects, because voices that are there
    /// already are not told.</summary>
    public VoiceConnection Connection
    {
        get => connection;
        set
        {
            connection = value;
            if (isActiveAndEnabled) Hear(value);
        }
    }

    private void OnEnable() => Hear(connection);

    private void Update() => Follow();

    private void OnDisable() => OpenAt(null);

    private void OnDestroy() => Hear(null);

    /// <summary>Stays while the component is switched off, so that it knows the voices that come meanwhile.</summary>
    private void Hear(VoiceConnection from)
    {
        if (ReferenceEquals(from, heard)) return;
        if (!(heard is null)) heard.RemoteVoiceAdded -= OnRemoteVoiceAdded;
        foreach (Remote each in remotes.ToArray()) each.End();
        heard = from;
        if (heard != null) heard.RemoteVoiceAdded += OnRemoteVoiceAdded;
    }

    /// <summary>A component that was switched off and on has another recorder.</summary>
    private void Follow()
    {
        GameVoice.VoiceRecorder recorder = GameVoice.Unity.VoiceRecorder.Current?.Recorder;
        if (isActiveAndEnabled && !ReferenceEquals(recorder, openedAt)) OpenAt(recorder);
    }

    private void OpenAt(GameVoice.VoiceRecorder recorder)
    {
        openedAt = recorder;
        foreach (Remote each in remotes) each.Source.OpenAt(recorder);
        local?.Source.OpenAt(recorder);
    }

    private void OnRemoteVoiceAdded(RemoteVoiceLink link)
    {
        Follow();
        var remote = new Remote(this, link);
        remotes.Add(remote);
        remote.Source.OpenAt(openedAt);
    }

    /// <summary>Photon's message when its Recorder has made the local voice.</summary>
    private void PhotonVoiceCreated(PhotonVoiceCreatedParams created)
    {
        if (!(created.Voice is LocalVoiceAudioFloat voice)) return;
        Follow();
        local?.Dispose();
        local = new LocalProcessor(voice.Info);
        local.Source.OpenAt(openedAt);
        voice.AddPostProcessor(local);
    }

    /// <summary>A source at the recorder that there is now.</summary>
    private sealed class Feed
    {
        private readonly SourceKind kind;
        private readonly string userId;
        private readonly string label;

        private volatile VoiceSource source; // pushed to on Photon's threads

        internal Feed(SourceKind kind, string userId, string label)
        {
            this.kind = kind;
            this.userId = userId;
            this.label = label;
        }

        /// <summary>null: at none.</summary>
        internal void OpenAt(GameVoice.VoiceRecorder recorder)
        {
            source?.Dispose();
            source = null;
            try
            {
                source = recorder?.OpenSource(kind, userId, label);
            }
            catch (VoiceRecorderException refused)
            {
                Debug.LogWarning("PhotonVoiceFeed: " + refused.Message);
            }
        }

        internal void Push(float[] samples, VoiceInfo info) => source?.Push(samples, info.SamplingRate, info.Channels);
    }

    private sealed class Remote
    {
        private readonly PhotonVoiceFeed feed;
        private readonly RemoteVoiceLink link;
        private readonly VoiceInfo info;

        internal Remote(PhotonVoiceFeed feed, RemoteVoiceLink link)
        {
            this.feed = feed;
            this.link = link;
            info = link.VoiceInfo;
            Source = new Feed(SourceKind.Remote, link.PlayerId + "/" + link.VoiceId, "");
            link.FloatFrameDecoded += OnFrame;
            link.RemoteVoiceRemoved += End;
        }

        internal Feed Source { get; }

        internal void End()
        {
            link.FloatFrameDecoded -= OnFrame;
            link.RemoteVoiceRemoved -= End;
            Source.OpenAt(null);
            feed.remotes.Remove(this);
        }

        private void OnFrame(FrameOut<float> frame)
        {
            if (frame.Buf != null) Source.Push(frame.Buf, info); // null: the decoder had nothing
        }
    }

    private sealed class LocalProcessor : IProcessor<float>
    {
        private readonly VoiceInfo info;

        internal LocalProcessor(VoiceInfo info)
        {
            this.info = info;
        }

        internal Feed Source { get; } = new Feed(SourceKind.Local, "", "microphone");

        public float[] Process(float[] buf)
        {
            Source.Push(buf, info);
            return buf;
        }

        public void Dispose() => Source.OpenAt(null);
    }
}

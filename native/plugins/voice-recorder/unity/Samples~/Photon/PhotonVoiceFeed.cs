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

    private LocalProcessor local;

    /// <summary>The connection whose voices are recorded.</summary>
    public VoiceConnection Connection
    {
        get => connection;
        set => connection = value;
    }

    private static GameVoice.VoiceRecorder Core => GameVoice.Unity.VoiceRecorder.Current?.Recorder;

    private void OnEnable() => connection.RemoteVoiceAdded += OnRemoteVoiceAdded;

    private void OnDisable()
    {
        connection.RemoteVoiceAdded -= OnRemoteVoiceAdded;
        foreach (Remote each in remotes.ToArray()) each.End();
        local?.Dispose();
    }

    private void OnRemoteVoiceAdded(RemoteVoiceLink link)
    {
        if (Core != null) remotes.Add(new Remote(this, link, Core));
    }

    /// <summary>Photon's message when its Recorder has made the local voice.</summary>
    private void PhotonVoiceCreated(PhotonVoiceCreatedParams created)
    {
        if (Core == null || !(created.Voice is LocalVoiceAudioFloat voice)) return;
        local = new LocalProcessor(Core.OpenSource(SourceKind.Local, "", "microphone"), voice.Info);
        voice.AddPostProcessor(local);
    }

    private sealed class Remote
    {
        private readonly PhotonVoiceFeed feed;
        private readonly RemoteVoiceLink link;
        private readonly VoiceSource source;
        private readonly int rate;
        private readonly int channels;

        internal Remote(PhotonVoiceFeed feed, RemoteVoiceLink link, GameVoice.VoiceRecorder core)
        {
            this.feed = feed;
            this.link = link;
            rate = link.VoiceInfo.SamplingRate;
            channels = link.VoiceInfo.Channels;
            source = core.OpenSource(SourceKind.Remote, link.PlayerId + "/" + link.VoiceId, "");
            link.FloatFrameDecoded += OnFrame;
            link.RemoteVoiceRemoved += End;
        }

        internal void End()
        {
            link.FloatFrameDecoded -= OnFrame;
            link.RemoteVoiceRemoved -= End;
            source.Dispose();
            feed.remotes.Remove(this);
        }

        private void OnFrame(FrameOut<float> frame)
        {
            if (frame.Buf != null) source.Push(frame.Buf, rate, channels); // null: the decoder had nothing
        }
    }

    private sealed class LocalProcessor : IProcessor<float>
    {
        private readonly VoiceSource source;
        private readonly VoiceInfo info;

        internal LocalProcessor(VoiceSource source, VoiceInfo info)
        {
            this.source = source;
            this.info = info;
        }

        public float[] Process(float[] buf)
        {
            source.Push(buf, info.SamplingRate, info.Channels);
            return buf;
        }

        public void Dispose() => source.Dispose();
    }
}

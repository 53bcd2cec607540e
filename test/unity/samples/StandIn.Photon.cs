using System;
using System.Collections.Generic;

namespace Photon.Voice
{
    public struct VoiceInfo
    {
        public int SamplingRate { get; set; }

        public int Channels { get; set; }
    }

    public class FrameOut<T>
    {
        public FrameOut(T[] buf) => Buf = buf;

        public T[] Buf { get; }
    }

    public interface IProcessor<T> : IDisposable
    {
        T[] Process(T[] buf);
    }

    public abstract class LocalVoice
    {
        public VoiceInfo Info { get; set; }
    }

    public class LocalVoiceAudioFloat : LocalVoice
    {
        public List<IProcessor<float>> Processors { get; } = new List<IProcessor<float>>();

        public void AddPostProcessor(params IProcessor<float>[] processors) => Processors.AddRange(processors);
    }
}

namespace Photon.Voice.Unity
{
    public class RemoteVoiceLink
    {
        public event Action<FrameOut<float>> FloatFrameDecoded;

        public event Action RemoteVoiceRemoved;

        public VoiceInfo VoiceInfo { get; set; }

        public int PlayerId { get; set; }

        public int VoiceId { get; set; }

        public void Decode(float[] samples) => FloatFrameDecoded?.Invoke(new FrameOut<float>(samples));

        public void Remove() => RemoteVoiceRemoved?.Invoke();
    }

    public class VoiceConnection : UnityEngine.MonoBehaviour
    {
        public event Action<RemoteVoiceLink> RemoteVoiceAdded;

        public void Add(RemoteVoiceLink link) => RemoteVoiceAdded?.Invoke(link);
    }

    public class PhotonVoiceCreatedParams
    {
        public LocalVoice Voice { get; set; }
    }
}

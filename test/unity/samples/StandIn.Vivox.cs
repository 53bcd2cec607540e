using System;
using UnityEngine;

namespace Unity.Services.Vivox
{
    public interface IVivoxService
    {
        event Action<VivoxParticipant> ParticipantAddedToChannel;

        event Action<VivoxParticipant> ParticipantRemovedFromChannel;
    }

    public static class VivoxService
    {
        public static IVivoxService Instance { get; set; }
    }

    public sealed class VivoxParticipant
    {
        public string PlayerId { get; set; }

        public bool IsSelf { get; set; }

        public GameObject CreateVivoxParticipantTap(string gameObjectName, bool silenceInChannelAudioMix)
        {
            var made = new GameObject(gameObjectName);
            made.AddComponent<AudioTaps.VivoxParticipantTap>();
            return made;
        }
    }
}

namespace Unity.Services.Vivox.AudioTaps
{
    [RequireComponent(typeof(AudioSource))]
    public abstract class VivoxAudioTap : MonoBehaviour
    {
    }

    public sealed class VivoxCaptureSourceTap : VivoxAudioTap
    {
    }

    public sealed class VivoxParticipantTap : VivoxAudioTap
    {
    }
}

using System.Collections.Generic;
using GameVoice;
using GameVoice.Unity;
using Unity.Services.Vivox;
using Unity.Services.Vivox.AudioTaps;
using UnityEngine;

/// <summary>
/// Feeds a recorder from Vivox's Audio Taps (Vivox package 16): they are AudioSources, so a Voice Recorder Tap behind
/// each of them hears the local player and every participant. Put it on any object before a channel is joined.
///
/// The participant taps do not silence the channel's own mix; what they play would be heard a second time, so a
/// VoiceSilencer behind the tap clears it.
/// </summary>
public sealed class VivoxVoiceFeed : MonoBehaviour
{
    private readonly Dictionary<string, GameObject> taps = new Dictionary<string, GameObject>();

    private GameObject capture;

    private void OnEnable()
    {
        capture = new GameObject("Voice Recorder: microphone");
        capture.SetActive(false); // until its fields are set
        capture.AddComponent<VivoxCaptureSourceTap>();
        Listen(capture, SourceKind.Local, "");
        capture.SetActive(true);
        VivoxService.Instance.ParticipantAddedToChannel += OnAdded;
        VivoxService.Instance.ParticipantRemovedFromChannel += OnRemoved;
    }

    private void OnDisable()
    {
        VivoxService.Instance.ParticipantAddedToChannel -= OnAdded;
        VivoxService.Instance.ParticipantRemovedFromChannel -= OnRemoved;
        Destroy(capture);
        foreach (GameObject each in taps.Values) Destroy(each);
        taps.Clear();
    }

    private void OnAdded(VivoxParticipant participant)
    {
        if (participant.IsSelf || taps.ContainsKey(participant.PlayerId)) return;
        GameObject tap = participant.CreateVivoxParticipantTap("Voice Recorder: " + participant.PlayerId, false);
        tap.SetActive(false);
        Listen(tap, SourceKind.Remote, participant.PlayerId);
        tap.SetActive(true);
        taps.Add(participant.PlayerId, tap);
    }

    private void OnRemoved(VivoxParticipant participant)
    {
        if (!taps.TryGetValue(participant.PlayerId, out GameObject tap)) return;
        taps.Remove(participant.PlayerId);
        Destroy(tap);
    }

    private static void Listen(GameObject at, SourceKind kind, string userId)
    {
        VoiceRecorderTap tap = at.AddComponent<VoiceRecorderTap>();
        tap.Kind = kind;
        tap.UserId = userId;
        at.AddComponent<VoiceSilencer>();
    }
}

using System;
using UnityEngine;

/// <summary>Clears what the components above it on the same object play.</summary>
public sealed class VoiceSilencer : MonoBehaviour
{
    private void OnAudioFilterRead(float[] data, int channels) => Array.Clear(data, 0, data.Length);
}

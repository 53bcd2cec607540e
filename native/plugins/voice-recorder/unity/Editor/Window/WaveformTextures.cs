using System;
using System.Collections.Generic;
using UnityEngine;
using Object = UnityEngine.Object;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>One texture for each waveform that is shown; they go with the window.</summary>
    internal sealed class WaveformTextures : IDisposable
    {
        internal const int Height = 36;

        private const int MostKept = 256;

        private readonly Dictionary<Waveform, Texture2D> made = new Dictionary<Waveform, Texture2D>();

        internal Texture2D Of(Waveform waveform)
        {
            // The engine may have destroyed one, e.g. with a scene.
            if (made.TryGetValue(waveform, out Texture2D texture) && texture != null) return texture;
            if (made.Count >= MostKept) Dispose();
            texture = new Texture2D(waveform.Min.Length, Height, TextureFormat.RGBA32, false)
            {
                hideFlags = HideFlags.HideAndDontSave,
            };
            texture.SetPixels32(WaveformPainter.Paint(waveform, Height));
            texture.Apply();
            made[waveform] = texture;
            return texture;
        }

        public void Dispose()
        {
            foreach (Texture2D each in made.Values) Object.DestroyImmediate(each);
            made.Clear();
        }
    }
}

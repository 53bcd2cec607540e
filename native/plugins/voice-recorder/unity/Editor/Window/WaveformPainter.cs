using UnityEngine;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Pixels of a waveform, for a texture: rows from the bottom.</summary>
    internal static class WaveformPainter
    {
        private static readonly Color32 Paper = new Color32(0, 0, 0, 40);
        private static readonly Color32 Ink = new Color32(90, 170, 250, 255);

        internal static Color32[] Paint(Waveform waveform, int height)
        {
            int width = waveform.Min.Length;
            var pixels = new Color32[width * height];
            for (int i = 0; i < pixels.Length; i++) pixels[i] = Paper;
            for (int column = 0; column < width; column++)
            {
                int from = Row(waveform.Min[column], height);
                int to = Row(waveform.Max[column], height);
                for (int row = from; row <= to; row++) pixels[(row * width) + column] = Ink;
            }
            return pixels;
        }

        private static int Row(float sample, int height) =>
            Mathf.Clamp(Mathf.RoundToInt((sample + 1) / 2 * (height - 1)), 0, height - 1);
    }
}

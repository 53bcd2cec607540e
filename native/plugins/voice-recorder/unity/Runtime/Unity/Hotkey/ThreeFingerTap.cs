using System;

namespace GameVoice.Unity
{
    /// <summary>Three fingers, no more, that come and go within half a second.</summary>
    internal sealed class ThreeFingerTap
    {
        private const int Fingers = 3;
        private const double LongestMs = 500;

        private int most;
        private double beganMs;

        /// <summary>What is down counts no longer.</summary>
        internal void Forget() => most = 0;

        /// <summary>true in the frame in which the last of the three is lifted.</summary>
        internal bool Follow(int fingers, double nowMs)
        {
            if (fingers > 0)
            {
                if (most == 0) beganMs = nowMs;
                most = Math.Max(most, fingers);
                return false;
            }
            bool isTap = most == Fingers && nowMs - beganMs <= LongestMs;
            most = 0;
            return isTap;
        }
    }
}

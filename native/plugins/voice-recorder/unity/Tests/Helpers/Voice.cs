using System;

namespace GameVoice.Testing
{
    /// <summary>Whose sound is listened to: a side, or one user of either side.</summary>
    public sealed class Voice
    {
        private Voice(string side, string user)
        {
            Side = side;
            User = user;
        }

        /// <summary>The player at this machine.</summary>
        public static Voice Local { get; } = new Voice("local", null);

        /// <summary>All remote users.</summary>
        public static Voice Remote { get; } = new Voice("remote", null);

        /// <summary>Everything that is in the file.</summary>
        public static Voice Mix { get; } = new Voice("mix", null);

        internal string Side { get; }

        internal string User { get; }

        /// <summary>One user.</summary>
        public static Voice Of(string userId) =>
            new Voice(null, userId ?? throw new ArgumentNullException(nameof(userId)));
    }
}

namespace GameVoice.Unity
{
    /// <summary>
    /// Decides in every frame whether the player asks for a dump: the right key with exactly the right modifiers, or a
    /// tap with three fingers, and not too soon again.
    /// </summary>
    internal sealed class Hotkey
    {
        /// <summary>What a tap is called where a key would be.</summary>
        internal const string TapName = "ThreeFingerTap";

        private readonly HotkeySettings settings;
        private readonly IKeyboard keyboard;
        private readonly ThreeFingerTap tap = new ThreeFingerTap();

        private string parsed;
        private HotkeyBinding binding;
        private double readyAtMs = double.NegativeInfinity;

        internal Hotkey(HotkeySettings settings, IKeyboard keyboard)
        {
            this.settings = settings;
            this.keyboard = keyboard;
        }

        /// <summary>Why there is no key to press; "" when all is well.</summary>
        internal string Problem { get; private set; } = "";

        /// <summary>
        /// The text of what was pressed in this frame; null: nothing. <paramref name="nowMs"/> is the clock of the
        /// cool-down.
        /// </summary>
        internal string Pressed(double nowMs)
        {
            if (!ReferenceEquals(settings.key, parsed)) Bind();
            string pressed = null;
            if (settings.threeFingerTap && tap.Follow(keyboard.Fingers, nowMs)) pressed = TapName;
            bool isKey = binding != null && keyboard.WentDown(binding.Key) && keyboard.Held == binding.Modifiers;
            if (isKey) pressed = binding.Text;
            if (pressed == null || nowMs < readyAtMs) return null;
            readyAtMs = nowMs + settings.cooldownMs;
            return pressed;
        }

        /// <summary>The game lost the focus: fingers that are lifted meanwhile are not told.</summary>
        internal void Release() => tap.Forget();

        private void Bind()
        {
            parsed = settings.key;
            binding = null;
            Problem = "";
            if (string.IsNullOrEmpty(parsed)) return;
            try
            {
                HotkeyBinding read = HotkeyBinding.Parse(parsed);
                if (keyboard.Knows(read.Key)) binding = read;
                else Problem = "hotkey: the input system of this project has no key \"" + read.Key + "\"; take another";
            }
            catch (VoiceRecorderException wrong)
            {
                Problem = wrong.Reason;
            }
        }
    }
}

using GameVoice.Native;

namespace GameVoice
{
    /// <summary>What the native library of this platform is and can do.</summary>
    public sealed unsafe class Support
    {
        internal Support()
        {
            uint bits = NativeMethods.vr_capabilities();
            Version = Utf8.Text(NativeMethods.vr_version());
            SourceFingerprint = Utf8.Text(NativeMethods.vr_source_fingerprint());
            AacEncoder = Utf8.Text(NativeMethods.vr_aac_encoder_name());
            Wav = (bits & NativeMethods.CapabilityWav) != 0;
            Aac = (bits & NativeMethods.CapabilityAac) != 0;
            SurvivesProcess = (bits & NativeMethods.CapabilityDurabilityProcess) != 0;
            Encryption = (bits & NativeMethods.CapabilityEncryption) != 0;
        }

        /// <summary>major.minor.patch.</summary>
        public string Version { get; }

        /// <summary>A digest of the sources that the library was built from, in hexadecimal.</summary>
        public string SourceFingerprint { get; }

        /// <summary>The AAC encoder's name, or "none".</summary>
        public string AacEncoder { get; }

        /// <summary>Whether it records .wav.</summary>
        public bool Wav { get; }

        /// <summary>Whether it records .aac.</summary>
        public bool Aac { get; }

        /// <summary>Whether <see cref="Durability.Process"/> is there.</summary>
        public bool SurvivesProcess { get; }

        /// <summary>Whether a task may have an encryption key.</summary>
        public bool Encryption { get; }
    }
}

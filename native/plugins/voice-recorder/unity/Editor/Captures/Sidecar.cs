using System;
using System.IO;
using System.Runtime.Serialization;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>What the list shows of a sidecar; its format is in doc/capture-format.md of the project.</summary>
    [DataContract]
    internal sealed class Sidecar
    {
        private const long MostBytes = 32 * 1024 * 1024; // markers and statistics are bounded by 4 MiB each

        [DataMember(Name = "startedAtUnixMs")]
        internal double? StartedAtUnixMs { get; set; }

        [DataMember(Name = "durationSeconds")]
        internal double? DurationSeconds { get; set; }

        [DataMember(Name = "reason")]
        internal string Reason { get; set; }

        [DataMember(Name = "room")]
        internal string Room { get; set; }

        [DataMember(Name = "pinned")]
        internal bool? Pinned { get; set; }

        [DataMember(Name = "note")]
        internal string Note { get; set; }

        [DataMember(Name = "encrypted")]
        internal Part Encrypted { get; set; }

        [DataMember(Name = "tracks")]
        internal Part[] Tracks { get; set; }

        internal static string PathOf(string audioPath) => audioPath + ".json";

        /// <summary>null: there is none, or none that can be used.</summary>
        internal static Sidecar Of(string audioPath)
        {
            try
            {
                using (FileStream file = SharedFile.Open(PathOf(audioPath)))
                {
                    return file.Length > MostBytes ? null : JsonText.Read<Sidecar>(file);
                }
            }
            catch (Exception failure) when (failure is IOException || failure is UnauthorizedAccessException)
            {
                return null;
            }
        }

        [DataContract]
        internal sealed class Part
        {
            [DataMember(Name = "file")]
            internal string File { get; set; }
        }
    }
}

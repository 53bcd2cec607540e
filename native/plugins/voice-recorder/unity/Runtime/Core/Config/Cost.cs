using GameVoice.Native;

namespace GameVoice
{
    /// <summary>What a configuration costs, before it is started.</summary>
    public sealed class Cost
    {
        internal Cost(in VrCost cost)
        {
            BufferBytes = (long)cost.buffer_bytes;
            FileBytes = (long)cost.file_bytes;
            BytesPerSecond = (long)cost.bytes_per_second;
            RingBytes = (long)cost.ring_bytes;
        }

        /// <summary>Memory of the cycle buffer with its feature tracks.</summary>
        public long BufferBytes { get; }

        /// <summary>The capture of a full cycle buffer; in real time, of one hour; all tracks together.</summary>
        public long FileBytes { get; }

        /// <summary>Of the files.</summary>
        public long BytesPerSecond { get; }

        /// <summary>On disk in the recovery folder, taken when the task starts.</summary>
        public long RingBytes { get; }
    }
}

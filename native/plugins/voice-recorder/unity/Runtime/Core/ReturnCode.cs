namespace GameVoice
{
    /// <summary>What a call returns: vr_status of the native header. The first four are those of the NERTC
    /// SDK.</summary>
    public static class ReturnCode
    {
        /// <summary>Accepted; what happens later arrives as an event.</summary>
        public const int Ok = 0;

        /// <summary>A value that is not allowed. Nothing is rounded, nothing has changed.</summary>
        public const int InvalidParameter = 30003;

        /// <summary>Not possible now: stop or dump without a task, a closed source, a disposed recorder.</summary>
        public const int InvalidState = 30005;

        /// <summary>A start outside a room.</summary>
        public const int NotInRoom = 30101;

        /// <summary>Push only: the queue of the source is full, the block is counted as dropped.</summary>
        public const int BlockDropped = 39001;

        /// <summary>This build cannot do it, or there is no native library.</summary>
        public const int NotSupported = 39002;

        /// <summary>The memory asked for is not there; nothing has changed.</summary>
        public const int OutOfMemory = 39003;

        /// <summary>More recorders (32) or sources (256) than one process can hold.</summary>
        public const int Limit = 39004;
    }
}

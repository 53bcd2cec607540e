// A process holds 32 recorders: tests that count them, or the bytes of a thread, are alone.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

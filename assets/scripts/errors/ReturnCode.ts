/** What a call returns: `vr_status` of the native header. The first four are those of the NERTC SDK. */
export const ReturnCode = {
  /** Accepted; what happens later arrives as an event. */
  Ok: 0,
  /** A value that is not allowed. Nothing is rounded, nothing has changed. */
  InvalidParameter: 30003,
  /** Not possible now: stop or dump without a task, a closed source, consent missing, a disposed recorder. */
  InvalidState: 30005,
  /** A start outside a room. */
  NotInRoom: 30101,
  /** `push` only: the source's queue is full, the block is counted as dropped. */
  BlockDropped: 39001,
  /** This build cannot do it, or there is no native plugin. */
  NotSupported: 39002,
  /** The memory asked for is not there; nothing has changed. */
  OutOfMemory: 39003,
  /** More recorders or sources than one process can hold. */
  Limit: 39004,
} as const;

export type ReturnCode = (typeof ReturnCode)[keyof typeof ReturnCode];

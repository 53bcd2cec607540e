import { ccenum } from 'cc';

// What the inspector offers. No value is -1, which the engine would replace. Scenes keep the numbers: never change one.

/** The sample rates that a file may have, in Hz. */
export enum SampleRate {
  Hz16000 = 16000,
  Hz32000 = 32000,
  Hz44100 = 44100,
  Hz48000 = 48000,
}

/** AAC bit rate for one channel: 27, 50 or 96 kbit/s. */
export enum RecordingQuality {
  Low = 0,
  Medium = 1,
  High = 2,
}

/** Whose voices are recorded. */
export enum RecordingPosition {
  /** Local and remote. */
  MixedRecordingAndPlayback = 0,
  /** What the local user publishes. */
  Recording = 1,
  /** All remote users. */
  MixedPlayback = 2,
}

/** Channels of the file. */
export enum ChannelCount {
  /** 2 with `Split`, otherwise 1. */
  ByLayout = 0,
  Mono = 1,
  Stereo = 2,
}

/** Where the voices go in the file. */
export enum RecordingLayout {
  /** Every voice on every channel. */
  Mix = 0,
  /** Local left, remote right. */
  Split = 1,
}

/** Where what is recorded is kept until it is in its file. */
export enum Durability {
  /** On disk where there is a recovery folder, otherwise in memory. */
  Default = 0,
  Memory = 1,
  /** On disk: it survives the process. */
  Process = 2,
}

/** Which files a recording makes. */
export enum Tracks {
  Mix = 0,
  /** Beside the mix a file for each user. */
  Separate = 1,
}

/** Which lines go to the console. */
export enum LogLines {
  None = 0,
  Error = 1,
  Warning = 2,
  Info = 3,
}

ccenum(SampleRate);
ccenum(RecordingQuality);
ccenum(RecordingPosition);
ccenum(ChannelCount);
ccenum(RecordingLayout);
ccenum(Durability);
ccenum(Tracks);
ccenum(LogLines);

import { expected } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';
import type { NERtcAudioRecordingPosition } from './enums';
import { NERtcAudioRecordingQuality } from './enums';
import { checkKey } from './encryptionKey';
import type { EncryptionKey } from './encryptionKey';
import { flag, oneOf, readFields, wholeNumber } from './fields';
import type { Fields } from './fields';
import { absolutePath } from './text';

/** What `startAudioRecordingWithConfig`, `start` and `estimate` take. An unknown key is an error. */
export interface AudioRecordingConfig {
  /** Absolute path ending in `.wav` or `.aac` (any letter case). Required. Its folder must exist. */
  filePath?: string;
  /** 16000, 32000, 44100 or 48000 Hz; default 32000. */
  sampleRate?: number;
  /** AAC only; 0 Low, 1 Medium, 2 High; default Medium. */
  quality?: NERtcAudioRecordingQuality;
  /** 0 local and remote, 1 local, 2 remote; default 0. */
  position?: NERtcAudioRecordingPosition;
  /** 0 writes as it happens, 1..3600 keeps the last so many seconds (whole numbers); default 0. */
  cycleTime?: number;
  /** 1 or 2; default 1, with `layout: 'split'` always 2. */
  channels?: 1 | 2;
  /** `mix`, or `split`: local left, remote right, which implies 2 channels and position 0. Default `mix`. */
  layout?: 'mix' | 'split';
  /** false: an existing file is an error (event code 2). Default true. */
  overwrite?: boolean;
  /**
   * Where what is recorded is kept until it is in its file: `process` on disk, so that it survives the process, or
   * `memory`. Default: `process` where the recorder has a `recoveryFolder`, which `process` needs.
   */
  durability?: 'memory' | 'process';
  /** `separate`: a file for each user beside the mix, on the same time line. Default `mix`. */
  tracks?: 'mix' | 'separate';
  /** With which ring and captures are encrypted, 32 bytes or 64 hexadecimal digits. Default: they are plain. */
  encryptionKey?: EncryptionKey;

  /** The SDK's own spelling of {@link filePath}. */
  file_path?: string;
  /** The SDK's own spelling of {@link sampleRate}. */
  sample_rate?: number;
  /** The SDK's own spelling of {@link cycleTime}. */
  cycle_time?: number;
  /** {@link filePath} as on Android. */
  recordFilePath?: string;
  /** {@link sampleRate} as on Android. */
  recordSampleRate?: number;
  /** {@link quality} as on Android. */
  recordQuality?: NERtcAudioRecordingQuality;
  /** {@link position} as on Android. */
  recordPosition?: NERtcAudioRecordingPosition;
  /** {@link cycleTime} as on Android. */
  recordCycleTime?: number;
}

/** A checked configuration with every default filled in. */
export interface TaskSettings {
  filePath: string;
  sampleRate: number;
  quality: number;
  position: number;
  cycleTime: number;
  channels: number;
  /** 0 mix, 1 split. */
  layout: number;
  overwrite: boolean;
  /** -1 where the recorder has a recovery folder on disk, otherwise in memory; 0 memory, 1 process. */
  durability: number;
  /** 0 mix, 1 separate. */
  tracks: number;
  /** 32 bytes; none at all: nothing is encrypted. */
  encryptionKey: Uint8Array;
}

/** What of the recorder a task depends on. */
export interface TaskSurroundings {
  /** Empty: none. */
  readonly recoveryFolder: string;
}

export const SAMPLE_RATES_HZ = [16000, 32000, 44100, 48000] as const;
export const MAX_CYCLE_TIME_S = 3600;

/** The fields under their own names. */
export const TASK_FIELDS = [
  'filePath',
  'sampleRate',
  'quality',
  'position',
  'cycleTime',
  'channels',
  'layout',
  'overwrite',
  'durability',
  'tracks',
  'encryptionKey',
] as const;

/** Other spellings of the fields, in the SDK and on its platforms. */
export const TASK_ALIASES: Readonly<Record<string, (typeof TASK_FIELDS)[number]>> = {
  file_path: 'filePath',
  sample_rate: 'sampleRate',
  cycle_time: 'cycleTime',
  recordFilePath: 'filePath',
  recordSampleRate: 'sampleRate',
  recordQuality: 'quality',
  recordPosition: 'position',
  recordCycleTime: 'cycleTime',
};

/** Checks a configuration; throws a `VoiceRecorderError` 30003 that says what was expected. */
export function checkTaskConfig(config: unknown, around: TaskSurroundings = { recoveryFolder: '' }): TaskSettings {
  const fields = readFields('config', config, TASK_FIELDS, TASK_ALIASES);
  const filePath = absolutePath('filePath', fields.get('filePath'));
  const layout = oneOf(fields, 'layout', ['mix', 'split'], 'mix');
  const split = layout === 'split';
  const position = oneOf(fields, 'position', [0, 1, 2], 0);
  if (split && position !== 0) throw invalidParameter(expected('position', '0 with layout "split"', position));
  const channels = oneOf(fields, 'channels', [1, 2], split ? 2 : 1);
  if (split && channels !== 2) throw invalidParameter(expected('channels', '2 with layout "split"', channels));
  return {
    filePath,
    sampleRate: oneOf(fields, 'sampleRate', SAMPLE_RATES_HZ, 32000),
    quality: oneOf(fields, 'quality', [0, 1, 2], NERtcAudioRecordingQuality.Medium),
    position,
    cycleTime: wholeNumber(fields, 'cycleTime', 0, MAX_CYCLE_TIME_S, 0),
    channels,
    layout: split ? 1 : 0,
    overwrite: flag(fields, 'overwrite', true),
    durability: checkDurability(fields, around),
    tracks: oneOf(fields, 'tracks', ['mix', 'separate'], 'mix') === 'separate' ? 1 : 0,
    encryptionKey: checkKey('encryptionKey', fields.get('encryptionKey')),
  };
}

function checkDurability(fields: Fields, { recoveryFolder }: TaskSurroundings): number {
  if (fields.get('durability') === undefined) return -1;
  if (oneOf(fields, 'durability', ['memory', 'process'], 'memory') === 'memory') return 0;
  if (recoveryFolder !== '') return 1;
  throw invalidParameter(
    'durability: "process" keeps on disk what is recorded; expected a recorder with a recoveryFolder, got one without: ' +
      'give it to new VoiceRecorder, or use "memory"',
  );
}

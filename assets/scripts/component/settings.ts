import type { NativeBridge } from '../bridge/NativeBridge';
import type { EncryptionKey } from '../config/encryptionKey';
import { estimateCost } from '../config/estimate';
import type { CostEstimate } from '../config/estimate';
import type { AudioRecordingConfig } from '../config/taskConfig';
import type { VoiceRecorderOptions } from '../VoiceRecorder';
import type { ChannelCount, LogLines, RecordingPosition, RecordingQuality, SampleRate } from './enums';
import { Durability, RecordingLayout, Tracks } from './enums';
import { OPTION_TYPES, RECORDING_TYPES, requireTypes, wrongType } from './fieldTypes';
import { absoluteFolder, folderOf, isAbsolute } from './scenePaths';

/** What is recorded, and how, as a scene keeps it. */
export interface RecordingFields {
  filePath: string;
  sampleRate: SampleRate;
  quality: RecordingQuality;
  position: RecordingPosition;
  cycleTime: number;
  channels: ChannelCount;
  layout: RecordingLayout;
  overwrite: boolean;
  durability: Durability;
  tracks: Tracks;
}

/** Folders and bounds of the recorder, as a scene keeps them. */
export interface OptionFields {
  recorderName: string;
  capturesFolder: string;
  recoveryFolder: string;
  nameTemplate: string;
  retentionCount: number;
  retentionBytes: number;
  retentionAgeSeconds: number;
  minFreeBytes: number;
  maxBufferBytes: number;
  maxRingBytes: number;
  maxSources: number;
  maxTracks: number;
  mixDelayMs: number;
  requireConsent: boolean;
  logLevel: LogLines;
}

// The words of the API in the order of the numbers that scenes keep.
const LAYOUTS = ['mix', 'split'] as const;
const DURABILITIES = [undefined, 'memory', 'process'] as const;
const TRACKS = ['mix', 'separate'] as const;
const LOG_LEVELS = ['none', 'error', 'warning', 'info'] as const;

const NO_COST: CostEstimate = { bufferBytes: 0, fileBytes: 0, bytesPerSecond: 0, ringBytes: 0 };

/** The folder that the game may write to, of which the host's captures folder is a part; empty: not known. */
export function dataFolder(bridge: NativeBridge | undefined): string {
  return folderOf(bridge?.defaultCapturesFolder ?? '');
}

/**
 * The options of a recorder. Empty texts are absent; relative folders lie in the game's data, and are made. Throws 30003
 * for a field of another type.
 */
export function recorderOptions(fields: OptionFields, bridge: NativeBridge | undefined): VoiceRecorderOptions {
  requireTypes(fields, OPTION_TYPES);
  return {
    ...text('name', fields.recorderName),
    ...text('capturesFolder', folder(fields.capturesFolder, bridge)),
    ...text('recoveryFolder', folder(fields.recoveryFolder, bridge)),
    ...text('nameTemplate', fields.nameTemplate),
    retention: {
      count: fields.retentionCount,
      bytes: fields.retentionBytes,
      ageSeconds: fields.retentionAgeSeconds,
    },
    minFreeBytes: fields.minFreeBytes,
    ...(fields.maxBufferBytes === 0 ? {} : { maxBufferBytes: fields.maxBufferBytes }),
    maxRingBytes: fields.maxRingBytes,
    maxSources: fields.maxSources,
    maxTracks: fields.maxTracks,
    mixDelayMs: fields.mixDelayMs,
    requireConsent: fields.requireConsent,
    logLevel: word(LOG_LEVELS, fields.logLevel),
  };
}

/** The configuration of a start. */
export function recordingConfig(
  fields: RecordingFields,
  filePath: string,
  encryptionKey: EncryptionKey | undefined,
): AudioRecordingConfig {
  const { sampleRate, quality, position, cycleTime, overwrite } = fields;
  return {
    ...{ filePath, sampleRate, quality, position, cycleTime, overwrite },
    ...(Number(fields.channels) === 0 ? {} : { channels: Number(fields.channels) as 1 | 2 }),
    layout: word(LAYOUTS, fields.layout),
    ...(fields.durability === Durability.Default ? {} : { durability: word(DURABILITIES, fields.durability) }),
    tracks: word(TRACKS, fields.tracks),
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
  };
}

/** What a recording with these fields costs, without a plugin; nothing where one is of another type. */
export function costOf(fields: RecordingFields & OptionFields): CostEstimate {
  if (wrongType(fields, { ...RECORDING_TYPES, ...OPTION_TYPES }) !== '') return NO_COST;
  const { filePath, sampleRate, quality, position, cycleTime, overwrite, maxSources, maxTracks } = fields;
  const isSplit = fields.layout === RecordingLayout.Split;
  const isDurable =
    fields.durability === Durability.Process ||
    (fields.durability === Durability.Default && fields.recoveryFolder !== '');
  const task = {
    ...{ filePath, sampleRate, quality, position, cycleTime, overwrite },
    channels: Number(fields.channels) || (isSplit ? 2 : 1),
    layout: isSplit ? 1 : 0,
    durability: isDurable ? 1 : 0,
    tracks: fields.tracks === Tracks.Separate ? 1 : 0,
    encryptionKey: new Uint8Array(0),
  };
  // Of a durable task it counts only that there is a folder.
  return estimateCost(task, { recoveryFolder: isDurable ? 'recovery' : '', maxSources, maxTracks });
}

/** Whether a file of this path is AAC. */
export function isAac(filePath: string): boolean {
  return /\.aac$/i.test(filePath);
}

function folder(given: string, bridge: NativeBridge | undefined): string {
  if (bridge === undefined && !isAbsolute(given)) return '';
  const absolute = absoluteFolder(given, dataFolder(bridge));
  if (given !== '' && absolute !== given) bridge?.makeFolder?.(absolute);
  return absolute;
}

function text(name: string, value: string): Record<string, string> {
  return value === '' ? {} : { [name]: value };
}

/** A number that is none of them, as a damaged scene may have it, stays one: the API refuses it and says so. */
function word<T>(words: readonly T[], index: number): NonNullable<T> {
  return (words[index] ?? index) as NonNullable<T>;
}

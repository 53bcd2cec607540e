import { expected } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';
import type { HotkeyFields } from './HotkeyInput';
import type { OptionFields, RecordingFields } from './settings';
import type { TestToneFields } from './TestTone';

type FieldType = 'string' | 'number' | 'boolean';
type Types<T> = Readonly<Record<keyof T, FieldType>>;

// A script or a damaged scene may put anything into a field. Which numbers and texts are fine is the API's to say.
const WORDS = { string: 'a string', number: 'a number', boolean: 'true or false' } as const;

/** Of which type each field is that says what is recorded. */
export const RECORDING_TYPES: Types<RecordingFields> = {
  ...{ filePath: 'string', sampleRate: 'number', quality: 'number', position: 'number', cycleTime: 'number' },
  ...{ channels: 'number', layout: 'number', overwrite: 'boolean', durability: 'number', tracks: 'number' },
};

/** Folders and bounds of the recorder. */
export const OPTION_TYPES: Types<OptionFields> = {
  ...{ recorderName: 'string', capturesFolder: 'string', recoveryFolder: 'string', nameTemplate: 'string' },
  ...{ retentionCount: 'number', retentionBytes: 'number', retentionAgeSeconds: 'number', minFreeBytes: 'number' },
  ...{ maxBufferBytes: 'number', maxRingBytes: 'number', maxSources: 'number', maxTracks: 'number' },
  ...{ mixDelayMs: 'number', requireConsent: 'boolean', logLevel: 'number' },
};

/** How a player saves. */
export const HOTKEY_TYPES: Types<HotkeyFields> = {
  ...{ hotkey: 'string', threeFingerTap: 'boolean', cooldownMs: 'number', lastSeconds: 'number' },
  ...{ afterSeconds: 'number', reason: 'string' },
};

/** The test tone. */
export const TONE_TYPES: Types<TestToneFields> = { testTone: 'boolean', testToneHz: 'number', testToneDbfs: 'number' };

/** The first field that is of another type, and what was expected; empty: none is. NaN is no number. */
export function wrongType<T extends object>(fields: T, types: Readonly<Partial<Record<keyof T, FieldType>>>): string {
  for (const [name, type] of Object.entries(types) as [keyof T & string, FieldType][]) {
    const value: unknown = fields[name];
    if (typeof value !== type || Number.isNaN(value)) return expected(name, WORDS[type], value);
  }
  return '';
}

/** Throws 30003 for a field that is of another type. */
export function requireTypes<T extends object>(fields: T, types: Readonly<Partial<Record<keyof T, FieldType>>>): void {
  const problem = wrongType(fields, types);
  if (problem !== '') throw invalidParameter(problem);
}

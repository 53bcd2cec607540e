import { expected, quote } from '../errors/describe';
import { suggestion } from '../errors/nearest';
import { invalidParameter } from '../errors/VoiceRecorderError';
import type { LogLevel } from './enums';
import { flag, oneOf, readFields, wholeNumber } from './fields';
import type { Fields } from './fields';
import { toJsonObject } from './json';
import { absolutePath, checkedText, optionalName } from './text';

/** Receives a line of the recorder's log, on the script's thread. */
export type LogSink = (level: LogLevel, message: string) => void;

/** What is kept in the captures folder; the oldest go first. 0, the default, is no limit. */
export interface RetentionOptions {
  /** At most so many captures. */
  count?: number;
  /** At most so many bytes. */
  bytes?: number;
  /** Nothing older than this. */
  ageSeconds?: number;
}

/** What `new VoiceRecorder(options)` takes, without the bridge. An unknown key is an error. */
export interface RecorderOptions {
  /**
   * A name of 1 to 256 bytes by which the recorder is found again on hosts whose recorders outlive their script (Unity):
   * one of this name that lives is taken over with its options, its room and what runs, instead of a new one. Its
   * sources are opened once more as they were and are the same. Default: none. Elsewhere nothing lives on.
   */
  name?: string;
  /** Absolute folder of dumps without a path of their own. Default: the host's folder; without one they are refused. */
  capturesFolder?: string;
  /**
   * Absolute folder, which must exist, where what is recorded is kept until it is in its file, so that it survives the
   * process; see `recover`. Several processes may share it. Default: none, everything is in memory.
   */
  recoveryFolder?: string;
  /**
   * File name of such a dump without suffix; default `{date}_{time}_{reason}`. Fields: `{date} {time} {room} {user}
   * {reason} {count}`. A name that exists counts up, it never overwrites.
   */
  nameTemplate?: string;
  /** Default: nothing is ever removed. */
  retention?: RetentionOptions;
  /**
   * Bound of a task's cycle buffer in memory, all its tracks together, with what dumps that are not written make it grow
   * by; 1 MiB or more; default 256 MiB, on phones 64 MiB. A dump with `afterSeconds` that it cannot hold is 30003.
   */
  maxBufferBytes?: number;
  /** To which dumps that are not written yet may make a ring on disk grow; default 0: twice what it has at the start. */
  maxRingBytes?: number;
  /** Sources with a feature track of their own, 1..32; default 8; more are mixed only. */
  maxSources?: number;
  /** Users that `tracks: 'separate'` keeps apart, 1..32; default 4; more are in the mix only. */
  maxTracks?: number;
  /** The mix lags the clock by this, 50..500 ms; default 200. */
  mixDelayMs?: number;
  /**
   * A ring that would not leave this much free space is refused, and below it retention makes room before a dump is
   * written, not after; default 256 MiB; 0 is never.
   */
  minFreeBytes?: number;
  /** What the sidecars say of the game, its build and the device; up to 64 KiB of JSON. `setAbout` changes it. */
  about?: object;
  /** true: a start is refused until `setConsent(true)`. Default false. */
  requireConsent?: boolean;
  /** Takes the log lines; default: the console. */
  log?: LogSink;
  /** `none`, `error`, `warning` (default) or `info`. */
  logLevel?: LogLevelName;
  /** true: time stands still and moves in `advance` only, for tests. Default false. */
  virtualClock?: boolean;
}

export type LogLevelName = 'none' | 'error' | 'warning' | 'info';

/** Checked options with every default filled in, in the shape that the native side takes. */
export interface RecorderSettings {
  /** Empty: none. */
  name: string;
  capturesFolder: string;
  /** Empty: none. */
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
  virtualClock: boolean;
  logLevel: LogLevel;
}

/** Defaults that depend on the host. */
export interface HostDefaults {
  capturesFolder?: string | undefined;
  maxBufferBytes?: number | undefined;
}

export const RECORDER_FIELDS = [
  'name',
  'capturesFolder',
  'recoveryFolder',
  'nameTemplate',
  'retention',
  'maxBufferBytes',
  'maxRingBytes',
  'maxSources',
  'maxTracks',
  'mixDelayMs',
  'minFreeBytes',
  'about',
  'requireConsent',
  'log',
  'logLevel',
  'virtualClock',
  'bridge',
] as const;

export const TEMPLATE_FIELDS = ['date', 'time', 'room', 'user', 'reason', 'count'] as const;
export const DEFAULT_NAME_TEMPLATE = '{date}_{time}_{reason}';

const MIB = 1024 * 1024;
const LEVELS: Readonly<Record<LogLevelName, LogLevel>> = { none: 0, error: 1, warning: 2, info: 3 };
const UINT32_MAX = 0xffffffff;

/** Reads the keys of the options; throws 30003 on an unknown one. */
export function readRecorderOptions(options: unknown): Fields {
  const fields = readFields('options', options === undefined ? {} : options, RECORDER_FIELDS);
  const log = fields.get('log');
  if (log !== undefined && typeof log !== 'function') throw invalidParameter(expected('log', 'a function', log));
  return fields;
}

/** Checks the options read by {@link readRecorderOptions}; throws 30003 that says what was expected. */
export function checkRecorderOptions(fields: Fields, host: HostDefaults): RecorderSettings {
  return {
    name: checkOwnName(fields.get('name')),
    capturesFolder: folder(fields, 'capturesFolder') ?? host.capturesFolder ?? '',
    recoveryFolder: folder(fields, 'recoveryFolder') ?? '',
    nameTemplate: checkTemplate(fields.get('nameTemplate')),
    ...checkRetention(fields.get('retention')),
    minFreeBytes: wholeNumber(fields, 'minFreeBytes', 0, Number.MAX_SAFE_INTEGER, 256 * MIB),
    maxBufferBytes: wholeNumber(
      fields,
      'maxBufferBytes',
      MIB,
      Number.MAX_SAFE_INTEGER,
      host.maxBufferBytes ?? 256 * MIB,
    ),
    maxRingBytes: wholeNumber(fields, 'maxRingBytes', 0, Number.MAX_SAFE_INTEGER, 0),
    maxSources: wholeNumber(fields, 'maxSources', 1, 32, 8),
    maxTracks: wholeNumber(fields, 'maxTracks', 1, 32, 4),
    mixDelayMs: wholeNumber(fields, 'mixDelayMs', 50, 500, 200),
    requireConsent: flag(fields, 'requireConsent', false),
    virtualClock: flag(fields, 'virtualClock', false),
    logLevel: LEVELS[oneOf(fields, 'logLevel', ['none', 'error', 'warning', 'info'], 'warning')],
  };
}

/** What the sidecars say of the game, as JSON; empty without it. Throws 30003. */
export function aboutOf(fields: Fields): string {
  const about = fields.get('about');
  return about === undefined ? '' : toJsonObject('about', about);
}

function folder(fields: Fields, name: string): string | undefined {
  const value = fields.get(name);
  return value === undefined ? undefined : absolutePath(name, value);
}

function checkRetention(value: unknown): {
  retentionCount: number;
  retentionBytes: number;
  retentionAgeSeconds: number;
} {
  const fields = readFields('retention', value === undefined ? {} : value, ['count', 'bytes', 'ageSeconds']);
  return {
    retentionCount: wholeNumber(fields, 'count', 0, UINT32_MAX, 0),
    retentionBytes: wholeNumber(fields, 'bytes', 0, Number.MAX_SAFE_INTEGER, 0),
    retentionAgeSeconds: wholeNumber(fields, 'ageSeconds', 0, UINT32_MAX, 0),
  };
}

function checkOwnName(value: unknown): string {
  if (value === '') throw invalidParameter(expected('name', 'a name that is not empty', value));
  return optionalName('name', value);
}

function checkTemplate(value: unknown): string {
  if (value === undefined) return DEFAULT_NAME_TEMPLATE;
  const template = checkedText('nameTemplate', value, 200);
  if (template.length === 0 || /[/\\]/.test(template)) {
    throw invalidParameter(expected('nameTemplate', 'a file name without folders', value));
  }
  const known: readonly string[] = TEMPLATE_FIELDS;
  const rest = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    if (known.includes(name)) return '';
    throw invalidParameter(`nameTemplate: unknown field ${quote(name)}${suggestion(name, known)}`);
  });
  if (/[{}]/.test(rest)) throw invalidParameter(expected('nameTemplate', 'braces in pairs', value));
  return template;
}

import { expected } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';
import { flag, oneOf, readFields, realNumber } from './fields';
import { toJson } from './json';
import { absolutePath, checkedName, checkedText, optionalName, optionalText } from './text';

/** Anything that can say that the caller no longer waits; an `AbortSignal` fits. Read in `tick()`. */
export interface WaitSignal {
  readonly aborted: boolean;
}

/** What `dump` takes. An unknown key is an error. */
export interface DumpOptions {
  /** The last so many seconds, above 0 and at most the cycle time. Default, and 0: all that is buffered. */
  lastSeconds?: number;
  /** Goes on listening for so long after the call, 0..600; default 0. */
  afterSeconds?: number;
  /**
   * Absolute path with the suffix of the task's file; of a task that keeps `.wav` also `.aac`. Default: a name from the
   * template in the captures folder.
   */
  filePath?: string;
  /** Free text for the sidecar and the file name; default `dump`. */
  reason?: string;
  /** true: a later dump does not reach back before the end of this one. Default false. */
  clear?: boolean;
  /** true: an existing file at `filePath` is replaced; otherwise it is an error. Default false. */
  overwrite?: boolean;
  /** Once `aborted` is true the promise rejects with 30005; the dump itself goes on and its events still come. */
  signal?: WaitSignal;
}

/** A checked dump request, in the shape that the native side takes. */
export interface DumpSettings {
  lastSeconds: number;
  afterSeconds: number;
  filePath: string;
  reason: string;
  clear: boolean;
  overwrite: boolean;
  /** The key whose press asks for it; empty: none. */
  hotkey: string;
}

export const DUMP_FIELDS = [
  'lastSeconds',
  'afterSeconds',
  'filePath',
  'reason',
  'clear',
  'overwrite',
  'signal',
] as const;

/** Checks a dump request; throws 30003 that says what was expected. */
export function checkDump(options: unknown, defaultReason = 'dump'): { settings: DumpSettings; signal?: WaitSignal } {
  const fields = readFields('options', options === undefined ? {} : options, DUMP_FIELDS);
  const path = fields.get('filePath');
  const signal = fields.get('signal');
  const settings: DumpSettings = {
    lastSeconds: realNumber(fields, 'lastSeconds', 0, 3600, 0),
    afterSeconds: realNumber(fields, 'afterSeconds', 0, 600, 0),
    filePath: path === undefined ? '' : absolutePath('filePath', path),
    reason: optionalText('reason', fields.get('reason'), defaultReason),
    clear: flag(fields, 'clear', false),
    overwrite: flag(fields, 'overwrite', false),
    hotkey: '',
  };
  if (signal === undefined) return { settings };
  if (!isWaitSignal(signal)) throw invalidParameter(expected('signal', 'an object with a boolean "aborted"', signal));
  return { settings, signal };
}

function isWaitSignal(value: unknown): value is WaitSignal {
  return typeof value === 'object' && value !== null && typeof (value as { aborted?: unknown }).aborted === 'boolean';
}

/** What `enterRoom` takes. */
export interface RoomOptions {
  /** Not empty; this and the other names have at most 256 bytes of UTF-8. */
  roomId: string;
  /** The local user; default empty. */
  userId?: string;
}

/** Checks a room; throws 30003 that says what was expected. */
export function checkRoom(options: unknown): { roomId: string; userId: string } {
  const fields = readFields('room', options, ['roomId', 'userId']);
  const roomId = checkedName('roomId', fields.get('roomId'));
  if (roomId.length === 0) throw invalidParameter(expected('roomId', 'a name', roomId));
  return { roomId, userId: optionalName('userId', fields.get('userId')) };
}

/** Where a source's voice comes from; `remoteMix` beside `remote` is refused, the voices would count twice. */
export type SourceKind = 'local' | 'remote' | 'remoteMix';

/** The kinds in the order of their native numbers. */
export const SOURCE_KINDS: readonly SourceKind[] = ['local', 'remote', 'remoteMix'];

/** What `openSource` takes. */
export interface SourceOptions {
  kind: SourceKind;
  /** Whose voice; at most 256 bytes of UTF-8, like the label; default empty. */
  userId?: string;
  /** What the capture calls it, e.g. `microphone`; default empty. */
  label?: string;
}

/** Checks a source; throws 30003 that says what was expected. */
export function checkSource(options: unknown): Required<SourceOptions> {
  const fields = readFields('source', options, ['kind', 'userId', 'label']);
  if (fields.get('kind') === undefined) {
    throw invalidParameter(expected('kind', 'one of "local", "remote", "remoteMix"', undefined));
  }
  return {
    kind: oneOf(fields, 'kind', SOURCE_KINDS, 'local'),
    userId: optionalName('userId', fields.get('userId')),
    label: optionalName('label', fields.get('label')),
  };
}

/** What `openTestTone` takes. */
export interface TestToneOptions {
  /** Default `local`. */
  kind?: SourceKind;
  /** As of any source; default empty. */
  userId?: string;
  /** Default `test tone`. */
  label?: string;
  /** 50..8000 Hz; default 440. */
  frequencyHz?: number;
  /** In dB of full scale, -60..0; default -12. */
  levelDbfs?: number;
}

/** Checks a test tone; throws 30003 that says what was expected. */
export function checkTestTone(options: unknown): Required<TestToneOptions> {
  const known = ['kind', 'userId', 'label', 'frequencyHz', 'levelDbfs'];
  const fields = readFields('test tone', options === undefined ? {} : options, known);
  const label = fields.get('label');
  return {
    kind: oneOf(fields, 'kind', SOURCE_KINDS, 'local'),
    userId: optionalName('userId', fields.get('userId')),
    label: label === undefined ? 'test tone' : checkedName('label', label),
    frequencyHz: realNumber(fields, 'frequencyHz', 50, 8000, 440),
    levelDbfs: realNumber(fields, 'levelDbfs', -60, 0, -12),
  };
}

/** Checks a marker; `data` becomes one JSON value, or an empty string when it is undefined. */
export function checkMark(label: unknown, data: unknown): { label: string; dataJson: string } {
  const text = checkedText('label', label);
  if (text.length === 0) throw invalidParameter(expected('label', 'a name', label));
  return { label: text, dataJson: data === undefined ? '' : toJson('data', data) };
}

/** Checks the number of a capture; throws 30003. */
export function checkCaptureId(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    throw invalidParameter(expected('captureId', 'the number of a capture', value));
  }
  return value;
}

import { join } from 'node:path';
import { ListeningError } from '../HeardCapture';
import type { HeardCapture } from '../HeardCapture';
import { CaptureFiles } from './CaptureFiles';
import { temporaryFolder } from './temporaryFolder';

/** The calls of a game's `VoiceRecorder` that a recording takes. */
export interface Recorded {
  readonly now: number;
  start(config: RecordedConfig): Promise<void>;
  stop(): Promise<unknown>;
  tick(): unknown;
}

interface RecordedConfig {
  filePath: string;
  sampleRate?: 16000 | 32000 | 44100 | 48000;
  tracks?: 'mix' | 'separate';
  layout?: 'mix' | 'split';
  encryptionKey?: Uint8Array;
}

export interface RecordWhileOptions {
  /** The game's own recorder, which is in a room and records nothing else meanwhile. */
  readonly recorder: Recorded;
  /** Hz; default 48000. */
  readonly sampleRate?: RecordedConfig['sampleRate'];
  /** Default `separate`, so that each side can be listened to. */
  readonly tracks?: RecordedConfig['tracks'];
  readonly layout?: RecordedConfig['layout'];
  readonly encryptionKey?: Uint8Array;
  /** Where captures of tests that fail are kept; default what VR_TEST_ARTIFACTS names, else `test-results/voice`. */
  readonly artifacts?: string;
  /** Called while it starts and ends, about a hundred times a second; default ticks. On a virtual clock: advances it. */
  readonly pump?: () => void;
}

/** What the test body is given. */
export interface RecordedGame {
  /** Seconds of the capture so far, for `between`. */
  seconds(): number;
  /** Resolves so much later. */
  wait(seconds: number): Promise<void>;
}

const PUMP_MS = 10;
const ANSWER_TIMEOUT_MS = 15000;

/**
 * Records what the game's recorder hears while `body` runs, as a real-time WAV of its own, and gives it once the file is
 * complete. What the body throws is thrown on when the recording has ended. A body that leaves the room ends the
 * recording there, as in the game.
 *
 *     const heard = await recordWhile({ recorder }, async ({ wait }) => {
 *       ann.mute();
 *       await wait(1);
 *     });
 *     await expect(heard).not.toHearSpeech({ from: { user: 'ann' } });
 */
export async function recordWhile(
  options: RecordWhileOptions,
  body: (game: RecordedGame) => Promise<void> | void,
): Promise<HeardCapture> {
  const { recorder, encryptionKey } = checked(options);
  const artifacts = options.artifacts ?? (process.env['VR_TEST_ARTIFACTS'] || join('test-results', 'voice'));
  const folder = temporaryFolder();
  const filePath = join(folder.path, 'capture.wav');
  const pump = options.pump ?? (() => void recorder.tick());
  const { sampleRate = 48000, layout } = options;
  const tracks = options.tracks ?? (layout === 'split' ? 'mix' : 'separate');
  const config: RecordedConfig = { filePath, sampleRate, tracks };
  if (layout !== undefined) config.layout = layout;
  if (encryptionKey !== undefined) config.encryptionKey = encryptionKey;
  try {
    await pumped(pump, 'start', recorder.start(config));
    await run(recorder, options.pump === undefined, body);
    return await CaptureFiles.open({ folder, filePath, encryptionKey, artifacts });
  } catch (error) {
    folder.remove();
    throw error;
  }

  async function run(game: Recorded, ticks: boolean, of: typeof body): Promise<void> {
    const startedMs = game.now;
    const timer = ticks ? setInterval(() => void game.tick(), PUMP_MS) : undefined;
    try {
      await of({
        seconds: () => (game.now - startedMs) / 1000,
        wait: (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds)),
      });
    } finally {
      clearInterval(timer);
      await pumped(pump, 'stop', stopped(game));
    }
  }
}

function checked(options: RecordWhileOptions): RecordWhileOptions {
  const recorder: unknown = (options as RecordWhileOptions | undefined)?.recorder;
  const isOne = typeof recorder === 'object' && recorder !== null && 'start' in recorder && 'tick' in recorder;
  if (isOne) return options;
  throw new ListeningError('bad-use', "recorder: the game's VoiceRecorder is needed");
}

/** 30005: the recording has ended by itself, because the room was left. Its file is complete then. */
async function stopped(recorder: Recorded): Promise<void> {
  try {
    await recorder.stop();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 30005) throw error;
  }
}

/** Promises of a recorder settle in its ticks. */
async function pumped<T>(pump: () => void, what: string, answer: Promise<T>): Promise<T> {
  const timer = setInterval(pump, PUMP_MS);
  let overdue: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `the recorder did not ${what} within ${ANSWER_TIMEOUT_MS / 1000} s`;
    overdue = setTimeout(() => reject(new ListeningError('bad-use', message)), ANSWER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearInterval(timer);
    clearTimeout(overdue);
  }
}

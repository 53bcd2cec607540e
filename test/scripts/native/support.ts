import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type {
  NativeBridge,
  NativeDumpRequest,
  NativeEvent,
  NativeRecorder,
  NativeRecorderOptions,
  NativeTaskConfig,
} from '../../../assets/scripts/bridge/NativeBridge';
import { bundleProgram, runProgram } from '../../support/nodePrograms';

export const root = resolve(__dirname, '../../..');
export const RATE = 48000;

/** A folder that goes away with the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vr-native-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function options(folder: string, more: Partial<NativeRecorderOptions> = {}): NativeRecorderOptions {
  return {
    name: '',
    capturesFolder: folder,
    recoveryFolder: '',
    nameTemplate: '{date}_{time}_{reason}',
    retentionCount: 0,
    retentionBytes: 0,
    retentionAgeSeconds: 0,
    minFreeBytes: 0,
    maxBufferBytes: 64 << 20,
    maxRingBytes: 0,
    maxSources: 8,
    maxTracks: 4,
    mixDelayMs: 200,
    requireConsent: false,
    virtualClock: true,
    logLevel: 2,
    ...more,
  };
}

export function task(filePath: string, more: Partial<NativeTaskConfig> = {}): NativeTaskConfig {
  return {
    filePath,
    ...{ sampleRate: RATE, quality: 1, position: 0, cycleTime: 60, channels: 1, layout: 0, overwrite: true },
    ...{ durability: -1, tracks: 0, encryptionKey: new Uint8Array(0) },
    ...more,
  };
}

export function request(more: Partial<NativeDumpRequest> = {}): NativeDumpRequest {
  return {
    ...{ lastSeconds: 0, afterSeconds: 0, filePath: '', reason: 'test', clear: false, overwrite: false, hotkey: '' },
    ...more,
  };
}

/** A recorder of the bridge; the test fails when there is none. */
export function create(bridge: NativeBridge, made: NativeRecorderOptions): NativeRecorder {
  const recorder = bridge.create(made);
  if ('status' in recorder) throw new Error(`${recorder.status}: ${recorder.message}`);
  return recorder;
}

/** 10 ms of a sine of 440 Hz at half of full scale; `index` counts blocks. */
export function toneBlock(index: number, channels = 1): Int16Array {
  const frames = RATE / 100;
  return Int16Array.from({ length: frames * channels }, (_, i) => {
    const frame = index * frames + Math.floor(i / channels);
    return Math.round(16384 * Math.sin((2 * Math.PI * 440 * frame) / RATE));
  });
}

/** Pushes a tone while virtual time goes on. */
export function playTone(recorder: NativeRecorder, source: number, seconds: number, from = 0): void {
  for (let i = 0; i < seconds * 100; i++) {
    const status = recorder.push(source, toneBlock(from + i), RATE, 1, recorder.nowMs());
    if (status !== 0) throw new Error(`push answered ${status}`);
    recorder.advance(10);
  }
}

export function drain(recorder: NativeRecorder): NativeEvent[] {
  const events: NativeEvent[] = [];
  for (let event = recorder.poll(); event !== undefined; event = recorder.poll()) events.push(event);
  return events;
}

/** Moves virtual time until an event of this kind is there; answers all that came. */
export function until(recorder: NativeRecorder, kind: number): NativeEvent[] {
  const events = drain(recorder);
  for (let i = 0; i < 500 && !events.some((event) => event.kind === kind); i++) {
    recorder.advance(10);
    events.push(...drain(recorder));
  }
  return events;
}

/** Bundles a program of programs/ so that a fresh Node can run it. */
export const bundle = (program: string): string => bundleProgram(join(__dirname, 'programs', program));

/** Runs Node to its end; `output` is what it printed, errors last. */
export function runNode(
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): { code: number | null; signal: NodeJS.Signals | null; output: string } {
  const { code, signal, stdout, stderr } = runProgram(args, { cwd, env });
  return { code, signal, output: stdout + stderr };
}

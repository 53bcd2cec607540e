import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import '../../../assets/scripts/bridge/nodePuerts';
import { VoiceRecorder } from '../../../assets/scripts/index';
import type { AudioRecordingConfig, Capture, VoiceRecorderOptions, VoiceSource } from '../../../assets/scripts/index';
import { counting } from './programs/counting';
import { RATE } from './support';

const BLOCK_FRAMES = RATE / 100;

/** Users who count, each from a place of their own, in a room on the virtual clock. */
export class CountingRoom {
  readonly folder: string;
  readonly recoveryFolder: string;
  readonly recorder: VoiceRecorder;
  private readonly voices: { source: VoiceSource; offset: number }[] = [];

  constructor(parent: string, name: string, options: VoiceRecorderOptions = {}) {
    this.folder = join(parent, name);
    this.recoveryFolder = join(this.folder, 'recovery');
    mkdirSync(this.recoveryFolder, { recursive: true });
    const folders = { capturesFolder: this.folder, nameTemplate: '{reason}', minFreeBytes: 0 };
    this.recorder = new VoiceRecorder({ ...folders, virtualClock: true, ...options });
    this.recorder.enterRoom({ roomId: 'lobby', userId: 'me' });
  }

  /** Frame n of the room is `counting(n + offset, 1)` in this voice. */
  join(kind: 'local' | 'remote', userId: string, offset = 0): VoiceSource {
    const source = this.recorder.openSource({ kind, userId });
    this.voices.push({ source, offset });
    return source;
  }

  /** Starts a task of 48 kHz; gives the path of its file. */
  async start(name: string, config: AudioRecordingConfig = {}): Promise<string> {
    const filePath = join(this.folder, name);
    const started = this.recorder.start({ filePath, sampleRate: RATE, ...config });
    this.wait(0);
    await started;
    return filePath;
  }

  talk(seconds: number): void {
    for (let i = 0; i < seconds * 100; i++) {
      const now = this.recorder.now;
      for (const { source, offset } of this.voices) {
        const samples = counting(Math.round((now * RATE) / 1000) + offset, BLOCK_FRAMES);
        const code = source.push(samples, { sampleRate: RATE, channels: 1, captureTimeMs: now });
        if (code !== 0) throw this.recorder.lastError ?? new Error(String(code));
      }
      this.wait(10);
    }
  }

  wait(durationMs: number): void {
    this.recorder.advance(durationMs);
    this.recorder.tick();
  }

  stop(): Promise<Capture> {
    return this.settle(this.recorder.stop());
  }

  /** What a promise settles with once the room's time has gone on. */
  settle<T>(promise: Promise<T>): Promise<T> {
    this.wait(1000);
    return promise;
  }
}

/** How many frames from `first` to `end` differ from a voice with this offset, and from silence. */
export function differences(
  samples: Int16Array,
  first: number,
  end: number,
  offset = 0,
): { voice: number; silence: number } {
  const expected = counting(first + offset, end - first);
  let voice = 0;
  let silence = 0;
  for (let i = first; i < end; i++) {
    if (samples[i] !== expected[i - first]) voice++;
    if (samples[i] !== 0) silence++;
  }
  return { voice, silence };
}

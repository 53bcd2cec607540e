import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import '../../../assets/scripts/bridge/nodePuerts';
import { VoiceRecorder } from '../../../assets/scripts/index';
import type {
  AudioRecordingConfig,
  DumpOptions,
  RecoverOptions,
  RecoveryReport,
  VoiceRecorderOptions,
} from '../../../assets/scripts/index';
import { bundle } from './support';

const HANG_MS = 60_000;

/** The folders of a recorder that survives its process. */
export function survivingOptions(folder: string): VoiceRecorderOptions & { capturesFolder: string } {
  const [capturesFolder, recoveryFolder] = ['captures', 'recovery'].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  for (const each of [capturesFolder, recoveryFolder]) mkdirSync(each, { recursive: true });
  return { capturesFolder, recoveryFolder, nameTemplate: '{reason}', minFreeBytes: 0 };
}

/** What programs/talk.ts takes. */
export interface Talk {
  options: VoiceRecorderOptions;
  config: AudioRecordingConfig;
  /** A second user talks, too. */
  guest?: boolean;
  /** Is asked for after half a second of talk. */
  dump?: DumpOptions;
}

/** Runs programs/talk.ts and kills it once it has pushed so many frames; gives how many it had pushed by then. */
export function talkUntilKilled(talk: Talk, frames: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle('talk.ts'), JSON.stringify(talk)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hangs = setTimeout(() => child.kill('SIGABRT'), HANG_MS);
    let pushed = 0;
    let said = '';
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const whole = said.slice(0, said.lastIndexOf('\n') + 1);
      pushed = Number(whole.trim().split('\n').pop()) || pushed;
      if (pushed >= frames) child.kill('SIGKILL');
    });
    child.on('close', (code, signal) => {
      clearTimeout(hangs);
      if (signal === 'SIGKILL') resolve(pushed);
      else reject(new Error(`the talk ended by itself (${code ?? signal}) after ${pushed} frames: ${complaints}`));
    });
  });
}

interface ToldRecovery extends RecoveryReport {
  /** How far the recovery was, each time that it told so. */
  readonly progress: readonly number[];
}

/** The life after: recovers, and is over. */
export async function recoverFrom(options: VoiceRecorderOptions, more?: RecoverOptions): Promise<ToldRecovery> {
  const recorder = new VoiceRecorder({ ...options, virtualClock: true });
  try {
    const progress: number[] = [];
    recorder.on('recoveryProgress', (event) => progress.push(event.progress));
    const report = recorder.recover(more);
    recorder.advance(10);
    recorder.tick();
    return { ...(await report), progress };
  } finally {
    recorder.dispose();
  }
}

import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

import type { RecoveryReport } from '../../assets/scripts/index';
import { REPORT_FD, ReportReader } from './lifeReport';
import type { LifeReport } from './lifeReport';
import type { Life, RunOptions } from './options';
import { ExitCode, SampleError } from './sampleError';

/** What is known of a crash and of what came after it. */
export interface CrashRecord {
  /** By which the first life ended. */
  signal: string;
  /** Frames of the local microphone that the recorder had taken by then. */
  sentFrames: number;
  /** How long the recording had run. */
  recordedSeconds: number;
  /** What the second life found. */
  recovered: RecoveryReport;
}

/** How a life ended. */
interface Ended {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
}

const HANG_MS = 120000;

/** Runs the game, kills it in mid-talk, and runs it again. `onInterrupt` gets what ends the life that runs. */
export async function crashAndRecover(
  options: RunOptions,
  crashAt: number,
  onInterrupt: (quit: () => void) => void,
): Promise<CrashRecord> {
  const last: LifeReport = {};
  const first = await live('first', options, onInterrupt, (report, kill) => {
    Object.assign(last, report);
    if ((report.recordedSeconds ?? 0) >= crashAt) kill();
  });
  if (first.signal !== 'SIGKILL') throw endedByItself('first', first);
  let recovered: RecoveryReport | undefined;
  const second = await live('second', options, onInterrupt, (report) => (recovered = report.recovered));
  if (second.exitCode !== ExitCode.Fine || recovered === undefined) throw endedByItself('second', second);
  const { sentFrames = 0, recordedSeconds = 0 } = last;
  return { signal: first.signal, sentFrames, recordedSeconds, recovered: asSent(recovered) };
}

/** Times cross as text. */
function asSent({ captures, problems }: RecoveryReport): RecoveryReport {
  return { captures: captures.map((capture) => ({ ...capture, startedAt: new Date(capture.startedAt) })), problems };
}

function live(
  life: Life,
  options: RunOptions,
  onInterrupt: (quit: () => void) => void,
  onReport: (report: LifeReport, kill: () => void) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...argumentsOf(life, options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  onInterrupt(() => child.kill('SIGINT'));
  const hangs = setTimeout(() => child.kill('SIGABRT'), HANG_MS + (options.crashAt ?? 0) * 1000);
  const reader = new ReportReader((report) => onReport(report, () => child.kill('SIGKILL')));
  (child.stdio[REPORT_FD] as Readable).setEncoding('utf8').on('data', (text: string) => reader.take(text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      clearTimeout(hangs);
      resolve({ exitCode, signal });
    });
  });
}

function argumentsOf(life: Life, { out, mic, remotes }: RunOptions): string[] {
  return [
    ...['--life', life, '--out', out],
    ...(mic === undefined ? [] : ['--mic', mic]),
    ...remotes.flatMap((remote) => ['--remote', remote]),
  ];
}

/** A life that was interrupted, or that could not run and has said why. */
function endedByItself(life: Life, { exitCode, signal }: Ended): SampleError {
  const codes: number[] = [ExitCode.Environment, ExitCode.UnreadableInput, ExitCode.Interrupted];
  const code = exitCode !== null && codes.includes(exitCode) ? exitCode : ExitCode.Findings;
  return new SampleError(code, `the ${life} life of the game ended by itself (${signal ?? `exit code ${exitCode}`})`);
}

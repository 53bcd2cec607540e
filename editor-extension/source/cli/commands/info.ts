import type { CaptureInfo, LaneInfo } from '../../shared/analysis';
import { asCliError, ExitCode } from '../CliError';
import type { Context } from '../Context';
import { clock, printable, sizeText, tableText } from '../format';

export interface InfoOptions {
  json?: boolean;
  keyFile?: string;
}

interface Failed {
  path: string;
  code: ExitCode;
  message: string;
}

/** What each file is. What cannot be read does not keep the others from being told. */
export async function info(context: Context, files: string[], { json, keyFile }: InfoOptions): Promise<ExitCode> {
  const { terminal } = context;
  const captures: CaptureInfo[] = [];
  const failed: Failed[] = [];
  await context.analysis();
  await context.key(keyFile);
  for (const file of files) {
    try {
      captures.push(await context.withCapture(file, keyFile, (capture) => capture.info()));
    } catch (error) {
      const { exitCode, message } = asCliError(error);
      if (exitCode === ExitCode.Interrupted) throw error;
      failed.push({ path: file, code: exitCode, message });
    }
  }
  if (json) terminal.printJson({ captures, failed: failed.map(({ path, message }) => ({ path, message })) });
  else if (captures.length > 0) terminal.print(captures.map(infoText).join('\n\n'));
  for (const { path, message } of failed) terminal.warn(`error: ${path}: ${message}`);
  return failed.reduce((worst, { code }) => Math.max(worst, code), ExitCode.Fine);
}

function infoText(capture: CaptureInfo): string {
  const { sidecar } = capture;
  const facts: [string, string][] = [
    ['Length', `${clock(capture.durationSeconds)} (${capture.validFrames} frames)`],
    [
      'Format',
      `${capture.container}, ${capture.codec}, ${capture.sampleRate} Hz, ${capture.channels} ch, ${capture.layout}`,
    ],
    ['Size', sizeText(capture.bytes)],
    ['Started', sidecar?.startedAt ?? ''],
    ['Made by', sidecar?.origin ?? ''],
    ['Reason', sidecar?.reason ?? ''],
    ['Room', sidecar?.room ?? ''],
    ['User', sidecar?.user ?? ''],
    ['Note', sidecar?.note ?? ''],
    ['Encrypted', capture.encrypted ? 'yes' : ''],
    ['Unfinished', capture.unfinished ? 'yes: the recording was cut off, or still goes on' : ''],
    ['Decodable', capture.decodable ? '' : 'no: levels come from the feature track alone; see voice-recorder doctor'],
  ];
  const known = facts.filter(([, value]) => value !== '').map(([name, value]) => [`  ${name}`, printable(value)]);
  const lanes = capture.lanes.map((lane, place) => [`  ${place}`, ...laneCells(lane, capture)]);
  const markers = (sidecar?.markers ?? []).map(({ seconds, label }) => [`  ${clock(seconds)}`, printable(label)]);
  const problems = capture.problems.map((problem) => `  ! ${printable(problem)}`);
  return [
    printable(capture.file),
    tableText(known),
    'Lanes',
    tableText(lanes),
    ...(markers.length > 0 ? ['Markers', tableText(markers)] : []),
    ...(problems.length > 0 ? ['Problems', ...problems] : []),
  ].join('\n');
}

function laneCells({ kind, user, label, file, channel, gaps }: LaneInfo, { files }: CaptureInfo): string[] {
  const name = file === null ? 'levels only' : (files[file]?.name ?? '');
  const part = channel === null ? '' : `, channel ${channel}`;
  const seconds = gaps.reduce((sum, gap) => sum + gap.seconds, 0);
  const cut = gaps.length === 0 ? '' : `${gaps.length} gaps, ${seconds.toFixed(1)} s`;
  return [kind, printable(user || label), printable(name + part), cut];
}

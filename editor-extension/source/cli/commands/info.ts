import { stat } from 'node:fs/promises';
import type { CaptureInfo, LaneInfo } from '../../shared/analysis';
import { featuresName, sidecarName } from '../../host/names';
import { asCliError, ExitCode } from '../CliError';
import type { Context } from '../Context';
import { clock, printable, sizeText, tableText } from '../format';

export interface InfoOptions {
  json?: boolean;
  keyFile?: string;
}

interface Told {
  info: CaptureInfo;
  /** Of the audio, its tracks, its feature track and its sidecar. */
  allBytes: number;
}

interface Failed {
  path: string;
  code: ExitCode;
  message: string;
}

/** What each file is. What cannot be read does not keep the others from being told. */
export async function info(context: Context, files: string[], { json, keyFile }: InfoOptions): Promise<ExitCode> {
  const { terminal } = context;
  const told: Told[] = [];
  const failed: Failed[] = [];
  await context.analysis();
  await context.key(keyFile);
  for (const file of files) {
    try {
      const found = await context.withCapture(file, keyFile, (capture) => capture.info());
      told.push({ info: found, allBytes: await bytesOfAll(found, context.resolve(file)) });
    } catch (error) {
      const { exitCode, message } = asCliError(error);
      if (exitCode === ExitCode.Interrupted) throw error;
      failed.push({ path: file, code: exitCode, message });
    }
  }
  const captures = told.map((each) => each.info);
  if (json) terminal.printJson({ captures, failed: failed.map(({ path, message }) => ({ path, message })) });
  else if (told.length > 0) terminal.print(told.map(infoText).join('\n\n'));
  for (const { path, message } of failed) terminal.warn(`error: ${aboutFile(context, path, message)}`);
  return failed.reduce((worst, { code }) => Math.max(worst, code), ExitCode.Fine);
}

/** With the file before it, unless the message names it. */
function aboutFile(context: Context, file: string, message: string): string {
  const isNamed = file === '' || message.includes(context.resolve(file)) || message.startsWith(`${file} `);
  return isNamed ? message : `${file}: ${message}`;
}

async function bytesOfAll({ files, sidecar }: CaptureInfo, path: string): Promise<number> {
  const companions = [featuresName(path), ...(sidecar === null ? [] : [sidecarName(path)])];
  const found = await Promise.all(companions.map((each) => stat(each).catch(() => null)));
  const sizes = [...files.map(({ bytes }) => bytes), ...found.map((each) => each?.size ?? 0)];
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

function sizeOf(audio: number, all: number): string {
  return all <= audio ? sizeText(audio) : `${sizeText(audio)}, with tracks, features and sidecar ${sizeText(all)}`;
}

function infoText({ info: capture, allBytes }: Told): string {
  const { sidecar } = capture;
  const facts: [string, string][] = [
    ['Length', `${clock(capture.durationSeconds)} (${capture.validFrames} frames)`],
    [
      'Format',
      `${capture.container}, ${capture.codec}, ${capture.sampleRate} Hz, ${capture.channels} ch, ${capture.layout}`,
    ],
    ['Size', sizeOf(capture.bytes, allBytes)],
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
    'Lanes, which --lanes and --lane take by number, kind, user or label',
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
  return [
    kind,
    printable([...new Set([user, label])].filter((part) => part !== '').join(' · ')),
    printable(name + part),
    cut,
  ];
}

import { pointsOf, readEnvelope } from '../../host/envelopeFile';
import type { Point } from '../../host/envelopeFile';
import { CliError, ExitCode } from '../CliError';
import type { Context } from '../Context';
import { clock, decibels, tableText } from '../format';
import { laneNamed, mixOf } from '../lanes';
import { withProgress } from '../Progress';

export interface PeaksOptions {
  json?: boolean;
  points: number;
  lane?: string;
  keyFile?: string;
}

/** A cell of the envelope is some milliseconds. */
const TIME_DECIMALS = 3;
const FIGURES = [0, 1, 2, 3, 4, 5];
const BAR_WIDTH = 30;
const BAR_FLOOR_DB = -60;

export async function peaks(context: Context, file: string, options: PeaksOptions): Promise<ExitCode> {
  const { terminal, signal } = context;
  return context.withCapture(file, options.keyFile, async (capture) => {
    const info = await capture.info();
    const lane = options.lane === undefined ? mixOf(info) : laneNamed(options.lane, info);
    const bytes = await withProgress(terminal, 'Measuring', (onProgress) =>
      capture.envelope(lane, { signal, onProgress }),
    );
    const envelope = readEnvelope(bytes);
    if (envelope === null)
      throw new CliError(
        ExitCode.Environment,
        'the analysis library gave no envelope that is known: another version of it is loaded; see voice-recorder doctor',
      );
    const points = pointsOf(envelope, options.points);
    const { sampleRate, channels, basis } = envelope;
    if (options.json) terminal.printJson({ file: info.file, lane, sampleRate, channels, basis, points });
    else
      terminal.print(
        tableText([['TIME', 'SECONDS', 'MIN', 'MAX', 'PEAK dB', 'RMS dB', ''], ...points.map(row)], FIGURES),
      );
    return ExitCode.Fine;
  });
}

function row({ startSeconds, seconds, min, max, rms }: Point): string[] {
  const peak = decibels(Math.max(Math.abs(min), Math.abs(max)));
  const bar = '#'.repeat(Math.max(0, Math.round((1 - Math.max(peak, BAR_FLOOR_DB) / BAR_FLOOR_DB) * BAR_WIDTH)));
  const time = [clock(startSeconds, TIME_DECIMALS), seconds.toFixed(TIME_DECIMALS)];
  return [...time, min.toFixed(4), max.toFixed(4), peak.toFixed(1), decibels(rms).toFixed(1), bar];
}

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CaptureInfo, ExportResult } from '../../shared/analysis';
import type { ExportOrder } from '../../shared/captures';
import { exportName } from '../../shared/exportName';
import { checkOrder } from '../../host/exportFile';
import { featuresName, formatOf, sidecarName } from '../../host/names';
import type { Format } from '../../host/names';
import { ExitCode, usageError } from '../CliError';
import type { Context } from '../Context';
import { clock, printable } from '../format';
import { lanesNamed } from '../lanes';
import { withProgress } from '../Progress';
import { checkTarget, giveName } from '../targets';

export interface ExportOptions {
  json?: boolean;
  from?: number;
  to?: number;
  lanes?: string[];
  format?: Format;
  out?: string;
  quality: Quality;
  overwrite?: boolean;
  sidecar: boolean;
  keyFile?: string;
}

export const QUALITIES = ['low', 'medium', 'high'] as const;
type Quality = (typeof QUALITIES)[number];

export async function exportCapture(context: Context, file: string, options: ExportOptions): Promise<ExitCode> {
  const { terminal, signal } = context;
  const format = chosenFormat(file, options);
  return context.withCapture(file, options.keyFile, async (capture) => {
    const info = await capture.info();
    const named = options.lanes?.flatMap((name) => lanesNamed(name, info));
    const lanes = named && [...new Set(named)];
    const order: ExportOrder = {
      format,
      ...(options.from === undefined ? {} : { startSeconds: options.from }),
      ...(options.to === undefined ? {} : { endSeconds: options.to }),
      ...(lanes === undefined ? {} : { lanes }),
    };
    checkOrder(order, info.lanes.length);
    checkRange(context, order, info);
    const target = context.resolve(options.out ?? exportName(basename(info.file), order));
    const overwrite = options.overwrite ?? false;
    const folder = dirname(await context.captureFile(file));
    const sources = info.files.map(({ name }) => join(folder, name));
    await checkTarget(target, { overwrite, sources });
    if (options.sidecar) await checkTarget(sidecarName(target), { overwrite, sources: [] });
    const request = { ...order, quality: qualityNumber(options.quality), withSidecar: options.sidecar };
    const result = await withProgress(terminal, 'Exporting', (onProgress) =>
      context.withFolderBeside(target, async (folder) => {
        const made = join(folder, basename(target));
        const exported = await capture.export(made, request, { signal, onProgress });
        await takeOver(made, target, overwrite);
        return { ...exported, file: target };
      }),
    );
    tell(context, result, options.json);
    return ExitCode.Fine;
  });
}

function chosenFormat(file: string, { format, out }: ExportOptions): Format {
  const named = out === undefined ? null : formatOf(out);
  if (out !== undefined && named === null) throw usageError(`--out ${out} is to end in .wav or .aac`);
  if (format !== undefined && named !== null && format !== named) {
    throw usageError(`--format ${format} and --out ${out} differ: give one of them`);
  }
  return format ?? named ?? formatOf(file) ?? 'wav';
}

/** What lies behind the end is left out of the range, and so of the name of the file. */
function checkRange({ terminal }: Context, order: ExportOrder, { file, durationSeconds }: CaptureInfo): void {
  const { startSeconds = 0, endSeconds } = order;
  if (startSeconds >= durationSeconds) {
    throw usageError(`--from ${startSeconds} lies behind the end: ${file} has ${clock(durationSeconds)}`);
  }
  if (endSeconds === undefined || endSeconds <= durationSeconds) return;
  terminal.warn(`note: --to ${endSeconds} lies behind the end, which is taken: ${file} has ${clock(durationSeconds)}`);
  order.endSeconds = durationSeconds;
}

/** The sidecar last, as the recorder does it; what belonged to a file that was replaced goes with it. */
async function takeOver(made: string, target: string, overwrite: boolean): Promise<void> {
  await giveName(made, target, overwrite);
  if (existsSync(sidecarName(made))) {
    await giveName(sidecarName(made), sidecarName(target), overwrite).catch(async (error: unknown) => {
      if (!overwrite) await rm(target);
      throw error;
    });
  } else if (overwrite) await rm(sidecarName(target), { force: true });
  if (overwrite) await rm(featuresName(target), { force: true });
}

const qualityNumber = (quality: Quality): 0 | 1 | 2 => QUALITIES.indexOf(quality) as 0 | 1 | 2;

function levels({ gainDb, clippedSamples }: ExportResult): string {
  const quieter = gainDb < 0 ? `, made ${(-gainDb).toFixed(1)} dB quieter to stay within full scale` : '';
  return clippedSamples > 0 ? `${quieter}, ${clippedSamples} samples beyond full scale cut` : quieter;
}

function tell({ terminal }: Context, result: ExportResult, json: boolean | undefined): void {
  const { file, sampleRate, channels, durationSeconds, copied } = result;
  if (json) terminal.printJson(result);
  else {
    const how = copied ? ', copied as it was' : '';
    terminal.print(
      `${printable(file)}: ${clock(durationSeconds)}, ${sampleRate} Hz, ${channels} ch${how}${levels(result)}`,
    );
  }
}

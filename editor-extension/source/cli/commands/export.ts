import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ExportResult } from '../../shared/analysis';
import { exportName } from '../../shared/exportName';
import { checkOrder } from '../../host/exportFile';
import { formatOf } from '../../host/names';
import type { Format } from '../../host/names';
import { CliError, ExitCode, usageError } from '../CliError';
import type { Context } from '../Context';
import { clock } from '../format';
import { laneNamed } from '../lanes';
import { withProgress } from '../Progress';

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
    const lanes = options.lanes?.map((name) => laneNamed(name, info));
    const order = {
      format,
      ...(options.from === undefined ? {} : { startSeconds: options.from }),
      ...(options.to === undefined ? {} : { endSeconds: options.to }),
      ...(lanes === undefined ? {} : { lanes }),
    };
    checkOrder(order, info.lanes.length);
    if ((options.from ?? 0) >= info.durationSeconds) {
      throw usageError(`--from ${options.from} lies behind the end: ${info.file} has ${clock(info.durationSeconds)}`);
    }
    const target = context.resolve(options.out ?? exportName(basename(info.file), order));
    checkTarget(target, options);
    const request = { ...order, quality: qualityNumber(options.quality), withSidecar: options.sidecar };
    const result = await withProgress(terminal, 'Exporting', (onProgress) =>
      context.withFolderBeside(target, async (folder) => {
        const made = join(folder, basename(target));
        const exported = await capture.export(made, request, { signal, onProgress });
        await takeOver(made, target);
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

function checkTarget(target: string, { overwrite }: ExportOptions): void {
  if (!existsSync(dirname(target))) throw new CliError(ExitCode.Environment, `there is no folder ${dirname(target)}`);
  if (existsSync(target) && overwrite !== true) {
    throw usageError(`${target} is there already: give another --out, or --overwrite`);
  }
}

/** The sidecar last, as the recorder does it. */
async function takeOver(made: string, target: string): Promise<void> {
  await rename(made, target);
  if (existsSync(`${made}.json`)) await rename(`${made}.json`, `${target}.json`);
}

const qualityNumber = (quality: Quality): 0 | 1 | 2 => QUALITIES.indexOf(quality) as 0 | 1 | 2;

function tell({ terminal }: Context, result: ExportResult, json: boolean | undefined): void {
  const { file, sampleRate, channels, durationSeconds, copied } = result;
  if (json) terminal.printJson(result);
  else {
    const how = copied ? ', copied as it was' : '';
    terminal.print(`${file}: ${clock(durationSeconds)}, ${sampleRate} Hz, ${channels} ch${how}`);
  }
}

import { existsSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeBundle } from '../../host/bundle/writeBundle';
import type { BundleSource } from '../../host/bundle/writeBundle';
import { CaptureLibrary } from '../../host/CaptureLibrary';
import { allFiles } from '../../host/captureFiles';
import { captureId, splitName } from '../../host/names';
import { VERSION } from '../../shared/version';
import { asCliError, CliError, ExitCode, usageError } from '../CliError';
import type { Context } from '../Context';
import { sizeText } from '../format';
import { withProgress } from '../Progress';

export interface BundleOptions {
  json?: boolean;
  out?: string;
  hashUsers?: boolean;
  language: 'en' | 'zh';
  overwrite?: boolean;
  keyFile?: string;
}

export async function bundle(context: Context, files: string[], options: BundleOptions): Promise<ExitCode> {
  const { terminal, signal } = context;
  const target = context.resolve(options.out ?? defaultName(files, options));
  checkTarget(target, options.overwrite ?? false);
  const sources = await sourcesOf(context, files, options);
  const total = sources.flatMap((source) => allFiles(source.files)).reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  const manifest = await withProgress(terminal, 'Bundling', (onProgress) =>
    context.withFolderBeside(target, async (folder) => {
      const made = join(folder, 'bundle.zip');
      const written = await writeBundle(made, sources, {
        hashUsers: options.hashUsers ?? false,
        language: options.language,
        version: VERSION,
        signal,
        onBytes: (bytes) => {
          onProgress((done += bytes) / Math.max(total, 1));
        },
      });
      await rename(made, target);
      return written;
    }),
  );
  const bytes = (await stat(target)).size;
  if (options.json) terminal.printJson({ file: target, bytes, manifest });
  else terminal.print(`${target}: ${manifest.files.length} files, ${sizeText(bytes)}`);
  return ExitCode.Fine;
}

/** The name of a capture may have a user in it. */
function defaultName([first = '']: string[], { hashUsers }: BundleOptions): string {
  return hashUsers ? 'bundle.zip' : `${splitName(basename(first)).stem}.zip`;
}

function checkTarget(target: string, overwrite: boolean): void {
  if (!target.toLowerCase().endsWith('.zip')) throw usageError(`--out ${target} is to end in .zip`);
  if (!existsSync(dirname(target))) throw new CliError(ExitCode.Environment, `there is no folder ${dirname(target)}`);
  if (existsSync(target) && !overwrite) {
    throw usageError(`${target} is there already: give another --out, or --overwrite`);
  }
}

/** Nothing is cached in folders that are only read here. */
async function sourcesOf(context: Context, files: string[], { keyFile }: BundleOptions): Promise<BundleSource[]> {
  const analysis = await context.analysisOrNull('the bundle has no envelopes');
  const key = await context.key(keyFile);
  const sources: BundleSource[] = [];
  for (const file of files) {
    const path = context.resolve(file);
    const library = await CaptureLibrary.at({
      ...{ folder: dirname(path), analysis, readOnly: true },
      ...(key === undefined ? {} : { key }),
    });
    try {
      sources.push(await library.bundled(captureId(basename(path)), context.signal));
    } catch (error) {
      const { exitCode, message } = asCliError(error);
      throw new CliError(exitCode, `${file}: ${message}`);
    } finally {
      await library.close();
    }
  }
  return sources;
}

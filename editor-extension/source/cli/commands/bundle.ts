import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeBundle } from '../../host/bundle/writeBundle';
import type { BundleSource } from '../../host/bundle/writeBundle';
import { CaptureLibrary } from '../../host/CaptureLibrary';
import type { LibraryOptions } from '../../host/CaptureLibrary';
import { allFiles } from '../../host/captureFiles';
import { stemOf } from '../../shared/exportName';
import { captureId } from '../../host/names';
import { VERSION } from '../../shared/version';
import { asCliError, CliError, ExitCode, usageError } from '../CliError';
import type { Context } from '../Context';
import { printable, sizeText } from '../format';
import { withProgress } from '../Progress';
import { checkTarget, giveName } from '../targets';

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
  if (!target.toLowerCase().endsWith('.zip')) throw usageError(`--out ${target} is to end in .zip`);
  const overwrite = options.overwrite ?? false;
  await checkTarget(target, { overwrite, sources: [] });
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
      await giveName(made, target, overwrite);
      return written;
    }),
  );
  const bytes = (await stat(target)).size;
  if (options.json) terminal.printJson({ file: target, bytes, manifest });
  // The manifest does not list itself.
  else terminal.print(`${printable(target)}: ${manifest.files.length + 1} files, ${sizeText(bytes)}`);
  return ExitCode.Fine;
}

/** The name of a capture may have a user in it. */
function defaultName([first = '']: string[], { hashUsers }: BundleOptions): string {
  return hashUsers ? 'bundle.zip' : `${stemOf(basename(first))}.zip`;
}

/** Nothing is cached in folders that are only read here. */
async function sourcesOf(context: Context, files: string[], { keyFile }: BundleOptions): Promise<BundleSource[]> {
  const analysis = await context.analysisOrNull('the bundle has no envelopes');
  const key = await context.key(keyFile);
  const libraries = new Map<string, CaptureLibrary>();
  const sources: BundleSource[] = [];
  try {
    for (const file of files) {
      const path = await context.captureFile(file);
      const folder = dirname(path);
      const library = libraries.get(folder) ?? (await readOnly({ folder, analysis, ...(key ? { key } : {}) }));
      libraries.set(folder, library);
      sources.push(await sourceOf(library, path, context.signal));
    }
  } finally {
    for (const library of libraries.values()) await library.close();
  }
  return sources;
}

const readOnly = (options: LibraryOptions): Promise<CaptureLibrary> =>
  CaptureLibrary.at({ ...options, readOnly: true });

async function sourceOf(library: CaptureLibrary, path: string, signal: AbortSignal): Promise<BundleSource> {
  const id = captureId(basename(path));
  if (!(await library.list()).some((capture) => capture.id === id)) {
    throw new CliError(
      ExitCode.Unreadable,
      `${path} is no capture that can be packed: expected a .wav or .aac file that is no link, no hidden file and no track of another capture`,
    );
  }
  try {
    return await library.bundled(id, signal);
  } catch (error) {
    const { exitCode, message } = asCliError(error);
    throw new CliError(exitCode, `${path}: ${message}`);
  }
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import type { VoiceRecorderNative } from 'voice_recorder_puerts';
import { messageOf } from '../errors/describe';
import { ABI_VERSION } from './abiVersion';

/** The functions of the addon; every one is static and checks what it is given. */
export type NodeNative = typeof VoiceRecorderNative;

const MODULE_NAME = 'voice_recorder_puerts';
const CLASS_NAME = 'VoiceRecorderNative';
/** Worker threads inherit what stands here when they start: the library that the main thread has loaded. */
const LOADED_KEY = 'voice-recorder.puerts';

interface Puerts {
  load(path: string): Readonly<Record<string, unknown>>;
}

/** The native half of the package puerts. `load` throws on the second time in a process, `loadType` works always. */
interface PuertsBinding {
  loadType(name: string): unknown;
}

/** Where the library may be, the likeliest first: `VR_NATIVE_LIBRARY` alone when it is set. */
export function libraryCandidates(env: NodeJS.ProcessEnv, startFolder: string, workingFolder: string): string[] {
  const named = env['VR_NATIVE_LIBRARY'];
  if (named !== undefined && named !== '') return [named];
  const file = libraryFile();
  const folders = env['VR_NATIVE_BUILD'] ? [env['VR_NATIVE_BUILD']] : [];
  for (let folder = startFolder; ; folder = dirname(folder)) {
    folders.push(join(folder, 'build', 'native'), folder);
    if (dirname(folder) === folder) break;
  }
  folders.push(join(workingFolder, 'build', 'native'));
  return [...new Set(folders.map((folder) => join(folder, file)))];
}

/**
 * The addon, loaded once per process. Later calls, from other copies of this file too, get it from there. A worker
 * thread gets it when the main thread had loaded it before the worker started. Throws an Error that says what was
 * tried.
 */
export function loadNative(): NodeNative {
  const found = getEnvironmentData(LOADED_KEY);
  if (typeof found === 'string') return checked(fromBinding(), found);
  if (!isMainThread) {
    throw new Error(
      'voice-recorder: a worker thread can use the native plugin only when the main thread has loaded it before: ' +
        'import bridge/nodePuerts in the main thread, then start the worker',
    );
  }
  const path = findLibrary();
  const native = checked(fromFile(path), path);
  setEnvironmentData(LOADED_KEY, path);
  return native;
}

function libraryFile(): string {
  if (process.platform === 'win32') return `${MODULE_NAME}.dll`;
  return process.platform === 'darwin' ? `lib${MODULE_NAME}.dylib` : `lib${MODULE_NAME}.so`;
}

function findLibrary(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = libraryCandidates(process.env, here, workingFolder());
  const path = candidates.find((candidate) => existsSync(candidate));
  if (path !== undefined) return path;
  throw new Error(
    `voice-recorder: the native library was not found. Build it with "npm run setup", or name it in ` +
      `VR_NATIVE_LIBRARY. Tried:\n${candidates.map((candidate) => `  ${candidate}`).join('\n')}`,
  );
}

function fromFile(path: string): unknown {
  const puerts = requirePuerts((require, entry) => require(entry) as Puerts);
  try {
    return puerts.load(path)[CLASS_NAME];
  } catch (thrown) {
    throw new Error(`voice-recorder: puerts could not load ${path}: ${messageOf(thrown)}`);
  }
}

function fromBinding(): unknown {
  const binding = requirePuerts((_, entry) => {
    const requireOfPuerts = createRequire(entry);
    const build = requireOfPuerts('node-gyp-build') as (folder: string) => PuertsBinding;
    return build(dirname(dirname(entry)));
  });
  return binding.loadType(`${MODULE_NAME}.${CLASS_NAME}`);
}

/** Uses the package puerts from where this file is, else from the working folder. */
function requirePuerts<T>(use: (require: NodeJS.Require, entry: string) => T): T {
  const tried: string[] = [];
  for (const base of [fileURLToPath(import.meta.url), join(workingFolder(), 'package.json')]) {
    const require = createRequire(base);
    try {
      return use(require, require.resolve('puerts'));
    } catch (thrown) {
      tried.push(`  from ${base}: ${messageOf(thrown)}`);
    }
  }
  throw new Error(`voice-recorder: the npm package puerts could not be loaded. Tried:\n${tried.join('\n')}`);
}

function checked(value: unknown, path: string): NodeNative {
  const native = value as NodeNative;
  const version = typeof value === 'function' ? native.AbiVersion() : undefined;
  if (version === ABI_VERSION) return native;
  throw new Error(`voice-recorder: ${path} is of another version: expected interface ${ABI_VERSION}, got ${version}`);
}

/** The working folder, or the root when it was removed. */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

import { existsSync } from 'node:fs';
import { ABI_VERSION } from '../../shared/wasm/AnalysisModule';
import { isNativeAddon, type NativeAddon } from './nativeAddon';
import { type Attempt, addonPlaces } from './places';
import { systemNeeds } from './systemNeeds';

export interface Found<T> {
  /** undefined: it is in none of the places. */
  found: { value: T; path: string } | undefined;
  tried: Attempt[];
}

/** Each is loaded once: every load listens for the end of the process by itself. */
const loaded = new Map<string, NativeAddon>();

/** The first addon that loads and is of this version. */
export function loadAddon(places = addonPlaces()): Found<NativeAddon> {
  const tried: Attempt[] = [];
  for (const path of places) {
    try {
      return { found: { value: loadFrom(path), path }, tried };
    } catch (error) {
      tried.push({ path, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { found: undefined, tried };
}

function loadFrom(path: string): NativeAddon {
  const before = loaded.get(path);
  if (before) return before;
  const addon = loadAnew(path);
  loaded.set(path, addon);
  return addon;
}

function loadAnew(path: string): NativeAddon {
  if (!existsSync(path)) throw new Error('there is no such file');
  const module = { exports: {} as unknown };
  // Not require: a bundler would look for the file, and a test runner would load it into a context of its own.
  try {
    process.dlopen(module, path);
  } catch (error) {
    throw new Error(`${(error as Error).message}${systemNeeds(path)}`, { cause: error });
  }
  if (!isNativeAddon(module.exports)) throw new Error('it is not the addon of voice-recorder, or an older one');
  const { abiVersion } = module.exports;
  if (abiVersion === ABI_VERSION) return module.exports;
  throw new Error(`it has version ${abiVersion} of the analysis interface, expected ${ABI_VERSION}: build it anew`);
}

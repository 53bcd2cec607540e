import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysisError, notAllowed } from '../../shared/AnalysisError';
import type { Analysis } from '../../shared/analysis';
import { checkKey, checkObject } from '../../shared/analysisArguments';
import { AddonAnalysis } from './AddonAnalysis';
import { type Found, loadAddon } from './loadAddon';
import { type Attempt, wasmPlaces } from './places';
import { WorkerAnalysis } from './wasm/WorkerAnalysis';

export const WASM_FILES = {
  module: 'voice_recorder_analysis.mjs',
  binary: 'voice_recorder_analysis.wasm',
  worker: 'voice_recorder_analysis_worker.mjs',
};

export interface LoadOptions {
  /** Which build is to be used where both are there; the other one is used when it does not load. Default 'addon'. */
  prefer?: 'addon' | 'wasm';
  /** 32 bytes, of encrypted captures that are opened without a key of their own. */
  key?: Uint8Array;
}

export interface LoadedAnalysis {
  analysis: Analysis;
  /** Where it was loaded from. */
  path: string;
  /** What was tried before, in order, and why it would not do. */
  tried: Attempt[];
}

/** The analysis by the first build that loads. Throws an AnalysisError 'not-supported' that says what was tried. */
export async function loadAnalysis(options: LoadOptions = {}): Promise<Analysis> {
  return (await findAnalysis(options)).analysis;
}

/** As loadAnalysis, and what else was tried. */
export async function findAnalysis(options: LoadOptions = {}): Promise<LoadedAnalysis> {
  checkObject('options', options);
  const { prefer = 'addon', key } = options;
  checkKey(key);
  if (prefer !== 'addon' && prefer !== 'wasm') throw notAllowed('prefer', "'addon' or 'wasm'", prefer);
  const order = prefer === 'addon' ? [addon, wasm] : [wasm, addon];
  const tried: Attempt[] = [];
  for (const load of order) {
    const result = await load(key);
    tried.push(...result.tried);
    if (result.found) return { analysis: result.found.value, path: result.found.path, tried };
  }
  throw new AnalysisError(
    'not-supported',
    `no build of the analysis loads: build one (npm run build-addon in the package's folder), or install the package anew.\n${describeAttempts(tried)}`,
  );
}

/** A line for each. */
export function describeAttempts(tried: readonly Attempt[]): string {
  return tried.map(({ path, why }) => `  ${path}: ${why}`).join('\n');
}

async function addon(key: Uint8Array | undefined): Promise<Found<Analysis>> {
  const { found, tried } = loadAddon();
  return { found: found && { value: new AddonAnalysis(found.value, key), path: found.path }, tried };
}

async function wasm(key: Uint8Array | undefined): Promise<Found<Analysis>> {
  const tried: Attempt[] = [];
  for (const folder of wasmPlaces()) {
    const path = join(folder, WASM_FILES.module);
    const script = join(folder, WASM_FILES.worker);
    const missing = [path, script].find((file) => !existsSync(file));
    if (missing !== undefined) {
      tried.push({ path: missing, why: 'there is no such file' });
      continue;
    }
    const value = new WorkerAnalysis({ script, module: path }, key);
    try {
      await value.capabilities();
      return { found: { value, path }, tried };
    } catch (error) {
      tried.push({ path, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { found: undefined, tried };
}

import type { AnalysisModule } from '../../../shared/wasm/AnalysisModule';

/** What a classic worker has beside what a window has; the library of types for workers excludes that of windows. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
  importScripts(...urls: string[]): void;
  createVoiceRecorderAnalysis?: (options: object) => Promise<AnalysisModule>;
}

export const workerScope = globalThis as unknown as WorkerScope;

/** Stands beside the worker's own script, with its .wasm. */
const MODULE_FILE = 'voice_recorder_analysis.js';

export async function loadModule(): Promise<AnalysisModule> {
  workerScope.importScripts(MODULE_FILE);
  const make = workerScope.createVoiceRecorderAnalysis;
  if (make === undefined) throw new Error(`${MODULE_FILE} is not the module that was expected: build the page anew.`);
  // What the module would print is told by its errors.
  return make({ print: () => undefined, printErr: () => undefined });
}

import type { AnalysisModule } from '../../../shared/wasm/AnalysisModule';

/** What a worker has beside what a window has; the library of types for workers excludes that of windows. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
  readonly location: { readonly href: string };
}

export const workerScope = globalThis as unknown as WorkerScope;

/** Stands beside the worker's own script, with its .wasm. */
const MODULE_FILE = 'voice_recorder_analysis.mjs';

export async function loadModule(): Promise<AnalysisModule> {
  const url = new URL(MODULE_FILE, workerScope.location.href).href;
  const { default: load } = (await import(url)) as { default: (options: object) => Promise<AnalysisModule> };
  return load({ blobs: [] });
}

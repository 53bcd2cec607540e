import type { AnalysisModule } from '../../../shared/wasm/AnalysisModule';

/** What a worker has beside what a window has; the library of types for workers excludes that of windows. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
  readonly location: { readonly href: string };
}

export const workerScope = globalThis as unknown as WorkerScope;

/** What makes a module of the WebAssembly build, as its script exports it. */
export type MakeModule = (options: { blobs: []; wasmBinary?: Uint8Array }) => Promise<AnalysisModule>;

/** Stands beside the worker's own script, with its .wasm. */
const MODULE_FILE = 'voice_recorder_analysis.mjs';

export async function moduleBeside(): Promise<AnalysisModule> {
  const url = new URL(MODULE_FILE, workerScope.location.href).href;
  const { default: make } = (await import(url)) as { default: MakeModule };
  return make({ blobs: [] });
}

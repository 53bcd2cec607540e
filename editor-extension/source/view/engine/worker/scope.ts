import type { AnalysisModule } from '../../../shared/wasm/AnalysisModule';

/** What a worker has beside what a window has; the library of types for workers excludes that of windows. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
  readonly location: { readonly href: string };
}

export const workerScope = globalThis as unknown as WorkerScope;

/** Where the WebAssembly build is. Without `wasmUrl` its .wasm stands beside the module. */
export interface ModuleUrls {
  readonly moduleUrl: string;
  readonly wasmUrl?: string;
}

const MODULE_FILE = 'voice_recorder_analysis.mjs';

/** Beside the worker's own script. */
export const besideTheScript = (): ModuleUrls => ({
  moduleUrl: new URL(MODULE_FILE, workerScope.location.href).href,
});

export async function loadModule({ moduleUrl, wasmUrl }: ModuleUrls): Promise<AnalysisModule> {
  const { default: load } = (await import(moduleUrl)) as { default: (options: object) => Promise<AnalysisModule> };
  return load(wasmUrl === undefined ? { blobs: [] } : { blobs: [], locateFile: () => wasmUrl });
}

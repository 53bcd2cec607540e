import { AnalysisError } from '../AnalysisError';
import { ABI_VERSION, type LoadModule } from './AnalysisModule';
import { ModuleAnalysis } from './ModuleAnalysis';
import type { WasmAnalysis } from './WasmAnalysis';

/** Loads the module and makes the calls of it that a worker uses. For a worker of a browser as well as of Node. */
export async function createWasmAnalysis(loadModule: LoadModule): Promise<WasmAnalysis> {
  const module = await loadModule();
  const version = module._vra_abi_version();
  if (version !== ABI_VERSION) {
    throw new AnalysisError(
      'not-supported',
      `the WebAssembly module has version ${version} of the analysis interface, expected ${ABI_VERSION}: build it anew`,
    );
  }
  return new ModuleAnalysis(module);
}

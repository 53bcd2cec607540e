import { join } from 'node:path';
import { bundle, unlessCurrent } from './bundler.mjs';
import { build, extension } from './paths.mjs';

const folder = join(build, 'wasm');
const outfile = join(folder, 'voice_recorder_analysis_worker.mjs');

const WORKER = {
  entryPoints: [join(extension, 'source', 'host', 'analysis', 'wasm', 'worker.ts')],
  outfile,
  platform: 'node',
  format: 'esm',
  target: 'node20',
};

/** The worker of Node that runs the WebAssembly build, beside it in build/wasm. */
export function bundleAnalysisWorker() {
  return unlessCurrent({
    stamp: join(folder, '.worker'),
    outputs: [outfile],
    recipe: JSON.stringify(WORKER),
    make: () => bundle("The analysis library's worker", WORKER),
  });
}

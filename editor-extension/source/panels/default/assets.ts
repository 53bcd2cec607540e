import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assets } from '../../view/engine';

export interface PanelAssets {
  assets: Assets;
  dispose(): void;
}

/**
 * The files that the view wants addresses of, as addresses that hold them: they can be loaded whatever the address of the
 * editor's own page is. `folder` has what the build puts there; the WebAssembly build may be missing.
 */
export function panelAssets(folder: string): PanelAssets {
  const made: string[] = [];
  const address = (...parts: BlobPart[]): string => {
    const url = URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
    made.push(url);
    return url;
  };
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    assets: {
      workerUrl: address(...wasmParts(folder), textOf('worker.js')),
      workerType: 'classic',
      // A worklet takes no blob of a page at a file address.
      pitchUrl: `data:text/javascript;base64,${readFileSync(join(folder, 'pitch.js'), 'base64')}`,
      // Node loads this script, and whose import() it has is not certain.
      loadPitch: () => import('../../view/engine/player/pitchModule'),
    },
    dispose: () => {
      for (const url of made) URL.revokeObjectURL(url);
    },
  };
}

/** Without it the worker says that it is missing when it is asked for something, and what needs no worker goes on. */
function wasmParts(folder: string): string[] {
  try {
    const wasm = readFileSync(join(folder, 'voice_recorder_analysis.wasm'), 'base64');
    return [readFileSync(join(folder, 'voice_recorder_analysis.js'), 'utf8'), `const voiceRecorderWasm="${wasm}";\n`];
  } catch {
    return [];
  }
}

// The script of the panel's worker. Who makes it puts the WebAssembly build in front, as a script and as base64: a worker of
// a page at a file address can load neither modules nor files.
import { startWorker } from '../../view/engine/worker/main';
import type { MakeModule } from '../../view/engine/worker/scope';

declare const voiceRecorderModule: { default: MakeModule };
declare const voiceRecorderWasm: string;

startWorker(() => {
  const wasmBinary = Uint8Array.from(atob(voiceRecorderWasm), (character) => character.charCodeAt(0));
  return voiceRecorderModule.default({ blobs: [], wasmBinary });
});

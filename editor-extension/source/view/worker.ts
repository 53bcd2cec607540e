// The script of the page's worker: a classic one, so that it can load the WebAssembly build beside it.
import { startWorker } from './engine/worker/main';

startWorker();

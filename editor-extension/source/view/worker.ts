// The script of the page's worker, a module that loads the WebAssembly build beside it.
import { startWorker } from './engine/worker/main';

startWorker();

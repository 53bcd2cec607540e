/**
 * For `sandboxInjectedGlobals`: what loops over samples ask for. In jest's sandbox a global is looked up by a call into
 * Node, so that such loops take ten times as long. None of these is what a test replaces.
 */
export const GLOBALS_OF_LOOPS = ['Math', 'Number', 'DataView', 'Float32Array', 'Int16Array', 'Uint8Array'];

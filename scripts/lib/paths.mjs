import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things are; every path is absolute. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const plugin = join(root, 'native', 'plugins', 'voice-recorder');
export const modules = join(root, 'node_modules');
export const build = join(root, 'build');
export const sampleBundle = join(build, 'samples', 'webrtc-room.mjs');
export const extension = join(root, 'editor-extension');
/** What is built of the extension: the command line, and the page in `view`. */
export const extensionBuild = join(build, 'extension');
export const pageFolder = join(extensionBuild, 'view');
/** The extension for Cocos Creator as it is loaded from a project, without the component and the native plugin. */
export const cocosExtension = join(build, 'cocos-extension');
export const viewerBundle = join(extensionBuild, 'viewer.mjs');
export const commandLineBundle = join(extensionBuild, 'cli.mjs');

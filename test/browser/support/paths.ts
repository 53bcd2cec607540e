import { join } from 'node:path';

export const root = join(__dirname, '..', '..', '..');
export const pageFolder = join(root, 'build', 'extension', 'view');
/** What the tests leave for a reader: screenshots, and the captures they were made of. */
export const artefacts = join(root, 'build', 'browser-tests');
export const captures = join(artefacts, 'captures');

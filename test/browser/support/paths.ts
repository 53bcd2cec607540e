import { join } from 'node:path';

export const root = join(__dirname, '..', '..', '..');
/** What the tests leave for a reader: screenshots, and the captures they were made of. */
export const artefacts = join(root, 'build', 'browser-tests');
export const captures = join(artefacts, 'captures');

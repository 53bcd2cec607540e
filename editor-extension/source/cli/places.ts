import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { packageRoots } from '../host/analysis/places';

/** Where captures are when nothing is said. */
export const CAPTURES = './captures';
export const PAGE_VARIABLE = 'VR_VIEWER_PAGE';

/** Where the built page may be, in the order in which it is looked for. */
export function pagePlaces(): string[] {
  const named = process.env[PAGE_VARIABLE];
  const built = packageRoots().flatMap((root) => [join(root, 'view'), join(root, 'build', 'extension', 'view')]);
  return named ? [resolve(named)] : built;
}

/** null: it is not built. */
export function pageFolder(): string | null {
  return pagePlaces().find((folder) => existsSync(join(folder, 'index.html'))) ?? null;
}

/** A program on the search path; null: there is none of them. */
export function findProgram(names: string[], path = process.env['PATH'] ?? ''): string | null {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of path.split(delimiter).filter((each) => each !== '')) {
      const found = suffixes.map((suffix) => join(folder, name + suffix)).find((file) => existsSync(file));
      if (found !== undefined) return found;
    }
  }
  return null;
}

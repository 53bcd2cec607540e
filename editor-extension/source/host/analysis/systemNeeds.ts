import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What scripts/lib/npm-package/prebuild.mjs writes beside an addon that it packs. */
const NEEDS = 'needs.json';

interface Needs {
  glibc: string;
  glibcxx: string;
}

/** Which system a prebuilt addon needs, and which this is; '' for one that was built here. */
export function systemNeeds(addon: string): string {
  const needs = needsOf(addon);
  if (needs === null) return '';
  const here = hostGlibc();
  const told = here === null ? 'this system has another C library' : `this system has glibc ${here}`;
  return `; it needs glibc ${needs.glibc} and a libstdc++ with GLIBCXX_${needs.glibcxx}, or later, and ${told}: compile one here (npm run build-addon in the package's folder)`;
}

function needsOf(addon: string): Needs | null {
  try {
    return JSON.parse(readFileSync(join(dirname(addon), NEEDS), 'utf8')) as Needs;
  } catch {
    return null;
  }
}

function hostGlibc(): string | null {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime ?? null;
}

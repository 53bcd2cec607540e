import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError, Exit } from './errors.mjs';
import { modules } from './paths.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
/** Without a graphics card one is imitated, which is slower than to paint by itself. */
const PAINTS_BY_ITSELF = ['--disable-gpu', '--disable-software-rasterizer'];

/**
 * The system's Chromium: $VR_CHROMIUM, or the first on the PATH; undefined: there is none. `headlessShell`: rather the
 * program that is Chromium without its windows, which shows the same page for half the work.
 */
export function findChromium({ headlessShell = false } = {}) {
  if (process.env.VR_CHROMIUM) return process.env.VR_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = headlessShell ? [...SHELLS, ...NAMES] : NAMES;
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** How Chromium is started here: without a window, without a sound card, and as root without its sandbox. */
export function launchOptions({ headlessShell = false } = {}) {
  const executablePath = findChromium({ headlessShell });
  if (executablePath === undefined) {
    const name = headlessShell ? 'chromium-headless-shell' : 'chromium';
    throw new CommandError(`Chromium is not installed. Debian: apt-get install ${name}`, Exit.environment);
  }
  return {
    executablePath,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      ...['--mute-audio', '--force-color-profile=srgb', '--font-render-hinting=none', '--disable-dev-shm-usage'],
      ...(headlessShell ? PAINTS_BY_ITSELF : []),
    ],
  };
}

/** playwright-core's driver of Chromium. */
export async function chromiumDriver() {
  const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core', 'index.mjs')).href);
  return chromium;
}

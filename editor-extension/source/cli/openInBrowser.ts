import { spawn } from 'node:child_process';
import { findProgram } from './places';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge', 'firefox'];

/** The program that opens a link here, with its arguments; null: there is none. */
export function browserCommand(link: string): [string, string[]] | null {
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', link]];
  if (process.platform === 'darwin') return ['open', [link]];
  const opener = findProgram(['xdg-open', ...BROWSERS]);
  return opener === null ? null : [opener, [link]];
}

/** A browser that is installed; null: none that is known. Windows and macOS always have one. */
export function installedBrowser(): string | null {
  if (process.platform === 'win32' || process.platform === 'darwin') return 'the default browser';
  return findProgram([process.env['BROWSER'] ?? '', ...BROWSERS].filter((name) => name !== ''));
}

/** False: nothing there takes the link. The browser goes on without this process. */
export function openInBrowser(link: string): Promise<boolean> {
  const command = browserCommand(link);
  if (command === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(command[0], command[1], { detached: true, stdio: 'ignore' });
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

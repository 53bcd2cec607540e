/** The window around the viewer: its address, clipboard, preferences. Only this file and main.tsx touch them. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Theme } from '../engine';
import type { Surroundings } from '../state/settings';
import type { Surface } from '../state/viewer';

/** Long enough for the browser to have begun to save. */
const KEEP_URL_MS = 60_000;

function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, KEEP_URL_MS);
}

/** Where the page is not trusted with the clipboard, a selected field still is. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    field.style.opacity = '0';
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    if (!copied) throw error;
  }
}

export interface HashSurface extends Surface {
  /** Called when somebody else changes what stands behind the #; returns what ends it. */
  onHash(listener: () => void): () => void;
}

export function pageSurface(): HashSurface {
  return {
    hash: () => location.hash,
    setHash: (hash) => {
      if (location.hash === hash) return;
      history.replaceState(history.state, '', hash === '' ? `${location.pathname}${location.search}` : hash);
    },
    address: (hash) => `${location.origin}${location.pathname}${hash}`,
    copyText,
    saveFile,
    onHash: (listener) => {
      addEventListener('hashchange', listener);
      return () => {
        removeEventListener('hashchange', listener);
      };
    },
  };
}

export function panelSurface(): HashSurface {
  return {
    hash: () => '',
    setHash: () => undefined,
    address: (hash) => hash,
    copyText,
    saveFile,
    onHash: () => () => undefined,
  };
}

function watched(query: string): { matches: ReadonlySignal<boolean>; end: () => void } {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  const changed = (): void => {
    matches.value = list.matches;
  };
  list.addEventListener('change', changed);
  return {
    matches,
    end: () => {
      list.removeEventListener('change', changed);
    },
  };
}

/** What the browser prefers, unless `preferred` says otherwise. */
export function browserSurroundings(
  preferred: { languages?: readonly string[]; theme?: Theme } = {},
): Surroundings & { dispose(): void } {
  const dark = watched('(prefers-color-scheme: dark)');
  const still = watched('(prefers-reduced-motion: reduce)');
  return {
    languages: preferred.languages ?? (navigator.languages.length > 0 ? navigator.languages : [navigator.language]),
    darkPreferred: preferred.theme ? signal(preferred.theme === 'dark') : dark.matches,
    reducedMotion: still.matches,
    dispose: () => {
      dark.end();
      still.end();
    },
  };
}

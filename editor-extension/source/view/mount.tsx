import { effect } from '@preact/signals';
import { render } from 'preact';
import type { CaptureSource } from '../shared/captures';
import type { Theme } from './engine';
import { App } from './app/App';
import { ViewerContext } from './app/context';
import { listenToKeys } from './app/keyboard';
import { browserSurroundings, pageSurface, panelSurface } from './app/surface';
import { Settings, safely } from './state/settings';
import type { Store } from './state/settings';
import { realTimers } from './state/timers';
import { Viewer } from './state/viewer';
import type { Parts } from './state/viewer';
import './styles/index.css';

export interface MountOptions {
  parts: Parts;
  /** `page`: keys and address of the window are the viewer's. `panel`: it stands in an editor, and has neither. */
  place: 'page' | 'panel';
  /** Where settings and unsaved notes are kept; the browser's localStorage by default. */
  store?: Store | null;
  /** What the editor around it prefers: BCP 47 tags, and its theme; what is missing is asked of the browser. */
  preferred?: { languages?: readonly string[]; theme?: Theme };
}

export interface Mounted {
  readonly viewer: Viewer;
  /** Takes everything out of the root and ends every listener. */
  dispose(): void;
}

function browserStore(): Store | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Of the whole document, for what reads its title aloud or offers to translate it. */
function tellLanguage(document: Document, settings: Settings): () => void {
  return effect(() => {
    document.documentElement.lang = settings.locale.value;
  });
}

/**
 * Shows the viewer in `root`. `source` null: the page shows what is dropped onto it. A shadow root needs app.css as a
 * style of its own.
 */
export function mount(root: HTMLElement | ShadowRoot, source: CaptureSource | null, options: MountOptions): Mounted {
  const surroundings = browserSurroundings(options.preferred);
  const settings = new Settings(safely(options.store ?? browserStore()), surroundings);
  const surface = options.place === 'page' ? pageSurface() : panelSurface();
  const viewer = new Viewer({ source, settings, parts: options.parts, surface, timers: realTimers });
  const endKeys = listenToKeys(options.place === 'page' ? root.ownerDocument : root, viewer);
  const endHash = surface.onHash(() => {
    viewer.followHash();
  });
  const endLanguage = options.place === 'page' ? tellLanguage(root.ownerDocument, settings) : () => undefined;
  render(
    <ViewerContext.Provider value={viewer}>
      <App />
    </ViewerContext.Provider>,
    root,
  );
  return {
    viewer,
    dispose: () => {
      endKeys();
      endHash();
      endLanguage();
      render(null, root);
      viewer.dispose();
      settings.dispose();
      surroundings.dispose();
    },
  };
}

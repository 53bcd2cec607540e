import { signal } from '@preact/signals';
import { Settings } from '../../../editor-extension/source/view/state/settings';
import { Viewer } from '../../../editor-extension/source/view/state/viewer';
import type { Surface } from '../../../editor-extension/source/view/state/viewer';
import type { CaptureSource } from '../../../editor-extension/source/shared/captures';
import { createFakeEngine } from './fakeEngine';
import { FakeTimers, settled } from './FakeTimers';
import { MemoryStore } from './MemoryStore';

export class FakeSurface implements Surface {
  current = '';
  copied = '';
  saved: string[] = [];
  hash = () => this.current;
  setHash = (hash: string) => void (this.current = hash);
  address = (hash: string) => `http://127.0.0.1:1/${hash}`;
  copyText = (text: string) => Promise.resolve(void (this.copied = text));
  saveFile = (name: string) => void this.saved.push(name);
}

/** A viewer without a page: what the components do with it can be done by hand. */
export function fakeViewer(source: CaptureSource | null, hash = '', languages: string[] = ['en-GB']) {
  const timers = new FakeTimers();
  const store = new MemoryStore();
  const surface = new FakeSurface();
  surface.current = hash;
  const surroundings = { languages, darkPreferred: signal(false), reducedMotion: signal(false) };
  const settings = new Settings(store, surroundings);
  const viewer = new Viewer({
    source,
    settings,
    surface,
    timers,
    parts: {
      createEngine: createFakeEngine,
      mountStatistics: () => () => undefined,
      createFileAnalysis: () => ({
        open: () => Promise.reject(new Error('not here')),
        wav: () => Promise.reject(new Error('not here')),
        dispose: () => undefined,
      }),
      assets: { workerUrl: '' },
    },
  });
  return { viewer, timers, store, surface, settings, surroundings };
}

/** What the stage of the page does when a capture is open. */
export async function attachEngine(viewer: Viewer): Promise<void> {
  await settled();
  for (const session of [viewer.session.peek(), viewer.comparison.peek()?.b]) {
    const ready = session?.ready.peek();
    const source = viewer.captures.peek()?.source;
    if (!session || !ready || !source || session.engine.peek()) continue;
    session.engine.value = createFakeEngine({
      element: { ownerDocument: null } as unknown as HTMLElement,
      source,
      detail: ready.detail,
      view: ready.view,
      theme: viewer.settings.theme,
      texts: signal(viewer.settings.texts.peek().engine),
      locale: viewer.settings.locale,
      reducedMotion: signal(true),
      assets: { workerUrl: '' },
    });
  }
}

/** The shell alone, over a fake folder and a fake engine: `?count=N` captures, `?panel` in a panel; for design work in a browser. */
import { mount } from '../../../editor-extension/source/view/mount';
import { createFakeEngine } from './fakeEngine';
import { FakeSource } from './FakeSource';

const asked = new URLSearchParams(location.search);
const source = new FakeSource(Number(asked.get('count') ?? 40), Date.now());

/** `?panel`: as in an editor, behind a shadow root that is 400 px wide. */
function panel(): ShadowRoot {
  const host = document.createElement('div');
  Object.assign(host.style, { width: '400px', height: '100vh' });
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('link');
  Object.assign(style, { rel: 'stylesheet', href: 'app.css' });
  root.append(style);
  return root;
}

const inPanel = asked.has('panel');
const mounted = mount(inPanel ? panel() : document.body, source, {
  place: inPanel ? 'panel' : 'page',
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
Object.assign(window, { source, mounted });

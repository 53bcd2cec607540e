/** The shell alone, over a fake folder and a fake engine: `?count=N` captures; for design work in a browser. */
import { mount } from '../../../editor-extension/source/view/mount';
import { createFakeEngine } from './fakeEngine';
import { FakeSource } from './FakeSource';

const asked = new URLSearchParams(location.search);
const source = new FakeSource(Number(asked.get('count') ?? 40), Date.now());
const mounted = mount(document.body, source, {
  place: 'page',
  parts: {
    createEngine: createFakeEngine,
    mountStatistics: () => () => undefined,
    createFileAnalysis: () => ({ open: () => Promise.reject(new Error('not here')), dispose: () => undefined }),
    assets: { workerUrl: '' },
  },
});
Object.assign(window, { source, mounted });

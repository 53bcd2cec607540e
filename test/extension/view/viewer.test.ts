import { CaptureError } from '../../../editor-extension/source/shared/CaptureError';
import { fakeSummary, FakeSource } from '../support/FakeSource';
import { settled } from '../support/FakeTimers';
import { attachEngine, fakeViewer } from '../support/fakeViewer';

const NOW = 1_700_000_000_000;
async function started(count = 8, hash = '', can = {}) {
  const source = new FakeSource(count, NOW, can);
  const made = fakeViewer(source, hash);
  await attachEngine(made.viewer);
  return { source, ...made };
}
const view = ({ viewer }: Awaited<ReturnType<typeof started>>) => viewer.session.peek()?.ready.peek()?.view;

describe('Viewer', () => {
  it('opens the newest capture at the last ten seconds before the key', async () => {
    const made = await started();
    expect(made.viewer.selectedId.value).toBe('c0');
    expect(view(made)?.range.value.from).toBeCloseTo(888.8, 6);
    expect(view(made)?.position.value).toBeCloseTo(888.8, 6);
  });

  it('opens what the address names, at this place, with these lanes', async () => {
    const made = await started(8, '#c=c3&t=10-20&solo=2&view=spectrogram');
    expect(made.viewer.selectedId.value).toBe('c3');
    expect([view(made)?.range.value, view(made)?.position.value]).toEqual([{ from: 10, to: 20 }, 10]);
    expect([view(made)?.lanes[1]?.solo.value, view(made)?.focusedLane.value, view(made)?.spectrogram.value]).toEqual([
      true,
      1,
      true,
    ]);
  });

  it('says in the address where it is, a moment later', async () => {
    const made = await started();
    const now = view(made);
    if (now) now.selection.value = { from: 1, to: 2 };
    await made.timers.advance(400);
    expect(made.surface.current).toMatch(/^#c=c0&t=888\.8-[\d.]+&sel=1-2$/);
  });

  it('opens at what was visible and what was selected, also where only one of them is told', async () => {
    const shown = async (hash: string) => {
      const opened = view(await started(8, hash));
      return [opened?.range.value, opened?.selection.value, opened?.position.value];
    };
    const [range, selection] = [
      { from: 10, to: 20 },
      { from: 12, to: 13.5 },
    ];
    expect(await shown('#c=c3&t=10-20&sel=12-13.5')).toEqual([range, selection, 12]);
    expect(await shown('#c=c3&t=10-20')).toEqual([range, null, 10]);
    expect(await shown('#c=c3&sel=12-13.5')).toEqual([selection, selection, 12]);
    expect((await shown('#c=c3&t=10-20&sel=99990-99999')).slice(0, 2)).toEqual([range, null]);
  });

  it('goes to the search at once, so that what is typed next is searched for, or when the list has come', async () => {
    const { viewer, timers } = await started();
    const done: string[] = [];
    let isThere = true;
    const matches = () => isThere;
    viewer.searchField = { focus: () => done.push('focus'), select: () => done.push('select'), matches };
    viewer.search();
    expect(done).toEqual(['focus', 'select']);
    await timers.advance(1000);
    expect(done).toEqual(['focus', 'select']);
    isThere = false;
    viewer.search();
    isThere = true;
    await timers.advance(1);
    expect(done.slice(2)).toEqual(['focus', 'focus', 'select']);
  });

  it('says what it says in the language that is chosen, also when it was said before', async () => {
    const { viewer, settings } = await started();
    await viewer.remove('c0');
    settings.language.value = 'zh';
    const [toast] = viewer.toasts.list.value;
    expect([toast?.text, toast?.action?.label]).toEqual([expect.stringMatching(/^已删除/), '撤销']);
  });

  it('has no address where links lead nowhere', async () => {
    const made = await started(8, '', { link: false });
    await made.timers.advance(400);
    expect(made.surface.current).toBe('');
  });

  it('asks nothing any more of a capture that it deletes', async () => {
    const { source, viewer } = await started();
    const engine = viewer.session.peek()?.engine.peek();
    const told: string[] = [];
    if (engine) engine.dispose = () => void told.push('engine ended');
    const remove = source.remove.bind(source);
    source.remove = (id) => {
      told.push('removed');
      return remove(id);
    };
    await viewer.remove('c0');
    expect(told).toEqual(['engine ended', 'removed']);
  });

  it('takes the name of a capture out of the address when others are shown instead', async () => {
    const { viewer, surface, timers } = await started();
    await timers.advance(400);
    expect(surface.current).toMatch(/^#c=c0/);
    viewer.use(new FakeSource(2, NOW, { link: false }));
    await settled();
    await timers.advance(400);
    expect(surface.current).toBe('');
  });

  it('says that the capture is gone when it was deleted elsewhere, and keeps what is loaded', async () => {
    const { source, viewer } = await started();
    source.captures = source.captures.slice(1);
    source.tell({ kind: 'list' });
    await settled();
    expect([viewer.session.peek()?.opened.gone.value, viewer.session.peek()?.opened.state.value.kind]).toEqual([
      true,
      'ready',
    ]);
    expect(viewer.captures.peek()?.present.value).toHaveLength(7);
  });

  it('shows a new capture in the list at once and offers to open it', async () => {
    const { source, viewer, timers } = await started();
    source.captures = [...source.captures, { ...fakeSummary(0, NOW + 10_000), id: 'new', reason: 'fresh' }];
    source.tell({ kind: 'list' });
    await settled();
    expect(viewer.captures.peek()?.rows.value[1]).toMatchObject({ capture: { id: 'new' } });
    expect(viewer.selectedId.value).toBe('c0');
    await timers.advance(1000);
    const [toast] = viewer.toasts.list.value;
    expect(toast?.text).toBe('New capture: fresh');
    toast?.action?.run();
    expect(viewer.selectedId.value).toBe('new');
  });

  it('announces no capture that is gone again a moment later', async () => {
    const { source, viewer, timers } = await started();
    const before = source.captures;
    source.captures = [...before, { ...fakeSummary(0, NOW + 10_000), id: 'track' }];
    source.tell({ kind: 'list' });
    await settled();
    source.captures = before;
    source.tell({ kind: 'list' });
    await timers.advance(1000);
    expect(viewer.toasts.list.value).toEqual([]);
  });

  it('deletes at once, opens the next one, and brings the deleted one back for 30 s', async () => {
    const { source, viewer, timers } = await started();
    await viewer.remove('c0');
    await settled();
    expect([viewer.selectedId.value, viewer.captures.peek()?.find('c0')]).toEqual(['c1', null]);
    expect(viewer.toasts.list.value[0]?.endsAtMs).toBe(timers.now() + 30_000);
    expect(await viewer.undoRemove()).toBe(true);
    expect([viewer.selectedId.value, source.calls.includes('restore c0')]).toEqual(['c0', true]);
    await viewer.remove('c0');
    await timers.advance(30_000);
    expect(await viewer.undoRemove()).toBe(false);
  });

  it('undoes several deletions, the last one first', async () => {
    const { source, viewer } = await started();
    await viewer.remove('c4');
    await viewer.remove('c2');
    await viewer.undoRemove();
    await viewer.undoRemove();
    expect(source.calls.filter((call) => call.startsWith('restore'))).toEqual(['restore c2', 'restore c4']);
  });

  it('shows a capture again that could not be deleted', async () => {
    const { source, viewer } = await started();
    source.remove = () => Promise.reject(new CaptureError('io', 'the disk is read-only'));
    await viewer.remove('c2');
    expect(viewer.captures.peek()?.find('c2')?.id).toBe('c2');
    expect(viewer.toasts.list.value[0]).toMatchObject({
      kind: 'error',
      text: expect.stringMatching(/^Could not be deleted\. .*Details: the disk is read-only$/),
    });
  });

  it('deletes, pins and notes nothing where nothing can be written', async () => {
    const { source, viewer } = await started(8, '', { write: false });
    await viewer.remove('c0');
    await viewer.setPinned('c0', true);
    expect([source.calls, viewer.session.peek()?.note.value]).toEqual([['open c0'], null]);
  });

  it('takes a pin back that could not be saved', async () => {
    const { source, viewer } = await started();
    source.setPinned = () => Promise.reject(new CaptureError('io', 'full'));
    const done = viewer.setPinned('c0', true);
    expect(viewer.captures.peek()?.find('c0')?.pinned).toBe(true);
    await done;
    expect(viewer.captures.peek()?.find('c0')?.pinned).toBe(false);
  });

  it('tells what failed of a broken capture, and reads it again when asked', async () => {
    const { source, viewer } = await started();
    viewer.select('c5');
    await settled();
    const opened = viewer.session.peek()?.opened;
    expect(opened?.state.value).toMatchObject({ kind: 'failed', error: { code: 'unreadable' } });
    source.failures.delete('c5');
    await opened?.read();
    expect(opened?.state.value.kind).toBe('ready');
  });

  it('keeps the list and what is open when the connection is lost', async () => {
    const { source, viewer } = await started();
    source.list = () => Promise.reject(new CaptureError('lost', 'no server'));
    source.tell({ kind: 'connection', lost: true });
    source.tell({ kind: 'list' });
    await settled();
    const captures = viewer.captures.peek();
    expect([captures?.lost.value, captures?.state.value.kind, captures?.present.value.length]).toEqual([
      true,
      'ready',
      8,
    ]);
    expect(viewer.session.peek()?.opened.gone.value).toBe(false);
  });

  it('lists again when the connection is back', async () => {
    const { source, viewer } = await started();
    source.tell({ kind: 'connection', lost: true });
    source.captures = source.captures.slice(0, 3);
    source.tell({ kind: 'connection', lost: false });
    await settled();
    expect([viewer.captures.peek()?.lost.value, viewer.captures.peek()?.present.value.length]).toEqual([false, 3]);
  });

  it('lists once more when something changes while it lists, and not once for each change', async () => {
    const { source } = await started();
    let listed = 0;
    const list = source.list;
    source.list = () => {
      listed += 1;
      return list();
    };
    for (let change = 0; change < 20; change += 1) source.tell({ kind: 'list' });
    await settled();
    expect(listed).toBe(2);
  });

  it('says that a capture that was written is complete now', async () => {
    const source = new FakeSource(3, NOW);
    source.captures = source.captures.map((capture) => (capture.id === 'c0' ? { ...capture, live: true } : capture));
    const { viewer } = fakeViewer(source);
    await settled();
    const opened = viewer.session.peek()?.opened;
    expect(opened?.stale.value).toBe(false);
    source.captures = source.captures.map((capture) => ({ ...capture, live: false }));
    source.tell({ kind: 'list' });
    await settled();
    expect(opened?.stale.value).toBe(true);
    await opened?.read();
    expect(opened?.stale.value).toBe(false);
  });

  it('keeps what was set when it is read again', async () => {
    const { viewer } = await started();
    const opened = viewer.session.peek()?.opened;
    const before = viewer.session.peek()?.ready.peek()?.view;
    const lane = before?.lanes[1];
    if (!before || !lane) throw new Error('nothing is open');
    lane.solo.value = true;
    lane.gainDb.value = -12;
    lane.folded.value = true;
    for (const muted of [0, 3]) if (before.lanes[muted]) before.lanes[muted].muted.value = muted === 0;
    before.speed.value = 1.5;
    before.loop.value = true;
    before.focusedLane.value = 1;
    before.selection.value = { from: 2, to: 3 };
    await opened?.read();
    const after = viewer.session.peek()?.ready.peek()?.view;
    expect(after).not.toBe(before);
    expect(
      after?.lanes.map(({ solo, muted, gainDb, folded }) => [solo, muted, gainDb, folded].map((one) => one.value)),
    ).toEqual(
      before.lanes.map(({ solo, muted, gainDb, folded }) => [solo, muted, gainDb, folded].map((one) => one.value)),
    );
    expect([after?.speed.value, after?.loop.value, after?.focusedLane.value, after?.selection.value]).toEqual([
      ...[1.5, true, 1],
      { from: 2, to: 3 },
    ]);
  });

  it('finds a lane again that stands at another place when it is read again', async () => {
    const { source, viewer } = await started();
    const opened = viewer.session.peek()?.opened;
    const bob = viewer.session.peek()?.ready.peek()?.view.lanes[1];
    if (bob) bob.gainDb.value = 6;
    const open = source.open.bind(source);
    source.open = async (id) => {
      const detail = await open(id);
      return {
        ...detail,
        lanes: [
          ...detail.lanes.slice(0, 1),
          { ...detail.lanes[1], user: 'new' },
          ...detail.lanes.slice(1),
        ] as typeof detail.lanes,
      };
    };
    await opened?.read();
    expect(
      viewer.session
        .peek()
        ?.ready.peek()
        ?.view.lanes.map(({ gainDb }) => gainDb.value),
    ).toEqual([0, 0, 6, 0, 0]);
  });

  it('tells why a capture could not be read again, and reads it once the connection is back', async () => {
    const { source, viewer } = await started();
    const opened = viewer.session.peek()?.opened;
    source.failures.set('c0', new CaptureError('unreadable', 'cut off'));
    await opened?.read();
    expect([opened?.state.value.kind, opened?.rereadError.value]).toEqual([
      'ready',
      { code: 'unreadable', message: 'cut off' },
    ]);
    source.failures.delete('c0');
    source.tell({ kind: 'connection', lost: true });
    source.tell({ kind: 'connection', lost: false });
    await settled();
    expect(opened?.rereadError.value).toBeNull();
  });

  it('leaves a note behind when another capture is opened before it was saved', async () => {
    const { source, viewer } = await started();
    viewer.session.peek()?.note.peek()?.change('quick');
    viewer.select('c1');
    await settled();
    expect(source.calls).toContain('note c0 quick');
  });

  it('shows a note that was written elsewhere, of both that are compared, and overwrites none', async () => {
    const { source, viewer, timers } = await started();
    viewer.compareWith('c1');
    await settled();
    const [a, b] = [viewer.session.peek()?.note.peek(), viewer.comparison.peek()?.b.note.peek()];
    a?.change('mine');
    source.captures = source.captures.map((capture) => ({ ...capture, note: 'theirs' }));
    source.tell({ kind: 'list' });
    await settled();
    await timers.advance(60_000);
    expect([a?.text.value, a?.theirs.value, b?.text.value]).toEqual(['mine', 'theirs', 'theirs']);
    expect(source.calls.filter((call) => call.startsWith('note'))).toEqual([]);
  });

  it('keeps what was not saved with the folder of its captures', async () => {
    const { source, viewer, store } = await started();
    source.failNotes = true;
    viewer.session.peek()?.note.peek()?.change('mine');
    const kept = [...store.values.keys()].filter((key) => key.includes('draft'));
    expect(kept).toEqual([`voice-recorder.draft.c0.${await source.folder()}`]);
  });

  it('goes back to its own captures after files were looked at', async () => {
    const { source, viewer } = await started();
    let ended = false;
    viewer.use(new FakeSource(2, NOW - 1e9), () => (ended = true));
    await settled();
    expect(viewer.captures.peek()?.present.value).toHaveLength(2);
    viewer.use(source);
    await settled();
    expect([ended, viewer.captures.peek()?.present.value.length, viewer.selectedId.value]).toEqual([true, 8, 'c0']);
  });
});

describe('Comparison', () => {
  it('stands both captures above one another at the key press', async () => {
    const made = await started();
    made.viewer.compareWith('c1');
    await attachEngine(made.viewer);
    const b = made.viewer.comparison.peek()?.b.ready.peek()?.view;
    const a = view(made);
    expect(made.viewer.comparison.peek()?.shiftSeconds.value).toBeCloseTo(450, 6);
    expect((a?.range.value.from ?? 0) - (b?.range.value.from ?? 0)).toBeCloseTo(450, 6);
  });

  it('moves both together, whichever is moved', async () => {
    const made = await started();
    made.viewer.compareWith('c1', 100);
    await attachEngine(made.viewer);
    const a = view(made);
    const b = made.viewer.comparison.peek()?.b.ready.peek()?.view;
    if (a) a.range.value = { from: 200, to: 210 };
    expect(b?.range.value).toEqual({ from: 100, to: 110 });
    if (b) b.range.value = { from: 5, to: 6 };
    expect(a?.range.value).toEqual({ from: 105, to: 106 });
    made.viewer.comparison.peek()?.nudge(1);
    expect(b?.range.value.from).toBeCloseTo(4.9, 6);
  });

  it('goes on with the other one at the same moment', async () => {
    const made = await started();
    made.viewer.compareWith('c1', 100);
    await attachEngine(made.viewer);
    const comparison = made.viewer.comparison.peek();
    const engines = [made.viewer.session.peek()?.engine.peek(), comparison?.b.engine.peek()];
    engines[0]?.seek(150);
    await engines[0]?.play();
    comparison?.swap();
    expect([comparison?.heard.value, engines[0]?.state.value.kind, engines[1]?.state.value.kind]).toEqual([
      'b',
      'idle',
      'playing',
    ]);
    expect(comparison?.b.ready.peek()?.view.position.value).toBe(50);
  });

  it('says that the second one is gone when it was deleted elsewhere', async () => {
    const { source, viewer } = await started();
    viewer.compareWith('c1');
    await attachEngine(viewer);
    source.captures = source.captures.filter(({ id }) => id !== 'c1');
    source.tell({ kind: 'list' });
    await settled();
    expect([viewer.comparison.peek()?.b.opened.gone.value, viewer.session.peek()?.opened.gone.value]).toEqual([
      true,
      false,
    ]);
  });

  it('ends when the page deletes the second one, and goes on where that fails', async () => {
    const { source, viewer } = await started();
    viewer.compareWith('c1', 7);
    await settled();
    const remove = source.remove.bind(source);
    source.remove = () => Promise.reject(new CaptureError('io', 'the disk is read-only'));
    await viewer.remove('c1');
    expect([viewer.comparison.peek()?.b.id, viewer.comparison.peek()?.shiftSeconds.value]).toEqual(['c1', 7]);
    source.remove = remove;
    await viewer.remove('c1');
    expect([viewer.comparison.peek(), viewer.selectedId.value]).toEqual([null, 'c0']);
  });

  it('tries the second one again once the connection is back', async () => {
    const { source, viewer } = await started();
    source.failures.set('c1', new CaptureError('lost', 'no server'));
    viewer.compareWith('c1');
    await settled();
    expect(viewer.comparison.peek()?.b.opened.state.value.kind).toBe('failed');
    source.failures.delete('c1');
    source.tell({ kind: 'connection', lost: false });
    await settled();
    expect(viewer.comparison.peek()?.b.opened.state.value.kind).toBe('ready');
    await attachEngine(viewer);
    const engine = viewer.comparison.peek()?.b.engine.peek();
    let retried = 0;
    if (engine) engine.retry = () => void (retried += 1);
    source.tell({ kind: 'connection', lost: false });
    expect(retried).toBe(1);
  });

  it('lets go of the view that was there before a capture was read again', async () => {
    const made = await started();
    made.viewer.compareWith('c1', 100);
    await attachEngine(made.viewer);
    const comparison = made.viewer.comparison.peek();
    const old = view(made);
    await comparison?.a.opened.read();
    const b = comparison?.b.ready.peek()?.view;
    if (b) b.range.value = { from: 20, to: 30 };
    expect([view(made)?.range.value.from, old?.range.value.from === 120]).toEqual([120, false]);
  });

  it('stands in the link, and the link opens it again', async () => {
    const made = await started();
    made.viewer.compareWith('c1', 12.5);
    await attachEngine(made.viewer);
    const hash = made.viewer.link();
    expect(hash).toContain('with=c1&shift=12.5');
    const again = await started(8, hash);
    expect([again.viewer.comparison.peek()?.b.id, again.viewer.comparison.peek()?.shiftSeconds.value]).toEqual([
      'c1',
      12.5,
    ]);
  });
});

import { playFinding, playMoment, runCommand } from '../../../editor-extension/source/view/app/commands';
import { FakeSource } from '../support/FakeSource';
import { settled } from '../support/FakeTimers';
import { attachEngine, fakeViewer } from '../support/fakeViewer';

async function started() {
  const made = fakeViewer(new FakeSource(4, 1_700_000_000_000));
  await attachEngine(made.viewer);
  const session = made.viewer.session.peek();
  const ready = session?.ready.peek();
  if (!session || !ready) throw new Error('nothing is open');
  const run = (command: Parameters<typeof runCommand>[1], lane = -1) => runCommand(made.viewer, command, lane);
  return { ...made, session, view: ready.view, run };
}

describe('Commands', () => {
  it('play and pause', async () => {
    const { session, run } = await started();
    run('playPause');
    expect(session.engine.peek()?.state.value.kind).toBe('playing');
    run('pauseKey');
    expect(session.engine.peek()?.state.value.kind).toBe('idle');
  });

  it('move by ten seconds, one and a tenth, and not past the ends', async () => {
    const { view, run } = await started();
    run('start');
    run('forward');
    run('forwardFine');
    run('faster');
    expect(view.position.value).toBeCloseTo(11.1, 9);
    run('back');
    run('backFine');
    run('slower');
    run('slower');
    expect(view.position.value).toBe(0);
    run('end');
    run('forward');
    expect(view.position.value).toBe(900);
  });

  it('show where they move to', async () => {
    const { view, run } = await started();
    run('start');
    expect(view.range.value.from).toBe(0);
    expect(view.range.value.to - view.range.value.from).toBeCloseTo(11, 6);
  });

  it('select from here to there, in any order', async () => {
    const { view, session, run } = await started();
    session.engine.peek()?.seek(10);
    run('selectFrom');
    session.engine.peek()?.seek(20);
    run('selectTo');
    expect(view.selection.value).toEqual({ from: 10, to: 20 });
    session.engine.peek()?.seek(30);
    run('selectFrom');
    expect(view.selection.value).toEqual({ from: 30, to: 900 });
    run('clear');
    expect(view.selection.value).toBeNull();
  });

  it('solo lanes that can be heard, and those alone', async () => {
    const { view, run } = await started();
    run('solo', 1);
    run('solo', 2);
    run('solo', 8);
    expect(view.lanes.map(({ solo }) => solo.value)).toEqual([false, true, false, false]);
    expect(view.focusedLane.value).toBe(1);
    run('solo', 1);
    expect(view.lanes[1]?.solo.value).toBe(false);
  });

  it('go from the local voice to the remote ones and round again', async () => {
    const { view, run } = await started();
    const heard = () => view.lanes.findIndex(({ solo }) => solo.value);
    run('swap');
    const first = heard();
    run('swap');
    const second = heard();
    run('swap');
    expect([first, second, heard()]).toEqual([0, 1, 0]);
  });

  it('step through the speeds and stop at the last', async () => {
    const { view, run } = await started();
    for (let step = 0; step < 9; step += 1) run('speedUp');
    expect(view.speed.value).toBe(2);
    for (let step = 0; step < 9; step += 1) run('speedDown');
    expect(view.speed.value).toBe(0.5);
  });

  it('zoom around the playing position, to the whole and to the last ten seconds', async () => {
    const { view, session, run } = await started();
    run('fit');
    expect(view.range.value).toEqual({ from: 0, to: 900 });
    session.engine.peek()?.seek(300);
    run('zoomIn');
    expect(view.range.value).toEqual({ from: 150, to: 600 });
    run('zoomOut');
    expect(view.range.value).toEqual({ from: 0, to: 900 });
    run('last');
    expect([view.range.value.from, view.position.value].map((seconds) => Math.round(seconds * 10))).toEqual([
      8888, 8888,
    ]);
  });

  it('step through the findings while each one plays', async () => {
    const { view, session, run } = await started();
    run('start');
    run('next');
    expect([view.position.value, session.engine.peek()?.state.value.kind]).toEqual([299, 'playing']);
    expect(view.range.value.from).toBeCloseTo(295.13, 6);
    expect(view.lanes[1]?.solo.value).toBe(true);
    run('next');
    expect(view.position.value).toBe(301.5);
    run('next');
    expect(view.position.value).toBe(301.5);
    run('previous');
    expect(view.position.value).toBe(299);
  });

  it('play a finding of a lane without audio with the others', async () => {
    const { view, session } = await started();
    playFinding(session, {
      id: 'x',
      kind: 'gap',
      severity: 'info',
      lane: 2,
      startSeconds: 5,
      endSeconds: 6,
      label: '',
    });
    expect(view.lanes.some(({ solo }) => solo.value)).toBe(false);
  });

  it('switch what is drawn, and the next capture is drawn the same way', async () => {
    const { view, viewer, settings, session, run } = await started();
    const end = session.keepToggles(view);
    run('spectrogram');
    run('loudness');
    run('normalise');
    expect([view.spectrogram.value, view.loudness.value, view.normalise.value]).toEqual([true, true, true]);
    end();
    viewer.select('c1');
    await settled();
    const next = viewer.session.peek()?.ready.peek()?.view;
    expect([next?.spectrogram.value, next?.loudness.value, next?.normalise.value, settings.loudness.value]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('copy the link to what is visible and selected', async () => {
    const { view, surface, run } = await started();
    view.selection.value = { from: 1, to: 2 };
    run('share');
    expect(surface.copied).toBe('http://127.0.0.1:1/#c=c0&t=888.8-899.8&sel=1-2');
  });

  it('move through the list, pin, delete and undo', async () => {
    const { viewer, run } = await started();
    run('down');
    expect(viewer.selectedId.value).toBe('c1');
    run('pin');
    expect(viewer.captures.peek()?.find('c1')?.pinned).toBe(true);
    run('remove');
    await settled();
    expect([viewer.selectedId.value, viewer.captures.peek()?.find('c1')]).toEqual(['c2', null]);
    run('undo');
    await settled();
    expect(viewer.selectedId.value).toBe('c1');
    run('up');
    expect(viewer.selectedId.value).toBe('c0');
  });

  it('play a moment of the ruler with the second before it', async () => {
    const { viewer, view, session } = await started();
    playMoment(viewer, session, 300);
    expect([view.position.value, session.engine.peek()?.state.value.kind]).toEqual([299, 'playing']);
    playMoment(viewer, session, 0.5);
    expect(view.position.value).toBe(0);
  });

  it('play a moment of the capture that is compared, and the other one no more', async () => {
    const { viewer, session } = await started();
    viewer.compareWith('c1', 100);
    await attachEngine(viewer);
    const comparison = viewer.comparison.peek();
    const b = comparison?.b;
    if (!b) throw new Error('nothing is compared');
    await session.engine.peek()?.play();
    playMoment(viewer, b, 50);
    expect([comparison.heard.value, b.ready.peek()?.view.position.value]).toEqual(['b', 49]);
    expect([session, b].map(({ engine }) => engine.peek()?.state.value.kind)).toEqual(['idle', 'playing']);
  });

  it('offer to compare what is open', async () => {
    const { viewer, run } = await started();
    run('compare');
    expect(viewer.comparePicker.value).toBe(true);
  });

  it('do nothing where nothing is open', () => {
    const { viewer } = fakeViewer(null);
    runCommand(viewer, 'compare', -1);
    expect(viewer.comparePicker.value).toBe(false);
    expect([runCommand(viewer, 'loop', -1), runCommand(viewer, 'next', -1)]).toEqual([false, false]);
    expect(() => runCommand(viewer, 'remove', -1)).not.toThrow();
  });
});

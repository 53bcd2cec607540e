import {
  clampRange,
  clampTime,
  createViewState,
  hasAudio,
  movedBy,
  showing,
  zoomedBy,
  audibleLanes,
  MIN_RANGE_SECONDS,
} from '../../../editor-extension/source/view/state/view';
import { anchor, keyPress, lastSeconds } from '../../../editor-extension/source/view/state/opening';
import { laneColour, laneName } from '../../../editor-extension/source/view/state/lanes';
import { en } from '../../../editor-extension/source/view/i18n/en';
import { FakeSource } from '../support/FakeSource';

const source = new FakeSource(8, Date.now());
const open = () => source.open('c0');

describe('View', () => {
  it('keeps a range within the capture by moving it, and cuts only what is too long', () => {
    expect(clampRange({ from: -5, to: 5 }, 60)).toEqual({ from: 0, to: 10 });
    expect(clampRange({ from: 55, to: 65 }, 60)).toEqual({ from: 50, to: 60 });
    expect(clampRange({ from: -5, to: 100 }, 60)).toEqual({ from: 0, to: 60 });
    expect(clampRange({ from: 9, to: 3 }, 60)).toEqual({ from: 3, to: 9 });
    expect(clampRange({ from: NaN, to: 3 }, 60)).toEqual({ from: 0, to: 60 });
  });

  it('never shows less than a few samples, nor more than there is', () => {
    const { from, to } = clampRange({ from: 10, to: 10 }, 60);
    expect(to - from).toBeCloseTo(MIN_RANGE_SECONDS, 9);
    expect(clampRange({ from: 0, to: 0 }, 0)).toEqual({ from: 0, to: 0 });
  });

  it('keeps the moment that is zoomed around in its place', () => {
    const zoomed = zoomedBy({ from: 10, to: 20 }, 0.5, 12, 60);
    expect((12 - zoomed.from) / (zoomed.to - zoomed.from)).toBeCloseTo(0.2, 9);
    expect(zoomedBy({ from: 10, to: 20 }, 100, 12, 60)).toEqual({ from: 0, to: 60 });
  });

  it('moves, and follows what is played', () => {
    expect(movedBy({ from: 10, to: 20 }, -30, 60)).toEqual({ from: 0, to: 10 });
    expect(showing({ from: 10, to: 20 }, 15, 60)).toEqual({ from: 10, to: 20 });
    expect(showing({ from: 10, to: 20 }, 30, 60)).toEqual({ from: 21, to: 31 });
    expect(clampTime(Infinity, 60)).toBe(0);
  });

  it('begins with the mix muted and folded where the voices can be heard apart', async () => {
    const detail = await open();
    const view = createViewState(detail);
    expect(view.lanes.map(({ muted }) => muted.value)).toEqual([false, false, false, true]);
    expect(audibleLanes(detail, view)).toEqual([true, true, false, false]);
    expect([view.focusedLane.value, hasAudio(detail, 2), hasAudio(detail, 9)]).toEqual([0, false, false]);
  });

  it('plays the mix where it is all there is', async () => {
    const detail = await open();
    const mixed = {
      ...detail,
      lanes: detail.lanes.map((lane) => (lane.kind === 'mix' ? lane : { ...lane, file: null })),
    };
    const view = createViewState(mixed);
    expect(audibleLanes(mixed, view)).toEqual([false, false, false, true]);
    expect(view.focusedLane.value).toBe(3);
  });

  it('hears lanes with solo alone', async () => {
    const detail = await open();
    const view = createViewState(detail);
    for (const lane of [1, 3]) Object.assign(view.lanes[lane]?.solo ?? {}, { value: true });
    expect(audibleLanes(detail, view)).toEqual([false, true, false, true]);
  });
});

describe('Opening', () => {
  it('is at the last ten seconds before the key, and one behind it', async () => {
    const detail = await open();
    expect(keyPress(detail)).toBeCloseTo(898.8, 6);
    expect(lastSeconds(detail).from).toBeCloseTo(888.8, 6);
    expect(lastSeconds(detail).to).toBeCloseTo(899.8, 6);
  });

  it('takes the dump where no key was pressed, and the end where nothing is known', async () => {
    const detail = await open();
    const markers = (detail.sidecar?.markers ?? []).filter(({ label }) => label !== 'hotkey');
    const sidecar = detail.sidecar ? { ...detail.sidecar, markers } : null;
    expect(keyPress({ ...detail, sidecar })).toBeCloseTo(898.9, 6);
    expect(keyPress({ ...detail, sidecar: null })).toBeNull();
    expect([anchor({ ...detail, sidecar: null }), lastSeconds({ ...detail, sidecar: null })]).toEqual([
      900,
      { from: 890, to: 900 },
    ]);
  });

  it('does not take a marker of the game for the key', async () => {
    const detail = await open();
    const markers = (detail.sidecar?.markers ?? []).map((marker) => ({ ...marker, fromGame: true }));
    expect(keyPress({ ...detail, sidecar: detail.sidecar ? { ...detail.sidecar, markers } : null })).toBeNull();
  });

  it('shows a short capture whole', () => {
    expect(lastSeconds({ sidecar: null, durationSeconds: 4 })).toEqual({ from: 0, to: 4 });
  });
});

describe('LaneNames', () => {
  it('say whose voice it is', async () => {
    const { lanes } = await open();
    expect(lanes.map((lane) => laneName(lane, en))).toEqual(['Local annab', 'Remote bob', 'Remote caro', 'Mix']);
  });

  it('give each remote user a colour of its own', async () => {
    const { lanes } = await open();
    expect(lanes.map((_, place) => laneColour(lanes, place))).toEqual([
      '--vr-lane-local',
      '--vr-lane-remote-1',
      '--vr-lane-remote-2',
      '--vr-lane-mix',
    ]);
  });
});

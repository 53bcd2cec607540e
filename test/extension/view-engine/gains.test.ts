import { signal } from '@preact/signals';
import type { ViewState } from '../../../editor-extension/source/view/engine';
import type { ChunkStore } from '../../../editor-extension/source/view/engine/audio/ChunkStore';
import type { Output } from '../../../editor-extension/source/view/engine/player/Output';
import { Player } from '../../../editor-extension/source/view/engine/player/Player';
import { createViewState } from '../../../editor-extension/source/view/state/view';
import type { CaptureDetail } from '../../../editor-extension/source/shared/captures';

const detail = { durationSeconds: 10, lanes: [{ file: 0 }, { file: 1 }] } as CaptureDetail;

/** A player whose output keeps the gains that it is given, by lane. */
function playing(): {
  view: ViewState;
  gains: number[];
  audible: ReturnType<typeof signal<boolean[]>>;
  player: Player;
} {
  const gains: number[] = [];
  const view = createViewState(detail);
  const audible = signal([true, true]);
  const output = {
    blocked: signal(false),
    graph: null as unknown,
    close: () => undefined,
  };
  const graph = { setGain: (lane: number, gain: number) => (gains[lane] = gain), cutTail: () => undefined };
  const player = new Player({
    view,
    ...{ sounds: [], lanes: [null, null], sampleRate: 48000, frames: 480000 },
    store: {} as ChunkStore,
    output: output as unknown as Output,
    audible: () => audible.value,
    onError: () => undefined,
  });
  // It is made with the first sound, when the player has been there for long.
  output.graph = graph;
  return { view, gains, audible, player };
}

describe('The gain of a lane', () => {
  beforeAll(() => (globalThis.cancelAnimationFrame ??= () => undefined));

  it.each([
    [0, 1],
    [-6, 0.501187],
    [-20, 0.1],
    [-60, 0.001],
    [12, 3.981072],
    [24, 15.848932],
  ])('at %d dB multiplies its samples by %d', (decibels, factor) => {
    const { view, gains, player } = playing();
    if (view.lanes[1]) view.lanes[1].gainDb.value = decibels;
    if (view.lanes[0]) view.lanes[0].gainDb.value = 6;
    expect(gains[0]).toBeCloseTo(1.995262, 5);
    expect(gains[1] ?? 1).toBeCloseTo(factor, 5);
    player.dispose();
  });

  it('is nothing while the lane is not heard, and comes back as it was', () => {
    const { view, gains, audible, player } = playing();
    if (view.lanes[0]) view.lanes[0].gainDb.value = 20;
    audible.value = [false, true];
    expect(gains).toEqual([0, 1]);
    audible.value = [true, true];
    expect(gains).toEqual([10, 1]);
    player.dispose();
  });
});

import { placeLabels } from '../../../editor-extension/source/view/engine/draw/labels';
import { bandsOf } from '../../../editor-extension/source/view/engine/draw/waveform';
import { windowPart } from '../../../editor-extension/source/view/engine/input/overviewPointer';
import { wheelMeaning } from '../../../editor-extension/source/view/engine/input/wheel';
import { makeAxis, pixelOf, sameAxis, secondsAt, xOf } from '../../../editor-extension/source/view/engine/time/axis';
import { momentUnder } from '../../../editor-extension/source/view/engine/time/flags';
import { momentsOf, stretchAround } from '../../../editor-extension/source/view/engine/time/moments';
import { digitsAt, ticksOf } from '../../../editor-extension/source/view/engine/time/ticks';
import type { CaptureDetail } from '../../../editor-extension/source/shared/captures';

describe('The axis', () => {
  it('finds the pixel of a moment and the moment of a pixel', () => {
    const axis = makeAxis({ from: 100, to: 110 }, 1000);
    expect(xOf(axis, 105)).toBeCloseTo(500, 6);
    expect(secondsAt(axis, 500)).toBeCloseTo(105, 6);
  });

  it('shows what stands at its very ends, however wide it is', () => {
    for (let width = 300; width < 3000; width += 7) {
      for (const from of [0, 3.0213, 888.8000125]) {
        const axis = makeAxis({ from, to: from + 10 }, width);
        expect(pixelOf(axis, from)).toBe(0);
        expect(pixelOf(axis, from + 10)).toBe(width - 1);
        expect(pixelOf(axis, from - 1)).toBeNull();
        expect(pixelOf(axis, from + 11)).toBeNull();
      }
    }
  });

  it('keeps its grid while it is scrolled, so that columns stay the same', () => {
    const axis = makeAxis({ from: 100, to: 110 }, 1000);
    const moved = makeAxis({ from: 100 + 0.1 + 0.2, to: 110 + 0.1 + 0.2 }, 1000);
    expect(moved.secondsPerPixel).toBe(axis.secondsPerPixel);
    expect(moved.firstPixel - axis.firstPixel).toBe(30);
    expect(sameAxis(axis, makeAxis({ from: 100.001, to: 110.001 }, 1000))).toBe(true);
  });

  it('tells single samples apart at the end of an hour', () => {
    const axis = makeAxis({ from: 3599.9996, to: 3600 }, 2560);
    expect(xOf(axis, 3599.9998) - xOf(axis, 3599.9998 - 1 / 48000)).toBeCloseTo(2560 / 19.2, 1);
  });
});

describe('The ruler', () => {
  it.each([
    [900, 120, '2:00'],
    [60, 5, '0:05'],
    [1, 0.1, '0:00.1'],
    [0.002, 0.0002, '0:00.0002'],
  ])('has round times for %d s', (length, step, label) => {
    const ticks = ticksOf(makeAxis({ from: 0, to: length }, 1000), 80);
    expect(ticks.stepSeconds).toBeCloseTo(step, 9);
    expect(ticks.labels[1]?.text).toBe(label);
    expect(ticks.labels.length).toBeLessThanOrEqual(13);
  });

  it('has nothing before the capture', () => {
    const ticks = ticksOf(makeAxis({ from: -10, to: 10 }, 1000), 80);
    expect(ticks.labels[0]?.seconds).toBe(0);
  });
});

describe('The time at the pointer', () => {
  it('has milliseconds, and more where a pixel is less than one', () => {
    const digits = (seconds: number) => digitsAt(makeAxis({ from: 0, to: seconds }, 1000));
    expect([900, 1, 0.9, 0.05, 0.0004, 1e-9].map(digits)).toEqual([3, 3, 4, 5, 6, 6]);
  });
});

describe('Labels', () => {
  const wish = (x: number, weight = 0) => ({ x, width: 50, weight });

  it('stand in rows so that none lies on another', () => {
    expect(placeLabels([wish(0), wish(20), wish(60)], 2, 4)).toEqual([0, 1, 0]);
  });

  it('give way to those of more weight when there is no room', () => {
    expect(placeLabels([wish(0), wish(10), wish(20, 9)], 2, 4)).toEqual([1, null, 0]);
  });
});

describe('Moments', () => {
  const marker = (seconds: number, label: string, fromGame = true) => ({
    seconds,
    label,
    fromGame,
    frame: 0,
    source: '',
    data: null,
  });
  const detail = {
    durationSeconds: 100,
    sidecar: { markers: [marker(50, 'boss'), marker(90, 'hotkey', false), marker(90, 'dump', false)] },
  } as unknown as CaptureDetail;

  it('have the key press as their own kind, once, and everything in order of time', () => {
    const finding = {
      id: '1',
      kind: 'x',
      severity: 'error',
      lane: null,
      startSeconds: 20,
      endSeconds: 21,
      label: 'gap',
    } as const;
    const moments = momentsOf(detail, [{ seconds: 60, text: 'note' }], [finding], ({ label }) => label.toUpperCase());
    expect(moments.map(({ kind, label }) => [kind, label])).toEqual([
      ['finding', 'gap'],
      ['game', 'BOSS'],
      ['note', 'note'],
      ['key', 'HOTKEY'],
    ]);
  });

  it('call what a program asked for by its own name, and no press of a key', () => {
    const asked = { ...detail, sidecar: { markers: [marker(90, 'dump', false)] } } as unknown as CaptureDetail;
    expect(momentsOf(asked, [], [], ({ label }) => label.toUpperCase())).toEqual([
      { seconds: 90, kind: 'key', label: 'DUMP' },
    ]);
  });

  it('bound the stretch around a place', () => {
    const moments = [{ seconds: 10 }, { seconds: 30 }];
    expect(stretchAround(moments, 20, 100)).toEqual({ from: 10, to: 30 });
    expect(stretchAround(moments, 50, 100)).toEqual({ from: 30, to: 100 });
    expect(stretchAround([], 50, 100)).toEqual({ from: 0, to: 100 });
  });
});

describe('A moment in the ruler', () => {
  const at = (seconds: number) => ({ seconds, kind: 'game', label: `at ${seconds}` }) as const;
  const label = (x: number) => ({ x, width: 60, top: 21, height: 15 });
  const flags = [
    { moment: at(1), line: 100, label: label(100) },
    { moment: at(2), line: 130, label: null },
    { moment: at(3), line: 136, label: null },
  ];
  const found = (x: number, y: number) => momentUnder(flags, x, y, 4)?.seconds ?? null;

  it('is the one whose name is clicked, also where the line of another one is near', () => {
    expect([found(100, 21), found(131, 35), found(159, 30)]).toEqual([1, 1, 1]);
  });

  it('is the nearest line where there is no name', () => {
    expect([found(99, 50), found(127, 50), found(132, 50), found(134, 50), found(140, 50)]).toEqual([1, 2, 2, 3, 3]);
  });

  it('is none a few pixels away', () => {
    expect([found(95, 50), found(141, 50), found(160, 30)]).toEqual([null, null, null]);
  });
});

describe('The wheel', () => {
  const turn = { deltaX: 0, deltaY: 100, deltaMode: 0, shiftKey: false, ctrlKey: false };

  it('zooms, in one direction in and in the other out by as much', () => {
    const out = wheelMeaning(turn);
    const back = wheelMeaning({ ...turn, deltaY: -100 });
    expect(out.kind === 'zoom' && back.kind === 'zoom' && out.factor * back.factor).toBeCloseTo(1, 9);
  });

  it('scrolls with shift and when it turns sideways', () => {
    expect(wheelMeaning({ ...turn, shiftKey: true })).toEqual({ kind: 'move', pixels: 100 });
    expect(wheelMeaning({ ...turn, deltaX: 120, deltaY: 3 })).toEqual({ kind: 'move', pixels: 120 });
  });

  it('zooms with a pinch of a touch pad, and counts lines as pixels', () => {
    expect(wheelMeaning({ ...turn, ctrlKey: true, shiftKey: true }).kind).toBe('zoom');
    expect(wheelMeaning({ ...turn, deltaY: 3, deltaMode: 1, shiftKey: true })).toEqual({ kind: 'move', pixels: 48 });
  });
});

describe('The window of the overview', () => {
  it('is moved by its inside and resized by its edges', () => {
    expect([90, 99, 150, 203, 300].map((x) => windowPart(x, 100, 200))).toEqual([
      'outside',
      'from',
      'inside',
      'to',
      'outside',
    ]);
  });

  it('can be moved however narrow it is', () => {
    expect(windowPart(104, 100, 108)).toBe('inside');
  });
});

describe('The bands of a lane', () => {
  it('fill its height, one for each channel', () => {
    expect(bandsOf(97, 2)).toEqual([
      { top: 0, height: 49 },
      { top: 49, height: 48 },
    ]);
  });
});

import type { AudioChunk } from '../../../editor-extension/source/view/engine/audio/ChunkReader';
import { CHUNK_FRAMES, type Sound } from '../../../editor-extension/source/view/engine/audio/sounds';
import { loopFrames } from '../../../editor-extension/source/view/engine/player/loop';
import { type Piece, PlayPlan, type PlanOptions } from '../../../editor-extension/source/view/engine/player/plan';
import { AHEAD_SECONDS, Schedule } from '../../../editor-extension/source/view/engine/player/Schedule';

const RATE = 48000;
const plan = (more: Partial<PlanOptions> = {}): PlayPlan =>
  new PlayPlan({ startFrame: 0, startTime: 10, endFrame: 5 * RATE, loop: null, framesPerSecond: RATE, ...more });

function pieces(of: PlayPlan, until: number): Piece[] {
  const list: Piece[] = [];
  for (let piece = of.next(until); piece !== null; piece = of.next(until)) {
    list.push(piece);
    of.advance(piece);
  }
  return list;
}

describe('The plan of playback', () => {
  it('follows the capture without a gap, cut where chunks meet', () => {
    const list = pieces(plan({ startFrame: 1000 }), 1e9);
    expect(list[0]).toEqual({ chunk: 0, firstFrame: 1000, frames: CHUNK_FRAMES - 1000, when: 10 });
    list.slice(1).forEach((piece, place) => {
      const before = list[place] as Piece;
      expect(piece.firstFrame).toBe(before.firstFrame + before.frames);
      expect(piece.when).toBeCloseTo(before.when + before.frames / RATE, 12);
      expect(piece.firstFrame % CHUNK_FRAMES).toBe(0);
    });
    expect(list.reduce((sum, { frames }) => sum + frames, 0)).toBe(5 * RATE - 1000);
  });

  it('gives only what begins before a moment, and goes on from there', () => {
    const one = plan();
    expect(pieces(one, 10.5)).toHaveLength(1);
    expect(pieces(one, 10.5)).toHaveLength(0);
    expect(pieces(one, 13)[0]?.firstFrame).toBe(CHUNK_FRAMES);
  });

  it('plays a loop again and again, each turn directly behind the other', () => {
    const loop = { first: RATE, end: RATE + 4800 };
    const list = pieces(plan({ startFrame: RATE - 480, loop }), 10.3);
    expect(list.map(({ firstFrame, frames }) => [firstFrame, frames])).toEqual([
      [RATE - 480, 5280],
      [RATE, 4800],
      [RATE, 4800],
    ]);
    expect(list.map(({ when }) => Math.round((when - 10) * RATE))).toEqual([0, 5280, 10080]);
  });

  it('knows where playback is at any time, also in a loop', () => {
    const loop = { first: RATE, end: 2 * RATE };
    const one = plan({ loop });
    expect(one.frameAt(9)).toBe(0);
    expect(one.frameAt(11)).toBeCloseTo(RATE, 6);
    expect(one.frameAt(12.5)).toBeCloseTo(1.5 * RATE, 6);
    expect(one.frameAt(13.25)).toBeCloseTo(1.25 * RATE, 6);
    expect(one.endTime).toBeNull();
  });

  it('ends with the capture, and stays there', () => {
    expect(plan().endTime).toBe(15);
    expect(plan().frameAt(99)).toBe(5 * RATE);
  });

  it('plays on to the end from behind a loop', () => {
    expect(plan({ startFrame: 3 * RATE, loop: { first: 0, end: RATE } }).endTime).toBeCloseTo(12, 9);
  });

  it('takes half the time at twice the speed', () => {
    expect(plan({ framesPerSecond: 2 * RATE }).endTime).toBe(12.5);
  });

  it('loops whole frames within the capture, and nothing too short to be heard', () => {
    expect(loopFrames({ from: 1, to: 1.5 }, RATE, 1e9)).toEqual({ first: RATE, end: 1.5 * RATE });
    expect(loopFrames({ from: -2, to: 99 }, RATE, 5 * RATE)).toEqual({ first: 0, end: 5 * RATE });
    expect(loopFrames({ from: 1, to: 1.001 }, RATE, 1e9)).toBeNull();
  });
});

/** Two sounds, a clock, and chunks that arrive when the test says so. */
function stage(more: Partial<PlanOptions> = {}) {
  const sounds = [0, 1].map((place) => ({ key: `file/${place}`, place, frames: 20 * RATE }) as unknown as Sound);
  const here = new Set<string>();
  const asked: string[] = [];
  const played: string[] = [];
  const underruns: number[] = [];
  const state = { now: 10, heard: new Set([0, 1]) };
  const key = (sound: Sound, chunk: number): string => `${sound.place}:${chunk}`;
  const schedule = new Schedule({
    plan: plan({ endFrame: 20 * RATE, ...more }),
    sounds,
    speed: 1,
    now: () => state.now,
    heard: (sound) => state.heard.has(sound.place),
    peek: (sound, chunk) => (here.has(key(sound, chunk)) ? ({} as AudioChunk) : undefined),
    load: (sound, chunk) => asked.push(key(sound, chunk)),
    play: (sound, piece) => played.push(key(sound, piece.chunk)),
    onUnderrun: (frame) => underruns.push(frame),
  });
  return { schedule, here, asked, played, underruns, state };
}

const CHUNK_SECONDS = CHUNK_FRAMES / RATE;
const CHUNKS_AHEAD = Math.ceil(AHEAD_SECONDS / CHUNK_SECONDS);

describe('The schedule of playback', () => {
  it('asks for everything that sounds within the next seconds, for each sound', () => {
    const { schedule, asked, here } = stage({ startTime: 10.02 });
    here.add('0:0').add('1:0');
    schedule.pump();
    const chunks = Array.from({ length: CHUNKS_AHEAD - 1 }, (_, place) => place + 1);
    expect(asked).toEqual(chunks.flatMap((chunk) => [`0:${chunk}`, `1:${chunk}`]));
  });

  it('gives each piece once for each sound, as soon as it is here', () => {
    const { schedule, here, played } = stage({ startTime: 10.02 });
    here.add('0:0').add('1:0').add('1:1');
    schedule.pump();
    schedule.pump();
    here.add('0:1');
    schedule.pump();
    expect(played).toEqual(['0:0', '1:0', '1:1', '0:1']);
  });

  it('tells an underrun when sound is due that is not here', () => {
    const { schedule, here, underruns, state } = stage({ startTime: 10.02 });
    here.add('0:0').add('1:0').add('0:1');
    schedule.pump();
    expect(underruns).toEqual([]);
    state.now = 10.02 + CHUNK_SECONDS - 0.005;
    schedule.pump();
    expect(underruns).toEqual([CHUNK_FRAMES]);
  });

  it('lets a lane that is heard later join without stopping the others', () => {
    const { schedule, here, played, underruns, state } = stage({ startTime: 10.02 });
    state.heard = new Set([0]);
    for (let chunk = 0; chunk < 6; chunk++) here.add(`0:${chunk}`);
    schedule.pump();
    state.now = 10.5;
    state.heard = new Set([1]);
    schedule.pump();
    expect(underruns).toEqual([]);
    here.add('1:0');
    schedule.pump();
    expect(played.at(-1)).toBe('1:0');
    expect(underruns).toEqual([]);
  });

  it('prepares the next chunks of lanes that are not heard once the others have theirs', () => {
    const { schedule, here, asked, state } = stage({ startTime: 10.02 });
    state.heard = new Set([0]);
    schedule.pump();
    expect(asked.some((key) => key.startsWith('1:'))).toBe(false);
    for (let chunk = 0; chunk < 6; chunk++) here.add(`0:${chunk}`);
    schedule.pump();
    expect(asked.filter((key) => key.startsWith('1:'))).toEqual(['1:0', '1:1']);
  });

  it('asks for nothing behind the end of a sound', () => {
    const { schedule, asked } = stage({ startTime: 10.02, startFrame: 20 * RATE - 10 });
    schedule.pump();
    expect(new Set(asked)).toEqual(new Set(['0:14', '1:14']));
  });
});

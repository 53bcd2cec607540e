import { NoteSaver } from '../../../editor-extension/source/view/state/noteSaver';
import { FakeTimers, settled } from '../support/FakeTimers';
import { MemoryStore } from '../support/MemoryStore';

function saverOf(saved = '', store = new MemoryStore()) {
  const timers = new FakeTimers();
  const written: string[] = [];
  const state = { fails: false };
  const save = (note: string) => {
    if (state.fails) return Promise.reject(new Error('disk full'));
    written.push(note);
    return Promise.resolve();
  };
  return { saver: new NoteSaver({ id: 'a', saved, save, store, timers }), timers, written, state, store };
}

describe('NoteSaver', () => {
  it('saves once, a moment after the last letter', async () => {
    const { saver, timers, written } = saverOf();
    for (const text of ['h', 'he', 'hey']) {
      saver.change(text);
      await timers.advance(300);
    }
    expect([written, saver.state.value]).toEqual([[], 'dirty']);
    await timers.advance(800);
    expect([written, saver.state.value]).toEqual([['hey'], 'saved']);
  });

  it('keeps what could not be saved, says so and tries again by itself', async () => {
    const { saver, timers, written, state, store } = saverOf();
    state.fails = true;
    saver.change('precious');
    await timers.advance(800);
    expect([saver.state.value, saver.text.value, [...store.values.values()]]).toEqual([
      'failed',
      'precious',
      ['precious'],
    ]);
    state.fails = false;
    await timers.advance(2000);
    expect([written, saver.state.value, store.values.size]).toEqual([['precious'], 'saved', 0]);
  });

  it('waits longer each time, up to half a minute', async () => {
    const { saver, timers, state } = saverOf();
    const tries: number[] = [];
    saver.state.subscribe((now) => now === 'saving' && tries.push(timers.now()));
    state.fails = true;
    saver.change('x');
    await timers.advance(200_000);
    const waits = tries.slice(1).map((at, place) => at - (tries[place] ?? 0));
    expect(waits.slice(0, 6)).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('brings a text back that was not saved in an earlier visit, and saves it', async () => {
    const store = new MemoryStore();
    const first = saverOf('old', store);
    first.state.fails = true;
    first.saver.change('new');
    const { saver, timers, written } = saverOf('old', store);
    expect([saver.restored, saver.text.value]).toEqual([true, 'new']);
    await timers.advance(800);
    expect([written, saver.state.value]).toEqual([['new'], 'saved']);
  });

  it('saves what was typed while it was saving', async () => {
    const { timers, store } = saverOf();
    const ends: (() => void)[] = [];
    const written: string[] = [];
    const save = (note: string) => {
      written.push(note);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const saver = new NoteSaver({ id: 'b', saved: '', save, store, timers });
    saver.change('a');
    const flushed = saver.flush();
    saver.change('ab');
    ends[0]?.();
    await flushed;
    expect(saver.state.value).toBe('dirty');
    await timers.advance(800);
    ends[1]?.();
    await settled();
    expect([written, saver.state.value]).toEqual([['a', 'ab'], 'saved']);
  });

  it('saves at once when the capture is left', async () => {
    const { saver, written } = saverOf();
    saver.change('bye');
    await saver.flush();
    expect(written).toEqual(['bye']);
    await saver.flush();
    expect(written).toEqual(['bye']);
  });

  it('takes a note that came from elsewhere only where nobody writes here', () => {
    const { saver } = saverOf('old');
    saver.arrived('newer');
    expect(saver.text.value).toBe('newer');
    saver.change('mine');
    saver.arrived('theirs');
    expect(saver.text.value).toBe('mine');
  });
});

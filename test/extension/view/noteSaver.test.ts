import { NoteSaver } from '../../../editor-extension/source/view/state/noteSaver';
import { CaptureError } from '../../../editor-extension/source/shared/CaptureError';
import { FakeTimers, settled } from '../support/FakeTimers';
import { MemoryStore } from '../support/MemoryStore';

function saverOf(saved = '', store = new MemoryStore(), folder = '/x') {
  const timers = new FakeTimers();
  const written: string[] = [];
  const state = { fails: false, code: 'io' as CaptureError['code'], tries: 0 };
  const save = (note: string) => {
    state.tries += 1;
    if (state.fails) return Promise.reject(new CaptureError(state.code, 'disk full'));
    written.push(note);
    return Promise.resolve();
  };
  return { saver: new NoteSaver({ id: 'a', folder, saved, save, store, timers }), timers, written, state, store };
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
    expect([saver.state.value, saver.text.value, store.values.size]).toEqual(['failed', 'precious', 1]);
    expect(saver.error.value).toEqual({ code: 'io', message: 'disk full' });
    state.fails = false;
    await timers.advance(2000);
    expect([written, saver.state.value, store.values.size]).toEqual([['precious'], 'saved', 0]);
    expect(saver.error.value).toBeNull();
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
    const saver = new NoteSaver({ id: 'b', folder: '/x', saved: '', save, store, timers });
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

  it.each(['refused', 'no-token', 'not-found'] as const)('is not tried again by itself after %s', async (code) => {
    const { saver, timers, state, written } = saverOf();
    Object.assign(state, { fails: true, code });
    saver.change('x');
    await timers.advance(300_000);
    expect([state.tries, saver.state.value, saver.error.value?.code]).toEqual([1, 'failed', code]);
    state.fails = false;
    await saver.flush();
    expect([written, saver.state.value, saver.error.value]).toEqual([['x'], 'saved', null]);
  });

  it('tries once more when the capture is left, and nothing after that', async () => {
    const { saver, timers, state, store } = saverOf();
    state.fails = true;
    saver.change('x');
    await timers.advance(800);
    await saver.dispose();
    await timers.advance(300_000);
    expect([state.tries, store.values.size]).toEqual([2, 1]);
  });
});

describe('NoteSaver with a draft of an earlier visit', () => {
  /** Leaves a draft of 'mine', written on 'old'. */
  async function draftIn(folder: string): Promise<MemoryStore> {
    const store = new MemoryStore();
    const first = saverOf('old', store, folder);
    first.state.fails = true;
    first.saver.change('mine');
    await first.saver.dispose();
    return store;
  }

  it('saves it only where the note is the one it was written on', async () => {
    const { saver, timers, written } = saverOf('newer', await draftIn('/x'));
    await timers.advance(60_000);
    expect([written, saver.text.value, saver.unsaved.value]).toEqual([[], 'newer', 'mine']);
  });

  it('leaves a capture of the same name in another folder alone', async () => {
    const store = await draftIn('/x');
    const other = saverOf('old', store, '/y');
    await other.timers.advance(60_000);
    expect([other.written, other.saver.text.value, other.saver.unsaved.value]).toEqual([[], 'old', null]);
    const { saver } = saverOf('old', store, '/x');
    expect([saver.restored, saver.text.value]).toEqual([true, 'mine']);
  });

  it('keeps it until it is used or discarded, also while something else is written', async () => {
    const store = await draftIn('/x');
    const { saver, timers } = saverOf('newer', store);
    saver.change('newer still');
    await timers.advance(800);
    const again = saverOf('newer still', store);
    expect(again.saver.unsaved.value).toBe('mine');
    again.saver.useUnsaved();
    await again.timers.advance(800);
    expect([again.written, again.saver.unsaved.value, store.values.size]).toEqual([['mine'], null, 0]);
    const third = await draftIn('/x');
    saverOf('newer', third).saver.discardUnsaved();
    expect(third.values.size).toBe(0);
  });

  it('reads nothing that is no draft', () => {
    const store = new MemoryStore();
    for (const text of ['mine', '{"text":1}', 'null', '[]']) {
      store.setItem('voice-recorder.draft.a./x', text);
      const { saver } = saverOf('old', store);
      expect([saver.text.value, saver.unsaved.value]).toEqual(['old', null]);
    }
  });
});

describe('NoteSaver and notes that came from elsewhere', () => {
  it('takes them where nobody writes here', () => {
    const { saver, store } = saverOf('old');
    saver.arrived('newer');
    expect([saver.text.value, saver.state.value, store.values.size]).toEqual(['newer', 'saved', 0]);
  });

  it('saves nothing over them by itself', async () => {
    const { saver, timers, written, store } = saverOf('old');
    saver.change('mine');
    saver.arrived('theirs');
    saver.change('mine, longer');
    await timers.advance(60_000);
    await saver.dispose();
    expect([written, saver.text.value, saver.theirs.value]).toEqual([[], 'mine, longer', 'theirs']);
    const next = saverOf('theirs', store);
    expect([next.saver.text.value, next.saver.unsaved.value]).toEqual(['theirs', 'mine, longer']);
  });

  it('saves the one that is chosen', async () => {
    const first = saverOf('old');
    first.saver.change('mine');
    first.saver.arrived('theirs');
    await first.saver.saveMine();
    expect([first.written, first.saver.theirs.value, first.saver.state.value]).toEqual([['mine'], null, 'saved']);
    const second = saverOf('old');
    second.saver.change('mine');
    second.saver.arrived('theirs');
    second.saver.takeTheirs();
    await second.timers.advance(60_000);
    expect([second.written, second.saver.text.value, second.store.values.size]).toEqual([[], 'theirs', 0]);
  });

  it('takes a listing that is older than a save for none of them', async () => {
    const { saver, timers, written } = saverOf('old');
    for (const text of ['a', 'ab']) {
      saver.change(text);
      await timers.advance(800);
    }
    saver.arrived('old');
    saver.change('abc');
    saver.arrived('a');
    expect([saver.text.value, saver.theirs.value]).toEqual(['abc', null]);
    saver.arrived('ab');
    await timers.advance(800);
    expect([written, saver.theirs.value]).toEqual([['a', 'ab', 'abc'], null]);
    saver.arrived('abc');
    saver.arrived('theirs');
    expect(saver.text.value).toBe('theirs');
  });

  it('takes a save whose answer was lost for done', async () => {
    const { saver, timers, state } = saverOf('old');
    Object.assign(state, { fails: true, code: 'lost' });
    saver.change('mine');
    await timers.advance(800);
    saver.arrived('mine');
    await timers.advance(60_000);
    expect([state.tries, saver.state.value]).toEqual([1, 'saved']);
  });
});

import type { AudioChunk } from '../../../editor-extension/source/view/engine/audio/ChunkReader';
import { ChunkStore } from '../../../editor-extension/source/view/engine/audio/ChunkStore';
import type { Sound } from '../../../editor-extension/source/view/engine/audio/sounds';
import { Lru } from '../../../editor-extension/source/view/engine/base/lru';
import { RequestQueue, type Wanted } from '../../../editor-extension/source/view/engine/base/requestQueue';
import { fakeBuffer, settle } from './support';

describe('A cache', () => {
  it('lets go of what was not used for longest, and tells it', () => {
    const gone: string[] = [];
    const cache = new Lru<number>(30, (_value, key) => gone.push(key));
    for (const key of ['a', 'b', 'c']) cache.set(key, 1, 10);
    cache.get('a');
    cache.set('d', 1, 10);
    expect(gone).toEqual(['b']);
    expect(cache.peek('a')).toBe(1);
    expect(cache.bytes).toBe(30);
  });

  it('keeps one entry that is larger than all its room', () => {
    const cache = new Lru<number>(30);
    cache.set('a', 1, 10);
    cache.set('b', 2, 100);
    expect([cache.peek('a'), cache.peek('b'), cache.size]).toEqual([undefined, 2, 1]);
  });

  it('counts an entry that is set again once', () => {
    const cache = new Lru<number>(30);
    cache.set('a', 1, 10);
    cache.set('a', 2, 20);
    expect(cache.bytes).toBe(20);
    cache.clear();
    expect(cache.bytes).toBe(0);
  });
});

describe('A queue of requests', () => {
  function requests() {
    const open = new Map<string, { signal: AbortSignal; done: () => void; fail: (error: Error) => void }>();
    const wanted = (key: string): Wanted => ({
      key,
      run: (signal) =>
        new Promise((resolve, reject) => {
          open.set(key, { signal, done: () => resolve(), fail: reject });
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    });
    return { open, wanted };
  }

  it('runs so many at once, in order, and goes on when one is done', async () => {
    const { open, wanted } = requests();
    const queue = new RequestQueue(2, () => undefined);
    queue.want(['a', 'b', 'c'].map(wanted));
    expect([...open.keys()]).toEqual(['a', 'b']);
    open.get('a')?.done();
    await settle();
    expect([...open.keys()]).toEqual(['a', 'b', 'c']);
  });

  it('ends what is no longer wanted, and starts nothing twice', async () => {
    const { open, wanted } = requests();
    const errors: unknown[] = [];
    const queue = new RequestQueue(2, (error) => errors.push(error));
    queue.want(['a', 'b', 'c'].map(wanted));
    const before = open.get('b')?.signal;
    queue.want(['b', 'd'].map(wanted));
    await settle();
    expect(open.get('a')?.signal.aborted).toBe(true);
    expect(open.get('b')?.signal).toBe(before);
    expect([...open.keys()]).toEqual(['a', 'b', 'd']);
    expect(errors).toEqual([]);
  });

  it('ends everything when it is closed, and takes and tells nothing afterwards', async () => {
    const { open, wanted } = requests();
    let told = 0;
    const queue = new RequestQueue(
      2,
      () => (told += 1),
      () => (told += 1),
    );
    queue.want(['a', 'b', 'c'].map(wanted));
    queue.close();
    expect([...open.values()].map(({ signal }) => signal.aborted)).toEqual([true, true]);
    open.get('a')?.fail(new Error('ended'));
    open.get('b')?.done();
    await settle();
    queue.want([wanted('d')]);
    expect([[...open.keys()], told]).toEqual([['a', 'b'], 0]);
  });

  it('does not ask again for what failed until it is forgiven', async () => {
    const { open, wanted } = requests();
    const errors: string[] = [];
    const queue = new RequestQueue(2, (_error, key) => errors.push(key));
    queue.want([wanted('a')]);
    open.get('a')?.fail(new Error('broken'));
    await settle();
    open.clear();
    queue.want([wanted('a')]);
    expect([errors, open.size]).toEqual([['a'], 0]);
    queue.forgive();
    queue.want([wanted('a')]);
    expect(open.size).toBe(1);
  });
});

describe('The store of decoded audio', () => {
  const sound = { key: 'file/0', channels: 1, frames: 1e6 } as unknown as Sound;
  const chunk: AudioChunk = { buffer: fakeBuffer([new Float32Array(10)], 8000), skip: 0, frames: 10 };

  function store() {
    const reads: { index: number; signal: AbortSignal; done: () => void }[] = [];
    const read = (_sound: Sound, index: number, signal: AbortSignal): Promise<AudioChunk> =>
      new Promise((resolve, reject) => {
        reads.push({ index, signal, done: () => resolve(chunk) });
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    return { reads, store: new ChunkStore({ read }, 1000) };
  }

  it('reads a chunk once for all who ask, and keeps it', async () => {
    const { reads, store: chunks } = store();
    const both = [chunks.get(sound, 0), chunks.get(sound, 0)];
    reads[0]?.done();
    expect(await Promise.all(both)).toEqual([chunk, chunk]);
    expect(await chunks.get(sound, 0)).toBe(chunk);
    expect(reads).toHaveLength(1);
    expect(chunks.peek(sound, 0)).toBe(chunk);
  });

  it('goes on with a read until the last who waits gives up', async () => {
    const { reads, store: chunks } = store();
    const [first, second] = [new AbortController(), new AbortController()];
    const results = [chunks.get(sound, 0, first.signal), chunks.get(sound, 0, second.signal)];
    first.abort();
    expect(reads[0]?.signal.aborted).toBe(false);
    second.abort();
    expect(reads[0]?.signal.aborted).toBe(true);
    expect((await Promise.allSettled(results)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('reads anew what was given up before', () => {
    const { reads, store: chunks } = store();
    const stop = new AbortController();
    chunks.get(sound, 0, stop.signal).catch(() => undefined);
    stop.abort();
    void chunks.get(sound, 0);
    expect(reads.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });
});

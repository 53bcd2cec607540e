import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaptureCache } from '../../../editor-extension/source/host/CaptureCache';
import { WorkQueue } from '../../../editor-extension/source/host/WorkQueue';
import { temporaryFolder } from '../support/captures';
import { gate } from '../support/waiting';

let folder: ReturnType<typeof temporaryFolder>;
let computed: string[];

beforeEach(() => {
  folder = temporaryFolder();
  computed = [];
});
afterEach(() => {
  folder.remove();
});

const KEY = { identity: 'one', what: 'envelope-0', inMemory: false };
const stored = (): string => join(folder.path, '.voice-recorder', 'cache');
const compute =
  (name: string, bytes = 100) =>
  () => {
    computed.push(name);
    return Promise.resolve(new Uint8Array(bytes).fill(name.length));
  };

describe('CaptureCache', () => {
  it('ComputesOnceForAllWhoAskAtOnce', async () => {
    const cache = new CaptureCache(folder.path);
    const all = await Promise.all([1, 2, 3].map(() => cache.get(KEY, undefined, compute('a'))));
    expect(computed).toEqual(['a']);
    expect(all.every((each) => each.byteLength === 100)).toBe(true);
  });

  it('RecomputesNothingThatAnotherProcessHasLeft', async () => {
    await new CaptureCache(folder.path).get(KEY, undefined, compute('a'));
    const found = await new CaptureCache(folder.path).get(KEY, undefined, compute('b'));
    expect(computed).toEqual(['a']);
    expect(found).toEqual(new Uint8Array(100).fill(1) as unknown as Buffer);
  });

  it('KeepsWhatHasAnotherIdentityOrLaneApart', async () => {
    const cache = new CaptureCache(folder.path);
    await cache.get(KEY, undefined, compute('a'));
    await cache.get({ ...KEY, identity: 'two' }, undefined, compute('b'));
    await cache.get({ ...KEY, what: 'envelope-1' }, undefined, compute('c'));
    expect(computed).toEqual(['a', 'b', 'c']);
  });

  it('ADamagedFileIsComputedAnew', async () => {
    await new CaptureCache(folder.path).get(KEY, undefined, compute('a'));
    const [name = ''] = readdirSync(stored());
    const bytes = readFileSync(join(stored(), name));
    bytes[50] = 77;
    writeFileSync(join(stored(), name), bytes);
    const found = await new CaptureCache(folder.path).get(KEY, undefined, compute('bb'));
    expect(computed).toEqual(['a', 'bb']);
    expect(found[30]).toBe(2);
  });

  it('TheOldestGoWhenThereAreTooManyBytes', async () => {
    const cache = new CaptureCache(folder.path, 400, 0);
    for (const identity of ['1', '2', '3']) await cache.get({ ...KEY, identity }, undefined, compute(identity));
    for (const [place, name] of readdirSync(stored()).entries()) utimesSync(join(stored(), name), place, place);
    await cache.get({ ...KEY, identity: '1' }, undefined, compute('1'));
    await cache.get({ ...KEY, identity: '4' }, undefined, compute('4'));
    expect(readdirSync(stored())).toHaveLength(3);
    await cache.get({ ...KEY, identity: '1' }, undefined, compute('1 again'));
    await cache.get({ ...KEY, identity: '2' }, undefined, compute('2 again'));
    expect(computed).toEqual(['1', '2', '3', '4', '2 again']);
  });

  it('WhatMayNotBeOnDiskIsInMemory', async () => {
    const cache = new CaptureCache(folder.path);
    await cache.get({ ...KEY, inMemory: true }, undefined, compute('a'));
    await cache.get({ ...KEY, inMemory: true }, undefined, compute('b'));
    expect(computed).toEqual(['a']);
    expect(existsSync(stored())).toBe(false);
  });

  it('WhereNothingCanBeWrittenMemoryServes', async () => {
    writeFileSync(join(folder.path, '.voice-recorder'), 'a file where a folder should be');
    const cache = new CaptureCache(folder.path);
    await cache.get(KEY, undefined, compute('a'));
    await cache.get(KEY, undefined, compute('b'));
    expect(computed).toEqual(['a']);
  });

  it('AFailureIsNotKept', async () => {
    const cache = new CaptureCache(folder.path);
    await expect(cache.get(KEY, undefined, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await cache.get(KEY, undefined, compute('a'));
    expect(computed).toEqual(['a']);
  });

  it('IsCancelledWhenNobodyWaitsAnyMore', async () => {
    const cache = new CaptureCache(folder.path);
    const [one, two] = [new AbortController(), new AbortController()];
    let cancelled = false;
    const begun = gate();
    const work = (signal: AbortSignal) =>
      new Promise<Uint8Array>((_resolve, reject) => {
        begun.open();
        signal.addEventListener('abort', () => {
          cancelled = true;
          reject(new Error('stopped'));
        });
      });
    const first = cache.get(KEY, one.signal, work);
    const second = cache.get(KEY, two.signal, work);
    await begun.opened;
    one.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(cancelled).toBe(false);
    two.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect(cancelled).toBe(true);
  });
});

describe('WorkQueue', () => {
  it('TakesTheMostUrgentOfThoseThatWait', async () => {
    const queue = new WorkQueue(1);
    const order: string[] = [];
    const hold = gate();
    const { signal } = new AbortController();
    const run = (urgency: number, name: string) =>
      queue.run(urgency, signal, async () => {
        order.push(name);
        if (name === 'first') await hold.opened;
      });
    const all = [run(1, 'first'), run(2, 'slow'), run(0, 'urgent'), run(0, 'urgent too')];
    hold.open();
    await Promise.all(all);
    expect(order).toEqual(['first', 'urgent', 'urgent too', 'slow']);
  });

  it('WhatIsCancelledWhileItWaitsTakesNoTurn', async () => {
    const queue = new WorkQueue(1);
    const hold = gate();
    const stop = new AbortController();
    const first = queue.run(0, new AbortController().signal, () => hold.opened);
    const second = queue.run(0, stop.signal, () => Promise.reject(new Error('ran')));
    stop.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    hold.open();
    await first;
    expect(await queue.run(0, new AbortController().signal, () => Promise.resolve('free'))).toBe('free');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NativeEventKind } from '../../../assets/scripts/bridge/NativeBridge';
import { nodePuertsBridge as bridge } from '../../../assets/scripts/bridge/nodePuerts';
import { bundle, create, options, playTone, request, runNode, task, temporaryFolder, until } from './support';

const folder = temporaryFolder();
const program = bundle('lifetime.ts');

/** Frames of a WAV of 16 bits mono, by its header. */
function framesOf(name: string): number {
  const bytes = readFileSync(join(folder, name));
  const data = bytes.indexOf('data');
  return bytes.readUInt32LE(data + 4) / 2;
}

describe('a process that ends with a live recorder finishes its file', () => {
  it.each([
    ['end', 'by itself', 0],
    ['exit', 'by process.exit', 7],
    ['uncaught', 'by an uncaught exception', 1],
    ['rejected', 'by an unhandled rejection', 1],
  ])('%s: %s', (mode, _, code) => {
    const ran = runNode([program, mode], folder);
    expect([ran.code, ran.signal]).toEqual([code, null]);
    // Three seconds were recorded; the mix may lag them.
    expect(framesOf(`${mode}.wav`)).toBeGreaterThan(2.7 * 16000);
    expect(framesOf(`${mode}.wav`)).toBeLessThanOrEqual(3 * 16000);
    expect(existsSync(join(folder, `${mode}.wav.part`))).toBe(false);
  });

  it('with its worker thread running', () => {
    const ran = runNode([program, 'threaded'], folder);
    expect([ran.code, ran.signal]).toEqual([0, null]);
    expect(framesOf('threaded.wav')).toBeGreaterThan(0);
  });
});

describe('a recorder that is forgotten', () => {
  it('ends when it is collected, and leaves no thread', () => {
    const ran = runNode(['--expose-gc', program, 'forget'], folder);
    expect([ran.code, ran.signal]).toEqual([0, null]);
    const { living, left, threads } = JSON.parse(ran.output) as Record<string, number>;
    expect(living).toBeGreaterThan(0);
    expect({ left, threads }).toEqual({ left: 0, threads: 0 });
  });
});

describe('two recorders', () => {
  it('keep their rooms, clocks, events and errors apart', () => {
    const one = create(bridge, options(folder));
    const two = create(bridge, options(folder));
    one.enterRoom('one', 'me');
    two.enterRoom('two', 'me');
    one.start(task(join(folder, 'one.wav')));
    two.start(task(join(folder, 'two.wav')));
    playTone(one, one.openSource(0, 'me', '').source, 2);
    two.advance(500);
    expect([one.nowMs(), two.nowMs()]).toEqual([2000, 500]);
    expect(one.dump(request({ lastSeconds: 1, filePath: join(folder, 'one-dump.wav') })).status).toBe(0);
    expect(two.stop()).toBe(0);
    expect(two.stop()).toBe(30005);
    expect([one.lastError(), two.lastError() !== '']).toEqual(['', true]);
    expect(until(one, NativeEventKind.DumpDone).map((event) => event.path)).not.toContain(join(folder, 'two.wav'));
    one.destroy();
    expect(two.leaveRoom()).toBe(0);
    two.destroy();
  });
});

/** Rings that live in other threads of the process are no leftovers. */
const RECORDED = 'recorded 1010 ms on disk and took 0 of the others';

describe('worker threads', () => {
  const workers = bundle('worker.ts');
  const said = (mode: string): string[] => {
    const ran = runNode([workers, mode], folder);
    expect([ran.code, ran.signal, ran.output]).toEqual([0, null, expect.any(String)]);
    return JSON.parse(ran.output) as string[];
  };

  it('use the plugin that the main thread has loaded, several at once', () => {
    expect(said('mainFirst')).toEqual(
      ['main', 'first', 'second', 'third', 'again'].map((name) => `${name} ${RECORDED}`),
    );
    // Of a worker that was ended from outside too, the file is finished when the process ends.
    expect(existsSync(join(folder, 'third.wav'))).toBe(true);
  });

  it.each(['workerFirst', 'workerStaysWithoutMain'])('that come before the main thread are told so (%s)', (mode) => {
    const [early, main] = said(mode);
    expect(early).toMatch(/early: .*only when the main thread has loaded it before/);
    expect(main).toBe(`main ${RECORDED}`);
  });
});

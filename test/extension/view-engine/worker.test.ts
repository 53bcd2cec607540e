import { WorkerClient } from '../../../editor-extension/source/view/engine/worker/WorkerClient';
import type { WasmAnalysis } from '../../../editor-extension/source/shared/wasm/WasmAnalysis';
import { createFileAnalysis } from '../../../editor-extension/source/view/engine/worker/FileCapture';
import type { ToWorker } from '../../../editor-extension/source/view/engine/worker/protocol';
import { WorkerHost } from '../../../editor-extension/source/view/engine/worker/WorkerHost';
import { settle } from './support';

interface Posted {
  readonly id: number;
  readonly name: string;
}

/** Stands for the browser's; answers when it is told to. */
class FakeWorker {
  static last: FakeWorker;
  readonly posted: Posted[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;

  constructor() {
    FakeWorker.last = this;
  }

  postMessage(message: Posted): void {
    this.posted.push(message);
  }

  terminate(): void {
    this.onmessage = null;
  }

  answer(id: number, value: unknown = null): void {
    this.onmessage?.({ data: { kind: 'done', id, value } });
  }
}

describe('The calls of the worker', () => {
  const before = globalThis.Worker;
  beforeEach(() => (globalThis.Worker = FakeWorker as unknown as typeof Worker));
  afterAll(() => (globalThis.Worker = before));

  it('are sent one after the other', async () => {
    const client = new WorkerClient('worker.js');
    const first = client.call('close', { capture: 1 });
    const second = client.call('close', { capture: 2 });
    const { posted } = FakeWorker.last;
    expect(posted.map(({ id }) => id)).toEqual([1]);
    FakeWorker.last.answer(1);
    expect(posted.map(({ id }) => id)).toEqual([1, 2]);
    FakeWorker.last.answer(2);
    await expect(Promise.all([first, second])).resolves.toEqual([null, null]);
  });

  it('are not sent any more when they are aborted before their turn', async () => {
    const client = new WorkerClient('worker.js');
    const stop = new AbortController();
    const told: string[] = [];
    void client.call('close', { capture: 1 });
    client.call('close', { capture: 2 }, { signal: stop.signal }).catch(() => told.push('aborted'));
    void client.call('close', { capture: 3 });
    stop.abort();
    await settle();
    FakeWorker.last.answer(1);
    expect([FakeWorker.last.posted.map(({ id }) => id), told]).toEqual([[1, 3], ['aborted']]);
  });

  it('let go of a picture that nobody waits for any more, and go on', async () => {
    const client = new WorkerClient('worker.js');
    const stop = new AbortController();
    client.call('close', { capture: 1 }, { signal: stop.signal }).catch(() => undefined);
    void client.call('close', { capture: 2 });
    stop.abort();
    await settle();
    let closed = 0;
    FakeWorker.last.answer(1, { image: { close: () => (closed += 1) } });
    expect([closed, FakeWorker.last.posted.map(({ id }) => id)]).toEqual([1, [1, 2]]);
  });

  it('start another worker after one has stopped', async () => {
    const client = new WorkerClient('worker.js');
    const failed = client.call('close', { capture: 1 });
    const stopped = FakeWorker.last;
    stopped.onerror?.({ message: 'no script' });
    await expect(failed).rejects.toMatchObject({ code: 'io' });
    void client.call('close', { capture: 2 });
    expect(FakeWorker.last).not.toBe(stopped);
    expect(FakeWorker.last.posted.map(({ id }) => id)).toEqual([2]);
  });
});

/** An analysis whose captures tell the name of their audio. */
const analysis = {
  broken: undefined,
  open: (files: readonly { name: string }[]) => ({
    info: () => ({ name: files[0]?.name }),
    close: () => undefined,
  }),
} as unknown as WasmAnalysis;

/** A worker that does what it is asked, and loses all when it is started anew. */
class WorkingWorker extends FakeWorker {
  static opened = 0;
  private readonly host = new WorkerHost(analysis);

  override postMessage(message: Posted): void {
    super.postMessage(message);
    if (message.name === 'open') WorkingWorker.opened += 1;
    void this.host.call(message as ToWorker, {}).then(({ value }) => this.answer(message.id, value));
  }
}

describe('A capture of files', () => {
  const before = globalThis.Worker;
  beforeEach(() => {
    globalThis.Worker = WorkingWorker as unknown as typeof Worker;
    WorkingWorker.opened = 0;
  });
  afterAll(() => (globalThis.Worker = before));
  const files = (name: string) => [{ name, blob: new Blob([name]) }];

  it('is itself after the worker has stopped, whichever was asked first', async () => {
    const made = createFileAnalysis({ workerUrl: 'worker.js' });
    const a = await made.open(files('a.wav'), 'a.wav');
    const b = await made.open(files('b.wav'), 'b.wav');
    FakeWorker.last.onerror?.({ message: 'out of memory' });
    expect(await Promise.all([b.info(), b.info()])).toEqual([{ name: 'b.wav' }, { name: 'b.wav' }]);
    expect([await a.info(), await b.info(), WorkingWorker.opened]).toEqual([{ name: 'a.wav' }, { name: 'b.wav' }, 4]);
  });

  it('stays closed once it was closed', async () => {
    const made = createFileAnalysis({ workerUrl: 'worker.js' });
    const a = await made.open(files('a.wav'), 'a.wav');
    a.close();
    await expect(a.info()).rejects.toMatchObject({ code: 'invalid-parameter' });
    expect(WorkingWorker.opened).toBe(1);
  });
});

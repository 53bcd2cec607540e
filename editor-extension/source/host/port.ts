import type { CaptureSource } from '../shared/captures';
import { CaptureError } from '../shared/CaptureError';
import { PORT_VERSION } from '../shared/port';
import type { Channel, HostMessage, PageMessage, PortCall, PortCalls, PortRequest } from '../shared/port';
import { asCaptureError } from './captureErrors';

type Answers = {
  [C in PortCall]: (args: PortCalls[C]['takes'], signal: AbortSignal) => Promise<PortCalls[C]['gives']>;
};

/** Serves a source over a message port, to the page on its other end. Returns what ends it. */
export function serveOverPort(source: CaptureSource, channel: Channel<HostMessage, PageMessage>): () => void {
  const port = new ServedPort(source, channel);
  return () => {
    port.close();
  };
}

class ServedPort {
  private readonly answers: Answers;
  private readonly running = new Map<number, AbortController>();
  private readonly unlisten: () => void;
  private unwatch: (() => void) | null = null;
  private ended = false;

  constructor(
    private readonly source: CaptureSource,
    private readonly channel: Channel<HostMessage, PageMessage>,
  ) {
    this.answers = answersOf(source);
    this.unlisten = channel.receive((message) => {
      this.take(message);
    });
  }

  close(): void {
    this.ended = true;
    this.unlisten();
    this.rest();
  }

  private take(message: PageMessage): void {
    switch (message.kind) {
      case 'hello':
        this.unwatch ??= this.source.watch((change) => {
          this.send({ kind: 'change', change });
        });
        this.send({ kind: 'ready', version: PORT_VERSION, can: this.source.can });
        return;
      case 'call':
        void this.answer(message);
        return;
      case 'cancel':
        this.running.get(message.number)?.abort();
        return;
      case 'bye':
        this.rest();
    }
  }

  /** Nothing is told any more, and what runs is cancelled; another hello begins again. */
  private rest(): void {
    this.unwatch?.();
    this.unwatch = null;
    for (const stop of this.running.values()) stop.abort();
  }

  private async answer({ number, call, args }: PortRequest): Promise<void> {
    const stop = new AbortController();
    this.running.set(number, stop);
    try {
      if (!Object.hasOwn(this.answers, call)) {
        throw new CaptureError(
          'not-supported',
          `the other end does not know ${String(call)}: both must be of one version`,
        );
      }
      const run = this.answers[call] as (args: unknown[], signal: AbortSignal) => Promise<PortCalls[PortCall]['gives']>;
      const result = await run(args, stop.signal);
      this.send({ kind: 'result', number, result: alone(result) });
    } catch (error) {
      this.send({ kind: 'failure', number, error: asCaptureError(error).body() });
    } finally {
      this.running.delete(number);
    }
  }

  private send(message: HostMessage): void {
    if (!this.ended) this.channel.send(message);
  }
}

/** A copy: a view into a larger buffer would take all of that over the port. */
function alone<T>(result: T): T {
  if (result instanceof Float32Array) return new Float32Array(result) as T & Float32Array;
  return result instanceof Uint8Array ? (new Uint8Array(result) as T & Uint8Array) : result;
}

function answersOf(source: CaptureSource): Answers {
  const nothing = (): null => null;
  return {
    folder: () => source.folder(),
    list: () => source.list(),
    open: ([id]) => source.open(id),
    envelope: ([id, lane, range], signal) => source.envelope(id, lane, range, signal),
    map: ([id, lane], signal) => source.map(id, lane, signal),
    loudness: ([id, lane], signal) => source.loudness(id, lane, signal),
    diagnosis: ([id], signal) => source.diagnosis(id, signal),
    audio: ([id, file, first, end], signal) => source.audio(id, file, first, end, signal),
    adtsIndex: ([id, file], signal) => source.adtsIndex(id, file, signal),
    pcm: ([id, lane, first, frames], signal) => source.pcm(id, lane, first, frames, signal),
    setNote: ([id, note]) => source.setNote(id, note).then(nothing),
    setPinned: ([id, pinned]) => source.setPinned(id, pinned).then(nothing),
    remove: ([id]) => source.remove(id),
    restore: ([id]) => source.restore(id).then(nothing),
    export: async ([id, order], signal) => {
      const { name, blob } = await source.export(id, order, signal);
      return { name, type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) };
    },
  };
}

import { CaptureError } from '../../shared/CaptureError';
import type { CaptureChange, CaptureSource, ExportOrder } from '../../shared/captures';
import { PORT_VERSION } from '../../shared/port';
import type { Channel, HostMessage, PageMessage, PortCall, PortCalls, PortRequest } from '../../shared/port';

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

type Can = CaptureSource['can'];

/** The captures of a process at the other end of a message port: an editor's. */
export class PortSource implements CaptureSource {
  private last = 0;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Set<(change: CaptureChange) => void>();
  private readonly endReceive: () => void;

  private constructor(
    private readonly channel: Channel<PageMessage, HostMessage>,
    readonly can: Can,
  ) {
    this.endReceive = channel.receive((message) => {
      this.receive(message);
    });
  }

  /** Resolves when the other end is ready; rejects with 'not-supported' when it is of another version. */
  static connect(channel: Channel<PageMessage, HostMessage>): Promise<PortSource> {
    return new Promise((resolve, reject) => {
      const end = channel.receive((message) => {
        if (message.kind !== 'ready') return;
        end();
        if (message.version === PORT_VERSION) resolve(new PortSource(channel, message.can));
        else {
          const versions = `this page speaks version ${PORT_VERSION} and the editor's extension ${message.version}`;
          reject(new CaptureError('not-supported', `${versions}: install both from one package, and load it again`));
        }
      });
      channel.send({ kind: 'hello', version: PORT_VERSION });
    });
  }

  /** Ends what is waited for; the port itself is the host's. */
  dispose(): void {
    this.channel.send({ kind: 'bye' });
    this.endReceive();
    for (const { reject } of this.waiting.values()) reject(new CaptureError('cancelled', 'the panel was closed'));
    this.waiting.clear();
  }

  watch(listener: (change: CaptureChange) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  folder = () => this.call('folder', []);
  list = () => this.call('list', []);
  open = (id: string) => this.call('open', [id]);
  map = (id: string, lane: number, signal?: AbortSignal) => this.call('map', [id, lane], signal);
  loudness = (id: string, lane: number, signal?: AbortSignal) => this.call('loudness', [id, lane], signal);
  diagnosis = (id: string, signal?: AbortSignal) => this.call('diagnosis', [id], signal);
  adtsIndex = (id: string, file: number, signal?: AbortSignal) => this.call('adtsIndex', [id, file], signal);
  remove = (id: string) => this.call('remove', [id]);

  envelope = (id: string, lane: number, range?: { first: number; end: number }, signal?: AbortSignal) =>
    this.call('envelope', range ? [id, lane, range] : [id, lane], signal);

  audio = (id: string, file: number, first: number, end: number, signal?: AbortSignal) =>
    this.call('audio', [id, file, first, end], signal);

  pcm = (id: string, lane: number, firstFrame: number, frames: number, signal?: AbortSignal) =>
    this.call('pcm', [id, lane, firstFrame, frames], signal);

  async setNote(id: string, note: string): Promise<void> {
    await this.call('setNote', [id, note]);
  }

  async setPinned(id: string, pinned: boolean): Promise<void> {
    await this.call('setPinned', [id, pinned]);
  }

  async restore(id: string): Promise<void> {
    await this.call('restore', [id]);
  }

  async export(id: string, order: ExportOrder, signal?: AbortSignal): Promise<{ name: string; blob: Blob }> {
    const { name, type, bytes } = await this.call('export', [id, order], signal);
    return { name, blob: new Blob([bytes as BlobPart], { type }) };
  }

  private call<C extends PortCall>(call: C, args: PortCalls[C]['takes'], signal?: AbortSignal) {
    const number = (this.last += 1);
    return new Promise<PortCalls[C]['gives']>((resolve, reject) => {
      const cancelled = (): void => {
        if (!this.waiting.delete(number)) return;
        this.channel.send({ kind: 'cancel', number });
        reject(new CaptureError('cancelled', 'ended by the page'));
      };
      if (signal?.aborted) {
        reject(new CaptureError('cancelled', 'ended by the page'));
        return;
      }
      const done = (): void => signal?.removeEventListener('abort', cancelled);
      this.waiting.set(number, {
        resolve: (result) => {
          done();
          resolve(result);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      signal?.addEventListener('abort', cancelled, { once: true });
      this.channel.send({ kind: 'call', number, call, args } as PortRequest);
    });
  }

  private receive(message: HostMessage): void {
    if (message.kind === 'change') {
      for (const listener of this.listeners) listener(message.change);
      return;
    }
    if (message.kind === 'ready') return;
    // A late answer to a call that was cancelled has nobody waiting.
    const waiting = this.waiting.get(message.number);
    if (!waiting) return;
    this.waiting.delete(message.number);
    if (message.kind === 'result') waiting.resolve(message.result as never);
    else waiting.reject(CaptureError.of(message.error));
  }
}

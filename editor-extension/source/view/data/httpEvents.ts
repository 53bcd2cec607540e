import { signal } from '@preact/signals';
import type { CaptureChange } from '../../shared/captures';
import type { Timers } from '../state/timers';
import { EventParser } from './sse';

const FIRST_WAIT_MS = 1000;
const LAST_WAIT_MS = 15_000;

/** What opens the stream; rejects when it cannot. */
export type OpenStream = (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;

const KINDS: readonly string[] = ['list', 'progress', 'connection'];

function changeOf(data: string): CaptureChange | null {
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed !== 'object' || parsed === null || !('kind' in parsed)) return null;
    return KINDS.includes(String(parsed.kind)) ? (parsed as CaptureChange) : null;
  } catch {
    return null;
  }
}

/**
 * Server-sent events that come back by themselves: waits 1 s, 2 s, 4 s, up to 15 s between tries. An EventSource cannot
 * send the token, and does not tell when it tries again.
 */
export class HttpEvents {
  readonly nextTryAtMs = signal<number | null>(null);
  private lost = false;
  private waitMs = FIRST_WAIT_MS;
  private endWait: (() => void) | null = null;
  /** Of the try that counts; null: nobody listens. */
  private current: AbortController | null = null;

  constructor(
    private readonly open: OpenStream,
    private readonly listener: (change: CaptureChange) => void,
    private readonly timers: Timers,
  ) {}

  /** After `end` as well: whoever listens then begins with a connection. */
  start(): void {
    this.end();
    this.lost = false;
    this.waitMs = FIRST_WAIT_MS;
    void this.run();
  }

  retryNow(): void {
    if (this.endWait === null) return;
    this.endWait();
    this.endWait = null;
    void this.run();
  }

  end(): void {
    this.endWait?.();
    this.endWait = null;
    this.current?.abort();
    this.current = null;
    this.nextTryAtMs.value = null;
  }

  private async run(): Promise<void> {
    this.nextTryAtMs.value = null;
    const controller = new AbortController();
    this.current = controller;
    try {
      await this.readAll(await this.open(controller.signal), controller.signal);
    } catch {
      // Every end of the stream is the same: it is tried again.
    }
    if (controller.signal.aborted) return;
    this.tell(true);
    this.nextTryAtMs.value = this.timers.now() + this.waitMs;
    this.endWait = this.timers.after(this.waitMs, () => {
      this.endWait = null;
      void this.run();
    });
    this.waitMs = Math.min(this.waitMs * 2, LAST_WAIT_MS);
  }

  private async readAll(stream: ReadableStream<Uint8Array>, ended: AbortSignal): Promise<void> {
    if (ended.aborted) return;
    this.waitMs = FIRST_WAIT_MS;
    this.tell(false);
    const decoder = new TextDecoder();
    const parser = new EventParser((data) => {
      const change = changeOf(data);
      if (change && !ended.aborted) this.listener(change);
    });
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.push(decoder.decode(value, { stream: true }));
    }
  }

  private tell(lost: boolean): void {
    if (lost === this.lost) return;
    this.lost = lost;
    this.listener({ kind: 'connection', lost });
  }
}

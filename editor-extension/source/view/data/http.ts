import type { ReadonlySignal } from '@preact/signals';
import type { Diagnosis, LaneMap, Loudness } from '../../shared/analysis';
import { CaptureError } from '../../shared/CaptureError';
import type { CaptureChange, CaptureDetail, CaptureSource, CaptureSummary, ExportOrder } from '../../shared/captures';
import { TOKEN_HEADER, routes } from '../../shared/routes';
import { realTimers } from '../state/timers';
import type { Timers } from '../state/timers';
import { errorOfAnswer, errorOfFetch, fileNameOf } from './httpAnswer';
import { HttpEvents } from './httpEvents';
import type { MayLackToken } from './lacksToken';
import type { Reconnecting } from './reconnecting';

interface About {
  folder: string;
  can: CaptureSource['can'];
}

export interface HttpSourceOptions {
  /** Of the server, without a slash at its end. */
  origin: string;
  /** null: the cookie of an earlier visit has to do; then nothing can be written. */
  token: string | null;
  fetch?: typeof fetch;
  timers?: Timers;
}

interface Asked {
  body?: unknown;
  range?: { first: number; end: number } | undefined;
  signal?: AbortSignal | undefined;
}

/** The captures of a `voice-recorder serve`. */
export class HttpSource implements CaptureSource, Reconnecting, MayLackToken {
  private about: Promise<About> | null = null;
  private abilities: CaptureSource['can'] = { write: false, export: [], link: true };
  private readonly listeners = new Set<(change: CaptureChange) => void>();
  private readonly events: HttpEvents;
  private readonly fetch: typeof fetch;

  constructor(private readonly options: HttpSourceOptions) {
    this.fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.events = new HttpEvents(
      (signal) => this.openEvents(signal),
      (change) => {
        // Another server may stand at this port now, with another folder.
        if (change.kind === 'connection' && change.lost) this.about = null;
        for (const listener of this.listeners) listener(change);
      },
      options.timers ?? realTimers,
    );
  }

  /** Nothing but reading, until the first `list` or `folder` has told more. */
  get can(): CaptureSource['can'] {
    return this.abilities;
  }

  get lacksToken(): boolean {
    return this.options.token === null;
  }

  get nextTryAtMs(): ReadonlySignal<number | null> {
    return this.events.nextTryAtMs;
  }

  retryNow(): void {
    this.events.retryNow();
  }

  async folder(): Promise<string> {
    return (await this.readAbout()).folder;
  }

  async list(): Promise<CaptureSummary[]> {
    await this.readAbout();
    return this.json<CaptureSummary[]>(routes.list);
  }

  watch(listener: (change: CaptureChange) => void): () => void {
    if (this.listeners.size === 0) this.events.start();
    this.listeners.add(listener);
    return () => {
      if (!this.listeners.delete(listener) || this.listeners.size > 0) return;
      this.events.end();
      // Nobody learns now whether another server comes to stand there.
      this.about = null;
    };
  }

  open(id: string): Promise<CaptureDetail> {
    return this.json(routes.open(id));
  }

  envelope(id: string, lane: number, range?: { first: number; end: number }, signal?: AbortSignal) {
    return this.bytes(routes.envelope(id, lane), { range, signal });
  }

  map(id: string, lane: number, signal?: AbortSignal): Promise<LaneMap> {
    return this.json(routes.map(id, lane), { signal });
  }

  loudness(id: string, lane: number, signal?: AbortSignal): Promise<Loudness> {
    return this.json(routes.loudness(id, lane), { signal });
  }

  diagnosis(id: string, signal?: AbortSignal): Promise<Diagnosis> {
    return this.json(routes.diagnosis(id), { signal });
  }

  audio(id: string, file: number, first: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    return this.bytes(routes.audio(id, file), { range: { first, end }, signal });
  }

  adtsIndex(id: string, file: number, signal?: AbortSignal): Promise<Uint8Array> {
    return this.bytes(routes.adtsIndex(id, file), { signal });
  }

  async pcm(id: string, lane: number, firstFrame: number, frames: number, signal?: AbortSignal) {
    const bytes = await this.bytes(`${routes.pcm(id, lane)}?first=${firstFrame}&frames=${frames}`, { signal });
    return new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
  }

  async setNote(id: string, note: string): Promise<void> {
    await this.send(routes.note(id), { note });
  }

  async setPinned(id: string, pinned: boolean): Promise<void> {
    await this.send(routes.pin(id), { pinned });
  }

  async remove(id: string): Promise<{ undoSeconds: number }> {
    return (await this.send(routes.remove(id), {})).json() as Promise<{ undoSeconds: number }>;
  }

  async restore(id: string): Promise<void> {
    await this.send(routes.restore(id), {});
  }

  async export(id: string, order: ExportOrder, signal?: AbortSignal): Promise<{ name: string; blob: Blob }> {
    const answer = await this.send(routes.export(id), order, signal);
    const blob = await answer.blob().catch((error: unknown) => {
      throw errorOfFetch(error, signal?.aborted ?? false);
    });
    return { name: fileNameOf(answer.headers.get('Content-Disposition'), `capture.${order.format}`), blob };
  }

  private readAbout(): Promise<About> {
    this.about ??= this.json<About>(routes.about).then(
      (about) => {
        this.abilities = this.lacksToken ? { ...about.can, write: false, export: [] } : about.can;
        return about;
      },
      (error: unknown) => {
        this.about = null;
        throw error;
      },
    );
    return this.about;
  }

  private async openEvents(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.ask(routes.events, { signal });
    if (!body) throw new CaptureError('lost', 'the server sends no events');
    return body;
  }

  private send(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
    if (this.lacksToken) {
      const message = 'this page has no token, so it may only read: open the link that the server printed';
      return Promise.reject(new CaptureError('no-token', message));
    }
    return this.ask(path, { body, signal });
  }

  private async json<T>(path: string, asked: Asked = {}): Promise<T> {
    const answer = await this.ask(path, asked);
    try {
      return (await answer.json()) as T;
    } catch (error) {
      throw errorOfFetch(error, asked.signal?.aborted ?? false);
    }
  }

  private async bytes(path: string, asked: Asked): Promise<Uint8Array> {
    const answer = await this.ask(path, asked);
    try {
      const bytes = new Uint8Array(await answer.arrayBuffer());
      // A server that does not know Range sends the whole file.
      const whole = asked.range && answer.status === 200;
      return whole && asked.range ? bytes.slice(asked.range.first, asked.range.end) : bytes;
    } catch (error) {
      throw errorOfFetch(error, asked.signal?.aborted ?? false);
    }
  }

  private async ask(path: string, { body, range, signal }: Asked): Promise<Response> {
    const headers: Record<string, string> = {};
    if (this.options.token !== null) headers[TOKEN_HEADER] = this.options.token;
    if (range) headers['Range'] = `bytes=${range.first}-${Math.max(range.end - 1, range.first)}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const sent = { headers, credentials: 'same-origin' as const, signal: signal ?? null };
    const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    let answer: Response;
    try {
      answer = await this.fetch(`${this.options.origin}${path}`, { ...sent, ...posted });
    } catch (error) {
      throw errorOfFetch(error, signal?.aborted ?? false);
    }
    if (answer.ok) return answer;
    throw errorOfAnswer(answer.status, await answer.text().catch(() => ''));
  }
}

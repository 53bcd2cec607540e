import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { CaptureLibrary } from '../host/CaptureLibrary';
import { formatOf } from '../host/names';
import { MEDIA_TYPES } from '../host/exportFile';
import { isCurrent, sendBytes, sendJson } from './answers';
import type { EventStreams } from './EventStreams';
import { HttpError } from './HttpError';
import { noteOf, nothingOf, orderOf, pinnedOf } from './orders';
import { readBody } from './readBody';
import type { Route } from './routing';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** Comes when the client has gone, or the server ends. */
  signal: AbortSignal;
}

const BINARY = 'application/octet-stream';
type Data = Exclude<Route, { kind: 'file' }>;

/** Answers what the routes of shared/routes.ts ask. Throws what `asHttpError` understands. */
export class Handlers {
  constructor(
    private readonly library: CaptureLibrary,
    private readonly events: EventStreams,
    private readonly version: string,
  ) {}

  async answer(route: Data, exchange: Exchange): Promise<void> {
    const { response, signal } = exchange;
    const { library } = this;
    switch (route.kind) {
      case 'about':
        return sendJson(response, { folder: await library.folder(), version: this.version, can: library.can });
      case 'list':
        return this.list(exchange);
      case 'events':
        return this.listen(exchange);
      case 'open':
        return sendJson(response, await library.open(route.id));
      case 'envelope':
        return this.envelope(route.id, route.place, exchange);
      case 'map':
        return sendJson(response, await library.map(route.id, route.place, signal));
      case 'loudness':
        return sendJson(response, await library.loudness(route.id, route.place, signal));
      case 'diagnosis':
        return sendJson(response, await library.diagnosis(route.id, signal));
      case 'audio':
        return this.audio(route.id, route.place, exchange);
      case 'index':
        return this.bytes(exchange, await library.adtsIndex(route.id, route.place, signal));
      case 'pcm':
        return this.pcm(route.id, route.place, exchange);
      default:
        return this.change(route.kind, route.id, exchange);
    }
  }

  private async change(
    kind: 'note' | 'pin' | 'remove' | 'restore' | 'export',
    id: string,
    exchange: Exchange,
  ): Promise<void> {
    const { library } = this;
    const body = await readBody(exchange.request);
    switch (kind) {
      case 'note':
        await library.setNote(id, noteOf(body));
        break;
      case 'pin':
        await library.setPinned(id, pinnedOf(body));
        break;
      case 'remove':
        nothingOf(body);
        return sendJson(exchange.response, await library.remove(id));
      case 'restore':
        nothingOf(body);
        await library.restore(id);
        break;
      case 'export':
        return this.export(id, body, exchange);
    }
    sendJson(exchange.response, {});
  }

  private async list({ request, response }: Exchange): Promise<void> {
    const { summaries, version } = await this.library.listing();
    const tag = `"${createHash('sha256').update(version).digest('base64url').slice(0, 22)}"`;
    if (!isCurrent(request, response, tag)) sendJson(response, summaries);
  }

  private listen({ request, response }: Exchange): void {
    if (request.method === 'HEAD') response.end();
    else this.events.add(response);
  }

  private async envelope(id: string, lane: number, exchange: Exchange): Promise<void> {
    const { request, response, signal } = exchange;
    const tag = await this.library.envelopeTag(id, lane);
    if (isCurrent(request, response, `"${createHash('sha256').update(tag).digest('base64url').slice(0, 22)}"`)) return;
    await this.bytes(exchange, await this.library.envelope(id, lane, undefined, signal));
  }

  private async bytes({ request, response }: Exchange, content: Uint8Array): Promise<void> {
    const read = ({ first, end }: { first: number; end: number }) => content.subarray(first, end);
    await sendBytes(request, response, { type: BINARY, bytes: content.byteLength, read });
  }

  private async audio(id: string, file: number, { request, response, signal }: Exchange): Promise<void> {
    const { handle, bytes, mtimeMs, name } = await this.library.openAudio(id, file);
    try {
      if (isCurrent(request, response, `"${bytes.toString(36)}-${Math.round(mtimeMs * 1000).toString(36)}"`)) return;
      await sendBytes(request, response, {
        type: MEDIA_TYPES[formatOf(name) ?? 'wav'],
        bytes,
        read: ({ first, end }) => handle.createReadStream({ start: first, end: end - 1, autoClose: false, signal }),
      });
    } finally {
      await handle.close();
    }
  }

  private async pcm(id: string, lane: number, exchange: Exchange): Promise<void> {
    const { url, signal } = exchange;
    const numberAt = (key: string): number => {
      const value = url.searchParams.get(key) ?? '';
      if (/^-?\d{1,15}$/.test(value)) return Number(value);
      throw new HttpError(400, 'refused', `${key} is to be a whole number of frames`);
    };
    const samples = await this.library.pcm(id, lane, numberAt('first'), numberAt('frames'), signal);
    await this.bytes(exchange, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  }

  private async export(id: string, body: Record<string, unknown>, { response, signal }: Exchange): Promise<void> {
    const made = await this.library.exportFile(id, orderOf(body), signal);
    try {
      response.writeHead(200, {
        'Content-Type': made.type,
        'Content-Length': made.bytes,
        'Content-Disposition': `attachment; filename*=UTF-8''${extendedValue(made.name)}`,
      });
      await pipeline(createReadStream(made.path, { signal }), response);
    } finally {
      await made.dispose();
    }
  }
}

/** RFC 8187 takes fewer characters than an address does. */
function extendedValue(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

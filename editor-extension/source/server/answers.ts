import type { ReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { parseByteRange } from './byteRange';
import type { ByteRange } from './byteRange';
import { HttpError } from './HttpError';

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  const body = Buffer.from(JSON.stringify(value), 'utf8');
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length });
  response.end(body);
}

export function sendError(response: ServerResponse, { status, code, message, headers }: HttpError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.removeHeader('ETag');
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
  sendJson(response, { code, message }, status);
}

/** True: the client has it already, and was told so. The tag may be any text. */
export function isCurrent(request: IncomingMessage, response: ServerResponse, tag: string): boolean {
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'private, no-cache');
  const known = (request.headers['if-none-match'] ?? '').split(',').map((each) => each.trim());
  if (!known.includes(tag) && !known.includes('*')) return false;
  response.writeHead(304);
  response.end();
  return true;
}

export interface Bytes {
  type: string;
  bytes: number;
  /** Never called for a HEAD. */
  read(range: ByteRange): ReadStream | Uint8Array;
}

/** All of it, or the range that was asked for. */
export async function sendBytes(request: IncomingMessage, response: ServerResponse, body: Bytes): Promise<void> {
  const range = isRangeOfThis(request, response) ? parseByteRange(request.headers.range, body.bytes) : null;
  if (range === 'unsatisfiable') {
    throw new HttpError(416, 'refused', `there are ${body.bytes} bytes`, { 'Content-Range': `bytes */${body.bytes}` });
  }
  const { first, end } = range ?? { first: 0, end: body.bytes };
  response.writeHead(range === null ? 200 : 206, {
    'Content-Type': body.type,
    'Content-Length': end - first,
    'Accept-Ranges': 'bytes',
    ...(range === null ? {} : { 'Content-Range': `bytes ${first}-${end - 1}/${body.bytes}` }),
  });
  if (request.method === 'HEAD' || end === first) {
    response.end();
    return;
  }
  const content = body.read({ first, end });
  if (content instanceof Uint8Array) response.end(content);
  else await streamAll(content, response, end - first);
}

/** A file that became shorter meanwhile gives too little: the client, who waits for the rest, is cut off. */
async function streamAll(content: ReadStream, response: ServerResponse, bytes: number): Promise<void> {
  await pipeline(content, response, { end: false });
  if (content.bytesRead < bytes) response.destroy();
  else response.end();
}

/** With If-Range a range is meant of that version only. */
function isRangeOfThis(request: IncomingMessage, response: ServerResponse): boolean {
  const wanted = request.headers['if-range'];
  return wanted === undefined || wanted === response.getHeader('ETag');
}

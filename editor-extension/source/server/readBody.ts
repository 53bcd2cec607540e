import type { IncomingMessage } from 'node:http';
import { HttpError } from './HttpError';

export const MAX_BODY_BYTES = 256 * 1024;

/** The JSON object that a request brings. */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new HttpError(415, 'refused', 'a change is sent as application/json');
  }
  const tooLarge = new HttpError(413, 'refused', `a change has at most ${MAX_BODY_BYTES} bytes`, {
    Connection: 'close',
  });
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  return objectOf(Buffer.concat(chunks).toString('utf8'));
}

function objectOf(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new HttpError(400, 'refused', 'a change is sent as one JSON object');
}

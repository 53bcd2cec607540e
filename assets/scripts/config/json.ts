import { expected } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';
import { utf8Bytes } from './text';

/** Longest JSON that goes into a sidecar in one piece, in bytes of UTF-8. */
export const MAX_JSON_BYTES = 64 * 1024;

/** One JSON value of at most {@link MAX_JSON_BYTES}; throws 30003 naming `name`. */
export function toJson(name: string, data: unknown): string {
  let json: unknown;
  try {
    json = JSON.stringify(data);
  } catch {
    throw invalidParameter(expected(name, 'a value that JSON can hold (no cycles, no bigint)', data));
  }
  if (typeof json !== 'string') throw invalidParameter(expected(name, 'a value that JSON can hold', data));
  const sizeBytes = utf8Bytes(json);
  if (sizeBytes > MAX_JSON_BYTES) {
    throw invalidParameter(`${name}: expected at most ${MAX_JSON_BYTES} bytes of JSON, got ${sizeBytes}`);
  }
  return json;
}

/** One JSON object of at most {@link MAX_JSON_BYTES}; throws 30003 naming `name`. */
export function toJsonObject(name: string, data: unknown): string {
  const isObject = typeof data === 'object' && data !== null;
  const json = isObject ? toJson(name, data) : '';
  if (!json.startsWith('{')) throw invalidParameter(expected(name, 'an object with values that JSON can hold', data));
  return json;
}

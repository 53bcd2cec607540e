import { expected } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';

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

/** JSON.stringify leaves no half of a surrogate pair, so each half that is met is 2 of a pair's 4 bytes. */
function utf8Bytes(wellFormed: string): number {
  let bytes = 0;
  for (let i = 0; i < wellFormed.length; i++) {
    const unit = wellFormed.charCodeAt(i);
    const isHalf = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isHalf ? 2 : 3;
  }
  return bytes;
}

import { describe } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';
import { lengthOfArray, typeOfArray } from './typedArrays';

/** A key of the game: 32 bytes, or the same as 64 hexadecimal digits. */
export type EncryptionKey = Uint8Array | string;

export const KEY_BYTES = 32;

/** A copy of a key's bytes; none at all when `value` is undefined. Throws 30003, which never shows the key. */
export function checkKey(name: string, value: unknown): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  if (typeof value === 'string') return fromHex(name, value);
  const bytes = value as Uint8Array;
  if (typeOfArray(value) !== 'Uint8Array') throw wrongKey(name, typeOfArray(value) ?? describe(value));
  if (lengthOfArray(bytes) !== KEY_BYTES) throw wrongKey(name, `${lengthOfArray(bytes)} bytes`);
  return new Uint8Array(bytes);
}

function fromHex(name: string, text: string): Uint8Array {
  if (text.length !== 2 * KEY_BYTES) throw wrongKey(name, `a string of ${text.length} characters`);
  if (!/^[0-9a-f]+$/i.test(text)) throw wrongKey(name, 'a string with other characters');
  return Uint8Array.from({ length: KEY_BYTES }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

function wrongKey(name: string, got: string): Error {
  return invalidParameter(`${name}: expected a Uint8Array of 32 bytes or 64 hexadecimal digits, got ${got}`);
}

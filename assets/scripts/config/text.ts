import { expected } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';

/** Longest name of a room, a user or a source in bytes of UTF-8. */
export const MAX_NAME_BYTES = 256;
/** Longest free text (reason, label of a marker) in UTF-16 units. */
export const MAX_TEXT_LENGTH = 1024;
/** Longest path in UTF-16 units; what a file system allows is less and comes as event code 2. */
export const MAX_PATH_LENGTH = 32767;

/** Text that survives the way into native code: no NUL, no half of a surrogate pair, not too long. */
export function checkedText(name: string, value: unknown, maxLength: number = MAX_TEXT_LENGTH): string {
  if (typeof value !== 'string') throw invalidParameter(expected(name, 'a string', value));
  if (value.length > maxLength) {
    throw invalidParameter(`${name}: expected at most ${maxLength} characters, got ${value.length} (string)`);
  }
  if (value.includes('\0')) throw invalidParameter(expected(name, 'text without NUL characters', value));
  if (hasLoneSurrogate(value)) throw invalidParameter(expected(name, 'well-formed Unicode', value));
  return value;
}

/** The name of a room, a user or a source: {@link checkedText} of at most {@link MAX_NAME_BYTES}. */
export function checkedName(name: string, value: unknown): string {
  const text = checkedText(name, value);
  const sizeBytes = utf8Bytes(text);
  if (sizeBytes <= MAX_NAME_BYTES) return text;
  throw invalidParameter(`${name}: expected at most ${MAX_NAME_BYTES} bytes of UTF-8, got ${sizeBytes}`);
}

/** {@link checkedName}, or empty when the value is undefined. */
export function optionalName(name: string, value: unknown): string {
  return value === undefined ? '' : checkedName(name, value);
}

/** {@link checkedText}, or the default when the value is undefined. */
export function optionalText(name: string, value: unknown, byDefault: string): string {
  return value === undefined ? byDefault : checkedText(name, value);
}

/** An absolute path: `/x`, `C:\x`, `C:/x` or `\\server\x`. */
export function absolutePath(name: string, value: unknown): string {
  const path = checkedText(name, value, MAX_PATH_LENGTH);
  if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path)) {
    throw invalidParameter(expected(name, 'an absolute path (/..., C:\\... or \\\\...)', value));
  }
  return path;
}

function hasLoneSurrogate(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(i + 1); // NaN at the end
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return true;
    i++;
  }
  return false;
}

/** Bytes of well-formed text as UTF-8: each half of a surrogate pair is 2 of its 4 bytes. */
export function utf8Bytes(wellFormed: string): number {
  let bytes = 0;
  for (let i = 0; i < wellFormed.length; i++) {
    const unit = wellFormed.charCodeAt(i);
    const isHalf = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isHalf ? 2 : 3;
  }
  return bytes;
}

import { expected, quote } from '../errors/describe';
import { suggestion } from '../errors/nearest';
import { invalidParameter } from '../errors/VoiceRecorderError';

/** The values of an options object, read once, under their own names. */
export type Fields = Map<string, unknown>;

/**
 * Reads every own key of `value` once. A key that is neither known nor an alias is refused with the nearest known one;
 * two spellings of one field with different values are refused. Undefined values count as absent.
 */
export function readFields(
  what: string,
  value: unknown,
  known: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidParameter(expected(what, 'an object', value));
  }
  const fields: Fields = new Map();
  const spelling = new Map<string, string>();
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol') throw invalidParameter(`${what}: unknown key of type symbol`);
    const field = known.includes(key) ? key : aliasOf(key, aliases);
    if (field === undefined) {
      throw invalidParameter(`${what}: unknown key ${quote(key)}${suggestion(key, known)}`);
    }
    const found: unknown = (value as Record<string, unknown>)[key];
    if (found === undefined) continue;
    if (fields.has(field) && !Object.is(fields.get(field), found)) {
      throw invalidParameter(`${what}: ${String(spelling.get(field))} and ${key} name the same field and differ`);
    }
    fields.set(field, found);
    spelling.set(field, key);
  }
  return fields;
}

/** One argument of a call as if it were a field; undefined is a wrong value there, not an absent one. */
export function argument(name: string, value: unknown): Fields {
  return new Map([[name, value === undefined ? null : value]]);
}

/** A whole number within bounds, or the default. */
export function wholeNumber(fields: Fields, name: string, from: number, to: number, byDefault: number): number {
  const value = fields.get(name);
  if (value === undefined) return byDefault;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to) {
    throw invalidParameter(expected(name, `a whole number from ${from} to ${to}`, value));
  }
  return value + 0; // -0 becomes 0
}

/** A number within bounds, fractions allowed, or the default. */
export function realNumber(fields: Fields, name: string, from: number, to: number, byDefault: number): number {
  const value = fields.get(name);
  if (value === undefined) return byDefault;
  if (typeof value !== 'number' || !(value >= from && value <= to)) {
    throw invalidParameter(expected(name, `a number from ${from} to ${to}`, value));
  }
  return value + 0;
}

/** One of a few values, or the default. */
export function oneOf<T extends string | number>(fields: Fields, name: string, allowed: readonly T[], byDefault: T): T {
  const value = fields.get(name);
  if (value === undefined) return byDefault;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    const list = allowed.map((candidate) => JSON.stringify(candidate)).join(', ');
    throw invalidParameter(expected(name, `one of ${list}`, value));
  }
  return found;
}

/** true or false, or the default. */
export function flag(fields: Fields, name: string, byDefault: boolean): boolean {
  const value = fields.get(name);
  if (value === undefined) return byDefault;
  if (typeof value !== 'boolean') throw invalidParameter(expected(name, 'true or false', value));
  return value;
}

function aliasOf(key: string, aliases: Readonly<Record<string, string>>): string | undefined {
  return Object.prototype.hasOwnProperty.call(aliases, key) ? aliases[key] : undefined;
}

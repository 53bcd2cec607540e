import { typeOfArray } from '../config/typedArrays';
import { expected } from '../errors/describe';

/**
 * The parameters of a function in their order: n number, s string, b boolean, v samples (Int16Array or Float32Array),
 * k bytes of a key (Uint8Array), f numbers to fill (Float64Array).
 */
export type Signature = string;

const KINDS: Readonly<Record<string, { is: (value: unknown) => boolean; text: string } | undefined>> = {
  n: { is: (value) => typeof value === 'number', text: 'a number' },
  s: { is: (value) => typeof value === 'string', text: 'a string' },
  b: { is: (value) => typeof value === 'boolean', text: 'a boolean' },
  v: { is: isSamples, text: 'an Int16Array or a Float32Array' },
  k: { is: (value) => typeOfArray(value) === 'Uint8Array', text: 'a Uint8Array' },
  f: { is: (value) => typeOfArray(value) === 'Float64Array', text: 'a Float64Array' },
};

/**
 * The functions of a host's class behind checks: another count or type of arguments throws a TypeError before the host is
 * called, because hosts make values fit without a word, or end. Throws an Error, with `whenMissing`, when a function is
 * not there.
 */
export function checkedCalls<T extends object>(
  name: string,
  type: object,
  signatures: Readonly<Record<keyof T, Signature>>,
  whenMissing: string,
): T {
  const calls: Record<string, unknown> = {};
  for (const [call, signature] of Object.entries<Signature>(signatures)) {
    const target: unknown = Reflect.get(type, call);
    if (typeof target !== 'function') throw new Error(`${name}.${call} is missing ${whenMissing}`);
    calls[call] = checkedCall(`${name}.${call}`, target as (...args: unknown[]) => unknown, signature);
  }
  return calls as T;
}

type Push = (
  source: number,
  samples: Int16Array | Float32Array,
  frames: number,
  format: number,
  sampleRate: number,
  channels: number,
  captureTimeMs: number,
) => number;

/** The same check without a list of arguments: this is called for every block. */
export function checkedPush(name: string, push: Push): Push {
  return (source, samples, frames, format, sampleRate, channels, captureTimeMs) => {
    const areNumbers = areBoth(source, frames) && areBoth(format, sampleRate) && areBoth(channels, captureTimeMs);
    if (!areNumbers) throw new TypeError(`${name}: expected numbers beside the samples`);
    checkType(name, 'v', 1, samples);
    return push(source, samples, frames, format, sampleRate, channels, captureTimeMs);
  };
}

function checkedCall(
  name: string,
  target: (...args: unknown[]) => unknown,
  signature: Signature,
): (...args: unknown[]) => unknown {
  return (...args) => {
    if (args.length !== signature.length) {
      throw new TypeError(`${name}: expected ${signature.length} arguments, got ${args.length}`);
    }
    for (let i = 0; i < args.length; i++) checkType(name, signature.charAt(i), i, args[i]);
    return target(...args);
  };
}

/** Of a key the message shows its type alone. */
function checkType(name: string, kind: string, index: number, value: unknown): void {
  const wanted = KINDS[kind];
  if (wanted?.is(value) === true) return;
  const what = `${name}: argument ${index + 1}`;
  if (kind === 'k') throw new TypeError(`${what}: expected ${wanted?.text}, got a value of type ${typeof value}`);
  throw new TypeError(expected(what, wanted?.text ?? kind, value));
}

function areBoth(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number';
}

function isSamples(value: unknown): boolean {
  const type = typeOfArray(value);
  return type === 'Int16Array' || type === 'Float32Array';
}

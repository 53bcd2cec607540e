const boom = (): never => {
  throw new Error('boom');
};

const EVERY_TRAP: ProxyHandler<object> = {
  ...{ get: boom, has: boom, set: boom, ownKeys: boom, getOwnPropertyDescriptor: boom, getPrototypeOf: boom },
  ...{ apply: boom, construct: boom, defineProperty: boom, isExtensible: boom, preventExtensions: boom },
};

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function detached(): Int16Array {
  const samples = new Int16Array(480);
  structuredClone(samples.buffer, { transfer: [samples.buffer] });
  return samples;
}

/** A view whose resizable memory shrank under it, or grew again. */
function resized(...bytes: number[]): Int16Array {
  const Resizable = ArrayBuffer as unknown as new (
    length: number,
    options: object,
  ) => ArrayBuffer & { resize(bytes: number): void };
  const memory = new Resizable(1920, { maxByteLength: 1 << 20 });
  const view = new Int16Array(memory, 0, 960);
  for (const size of bytes) memory.resize(size);
  return view;
}

/** Its length says more than it holds. */
function lying(): Int16Array {
  return Object.defineProperties(new Int16Array(480), {
    length: { value: 48000 },
    byteLength: { value: 96000 },
    BYTES_PER_ELEMENT: { value: 4 },
  });
}

class Samples extends Int16Array {
  static get [Symbol.species](): Int16ArrayConstructor {
    return boom();
  }
}

const HUGE = 'a'.repeat(3 << 20);

/** Values that no call expects; each is made afresh. */
export const HOSTILE: readonly (() => unknown)[] = [
  ...[undefined, null, true, false, NaN, Infinity, -Infinity, -0, 0, 1, 2, 3, -1, 1.5, 2 ** 31, 2 ** 53, 2 ** 64].map(
    (value) => () => value,
  ),
  ...[Number.MIN_VALUE, Number.MAX_VALUE, 10, 480, 48000].map((value) => () => value),
  ...['', 'a', '/', '..', '\0', '/a\0.wav', '\uD800', '/\uDC00.wav', '😀', HUGE, `/${HUGE}.wav`].map(
    (value) => () => value,
  ),
  ...['__proto__', 'constructor', '%s%n', '{date}', '{"a":1}', '{', 'C:\\a.wav', 'F9', 'taskEvent'].map(
    (value) => () => value,
  ),
  () => Symbol('s'),
  () => Symbol.iterator,
  () => 5n,
  () => 2n ** 70n,
  () => boom,
  () => class {},
  () => [],
  () => [1, 2, 3],
  () => new Array(100000),
  () => ({}),
  () => Object.create(null),
  () => ({ valueOf: boom, toString: boom, [Symbol.toPrimitive]: boom }),
  () => ({ toJSON: boom }),
  () => new Proxy({}, EVERY_TRAP),
  () => new Proxy(boom, EVERY_TRAP),
  () => new Proxy(new Int16Array(480), {}),
  () => revoked({}),
  () => revoked([]),
  () => new Date(NaN),
  () => /x/g,
  () => new Error('e'),
  () => Promise.resolve(1),
  () => new Map([[1, 2]]),
  () => new WeakMap(),
  () => globalThis,
  () => new ArrayBuffer(960),
  () => new SharedArrayBuffer(960),
  () => new DataView(new ArrayBuffer(960)),
  () => new Int16Array(480),
  () => new Int16Array(1),
  () => new Int16Array(new SharedArrayBuffer(960)),
  () => new Float32Array(480),
  () => new Float64Array(480),
  () => new Float64Array(500),
  () => new Uint8Array(0),
  () => new Uint8Array(31),
  () => new Uint8Array(32),
  () => new Uint8Array(961),
  () => new Uint8Array(new ArrayBuffer(961), 1),
  () => new BigInt64Array(120),
  () => Buffer.from('samples'),
  () => detached(),
  () => resized(0),
  () => resized(100),
  () => resized(0, 1 << 20),
  () => lying(),
  () => new Samples(480),
  () => Object.create(Int16Array.prototype) as unknown,
  () => Object.create(new Int16Array(480)) as unknown,
];

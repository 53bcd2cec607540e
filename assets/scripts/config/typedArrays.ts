type Getter = (this: unknown) => unknown;

const prototype = Object.getPrototypeOf(Int16Array.prototype) as object;
const tagGetter = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)?.get as Getter;
const lengthGetter = Object.getOwnPropertyDescriptor(prototype, 'length')?.get as Getter;

/** `Int16Array`, `Uint8Array`, ... for typed arrays, of other realms too; undefined for anything else, forged or not. */
export function typeOfArray(value: unknown): string | undefined {
  return tagGetter.call(value) as string | undefined;
}

/** How many elements a typed array really has; 0 when its memory was given away. */
export function lengthOfArray(array: Int16Array | Float32Array | Uint8Array): number {
  return lengthGetter.call(array) as number;
}

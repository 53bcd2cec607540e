/** Enums as the engine keeps them: a list of names and values in the order of their declaration. */

type EnumObject = Record<string, string | number> & { __enums__?: Item[] | null };

export interface Item {
  name: string;
  value: number;
}

function isIndex(key: string): boolean {
  return Number.isInteger(parseFloat(key));
}

export function isEnum(value: unknown): value is EnumObject {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '__enums__');
}

/** Marks a TypeScript enum as one; its values stay as they are. */
export function ccenum(type: object): void {
  if (!isEnum(type)) Object.defineProperty(type, '__enums__', { value: null, writable: true });
}

/** Marks it, and gives every -1 the number after the one before it. */
export function Enum<T extends object>(type: T): T {
  ccenum(type);
  const values = type as unknown as EnumObject;
  let last = -1;
  for (const [key, value] of Object.entries(values)) {
    if (isIndex(key) || typeof value !== 'number') continue;
    last = value === -1 ? last + 1 : value;
    values[key] = last;
  }
  return type;
}

Enum.isEnum = isEnum;
Enum.getList = (type: object): Item[] => {
  const known = type as EnumObject;
  known.__enums__ ??= Object.entries(known)
    .filter(([key, value]) => !isIndex(key) && Number.isInteger(value))
    .map(([name, value]) => ({ name, value: value as number }));
  return known.__enums__;
};

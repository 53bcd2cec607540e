import { Enum, isEnum } from './enums';
import type { Item } from './enums';

/** What a class declares, by its decorators. */
export type Constructor = (new () => object) & { prototype: object };

interface Primitive {
  readonly primitive: string;
}
export const CCInteger: Primitive = { primitive: 'Integer' };
export const CCFloat: Primitive = { primitive: 'Float' };
export const CCString: Primitive = { primitive: 'String' };
export const CCBoolean: Primitive = { primitive: 'Boolean' };

interface Options {
  type?: unknown;
  visible?: boolean | (() => boolean);
  range?: number[];
  min?: number;
  max?: number;
  step?: number;
  readonly?: boolean;
  serializable?: boolean;
  formerlySerializedAs?: string;
  displayName?: string;
  tooltip?: string;
  unit?: string;
  group?: string | { id?: string; name: string; displayOrder?: number; style?: string };
}

/** What the engine knows of one property. */
export interface Attributes extends Options {
  /** As an inspector's dump has it; `Unknown`: it gets no row. */
  kind: string;
  isArray: boolean;
  ctor?: Constructor;
  enumList?: Item[];
  default?: unknown;
  hasGetter: boolean;
  hasSetter: boolean;
}

interface Declared {
  options: Options;
  initializer?: (() => unknown) | undefined;
  accessor?: PropertyDescriptor | undefined;
}

/** What stands above a class. */
export interface ClassFacts {
  name?: string;
  menu?: string;
  help?: string;
  executionOrder?: number;
  disallowMultiple?: boolean;
  executeInEditMode?: boolean;
}

const declared = new WeakMap<object, Map<string, Declared>>();
const resolved = new WeakMap<object, Map<string, Attributes>>();
const facts = new WeakMap<object, ClassFacts>();
const byName = new Map<string, Constructor>();

type BabelDescriptor = PropertyDescriptor & { initializer?: (() => unknown) | null };
type PropertyDecorator = (target: object, key: string, descriptor?: BabelDescriptor | null) => void;

function declare(target: object, key: string, descriptor: BabelDescriptor | null | undefined, options: Options): void {
  const list = declared.get(target.constructor) ?? new Map<string, Declared>();
  declared.set(target.constructor, list);
  const accessor = descriptor?.get !== undefined || descriptor?.set !== undefined ? descriptor : undefined;
  list.set(key, { options, accessor, initializer: descriptor?.initializer ?? undefined });
}

function isType(value: unknown): boolean {
  return typeof value === 'function' || Array.isArray(value) || isEnum(value) || isPrimitive(value);
}

function isPrimitive(value: unknown): value is Primitive {
  return typeof value === 'object' && value !== null && 'primitive' in value;
}

/** The three forms: bare, with a type, with options. */
export function property(...args: unknown[]): PropertyDecorator | undefined {
  const [first, key] = args;
  if (typeof key === 'string') {
    declare(first as object, key, args[2] as BabelDescriptor, {});
    return undefined;
  }
  const options = isType(first) ? { type: first } : ((first ?? {}) as Options);
  return (target, name, descriptor) => declare(target, name, descriptor, options);
}

function kindOf(type: unknown, value: unknown): Pick<Attributes, 'kind' | 'ctor' | 'enumList'> {
  if (isPrimitive(type)) return { kind: type.primitive };
  if (isEnum(type)) return { kind: 'Enum', enumList: Enum.getList(type) };
  if (typeof type === 'function') return { kind: factsOf(type).name ?? type.name, ctor: type as Constructor };
  const kinds: Record<string, string> = { number: 'Number', string: 'String', boolean: 'Boolean' };
  return { kind: kinds[typeof value] ?? 'Unknown' };
}

function resolve(ctor: Constructor): void {
  const own = declared.get(ctor) ?? new Map<string, Declared>();
  const lacks = [...own.values()].some(
    ({ initializer, accessor }) => initializer === undefined && accessor === undefined,
  );
  const dummy = lacks ? (new ctor() as Record<string, unknown>) : {}; // what tsc compiles tells no defaults
  const attributes = new Map<string, Attributes>();
  for (const [key, { options, initializer, accessor }] of own) {
    const isAccessor = accessor !== undefined;
    const value = isAccessor ? undefined : initializer === undefined ? dummy[key] : initializer();
    const isArray = Array.isArray(options.type);
    const type: unknown = isArray ? (options.type as unknown[])[0] : options.type;
    const [min = options.min, max = options.max, step = options.step] = options.range ?? [];
    attributes.set(key, {
      ...{ ...options, min, max, step, ...kindOf(type, value), isArray },
      ...{ hasGetter: accessor?.get !== undefined, hasSetter: accessor?.set !== undefined },
      serializable: options.serializable !== false && !isAccessor,
      ...(isAccessor ? {} : { default: value }),
    });
  }
  resolved.set(ctor, attributes);
}

export function ccclass(name: string) {
  return (ctor: Constructor): Constructor => {
    factsOf(ctor).name = name;
    byName.set(name, ctor);
    resolve(ctor);
    return ctor;
  };
}

export function factsOf(ctor: object): ClassFacts {
  const known = facts.get(ctor) ?? {};
  facts.set(ctor, known);
  return known;
}

function above<K extends keyof ClassFacts>(key: K, value: ClassFacts[K]) {
  return (ctor: object): void => void (factsOf(ctor)[key] = value);
}

export const _decorator = {
  ...{ ccclass, property },
  menu: (path: string) => above('menu', path),
  help: (url: string) => above('help', url),
  executionOrder: (order: number) => above('executionOrder', order),
  disallowMultiple: above('disallowMultiple', true),
  executeInEditMode: above('executeInEditMode', true),
};

export const CCClass = {
  /** Of every property of the class and those above it, in the order of their declaration. */
  attrs(ctor: object): Map<string, Attributes> {
    const parent = Object.getPrototypeOf(ctor) as object | null;
    const inherited = parent === null ? [] : [...CCClass.attrs(parent)];
    return new Map([...inherited, ...(resolved.get(ctor) ?? [])]);
  },
  attr: (ctor: object, key: string): Attributes | undefined => CCClass.attrs(ctor).get(key),
  byName: (name: string): Constructor | undefined => byName.get(name),
};

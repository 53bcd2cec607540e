import { CCClass, factsOf } from './classes';
import type { Constructor } from './classes';
import { EventHandler, Node } from './scene';
import type { Component } from './scene';

type Entry = Record<string, unknown>;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The 23 characters by which a scene knows the class of a script: five digits of its UUID, the others by threes. */
export function compressUuid(uuid: string): string {
  const digits = uuid.replace(/-/g, '');
  let text = digits.slice(0, 5);
  for (let i = 5; i < 32; i += 3) {
    const value = parseInt(digits.slice(i, i + 3), 16);
    text += (BASE64[value >> 6] ?? '') + (BASE64[value & 63] ?? '');
  }
  return text;
}

/**
 * A scene of one node and one component as the editor saves it: every property that is not an accessor, in a list of
 * objects that name each other by their places in it.
 */
export function saveScene(component: Component, scriptUuid: string): Entry[] {
  const entries: Entry[] = [
    { __type__: 'cc.Node', _name: component.node.name, _components: [{ __id__: 1 }] },
    { __type__: compressUuid(scriptUuid), node: { __id__: 0 }, _enabled: component.enabled },
  ];
  for (const [key, value] of serializedOf(component))
    (entries[1] as Entry)[key] = saved(value, component.node, entries);
  return JSON.parse(JSON.stringify(entries)) as Entry[];
}

/** The component of such a scene, on its node. What the class does not know is dropped; what is not there is the default. */
export function loadScene(entries: Entry[], scriptUuid: string, ctor: Constructor): Component {
  const entry = entries.find((each) => each.__type__ === compressUuid(scriptUuid));
  if (entry === undefined) throw new Error('the scene has no component of this script');
  const node = new Node(String(entries[0]?._name));
  const component = new ctor() as Component;
  fill(component, entry, node, entries);
  component.enabled = entry._enabled !== false;
  node.attach(component);
  return component;
}

function serializedOf(object: object): [key: string, value: unknown, formerly: string | undefined][] {
  return [...CCClass.attrs(object.constructor)]
    .filter(([, attributes]) => attributes.serializable !== false)
    .map(([key, attributes]) => [key, Reflect.get(object, key) as unknown, attributes.formerlySerializedAs]);
}

function saved(value: unknown, node: Node, entries: Entry[]): unknown {
  if (Array.isArray(value)) return value.map((each) => saved(each, node, entries));
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Node) return { __id__: 0 };
  const entry: Entry = { __type__: factsOf(value.constructor).name };
  entries.push(entry);
  const place = { __id__: entries.length - 1 };
  for (const [key, own] of serializedOf(value)) entry[key] = saved(own, node, entries);
  return place;
}

function fill(object: object, entry: Entry, node: Node, entries: Entry[]): void {
  for (const [key, , formerly] of serializedOf(object)) {
    const name = key in entry ? key : formerly;
    if (name !== undefined && name in entry) Reflect.set(object, key, loaded(entry[name], node, entries));
  }
}

function loaded(value: unknown, node: Node, entries: Entry[]): unknown {
  if (Array.isArray(value)) return value.map((each) => loaded(each, node, entries));
  if (typeof value !== 'object' || value === null) return value;
  const entry = entries[(value as { __id__: number }).__id__];
  if (entry?.__type__ === 'cc.Node') return node;
  const object = new EventHandler();
  fill(object, entry ?? {}, node, entries);
  return object;
}

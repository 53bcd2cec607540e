/** A property of a component as Creator's inspector gives it; only what is read here. */
export interface DumpProperty {
  value: unknown;
  /** Where several nodes are selected: the value of each; `value` is that of the first. */
  values?: unknown[];
  name?: string;
  type?: string;
  visible?: boolean;
  readonly?: boolean;
  displayOrder?: number;
  group?: string | { id?: string; name?: string; displayOrder?: number };
  enumList?: { name: string; value: number }[];
}

/** A component: its properties by name, besides what every component has. */
export interface ComponentDump {
  value: Record<string, DumpProperty>;
}

/** Properties that stand together; the first group has no name. */
export interface PropertyGroup {
  name: string;
  keys: string[];
}

/** What every component has and the header of its section shows, and the estimates, which stand below the fields. */
const OTHERWISE_SHOWN = new Set([
  ...['uuid', 'name', 'enabled', 'node', '__scriptAsset', '__prefab', '_objFlags'],
  ...['estimatedMemoryMiB', 'estimatedFileMiB'],
]);

/** The properties that are to be shown, in order: by `displayOrder`, those without behind; groups as their first one. */
export function visibleGroups(dump: ComponentDump): PropertyGroup[] {
  const shown = Object.entries(dump.value)
    .filter(([key, property]) => !OTHERWISE_SHOWN.has(key) && property.visible === true)
    .sort(([, a], [, b]) => orderOf(a.displayOrder) - orderOf(b.displayOrder));
  const groups = new Map<string, PropertyGroup & { order: number }>();
  for (const [key, { group }] of shown) {
    const name = (typeof group === 'string' ? group : group?.name) ?? '';
    const order = typeof group === 'object' ? orderOf(group.displayOrder) : Infinity;
    const found = groups.get(name) ?? { name, keys: [], order: name === '' ? -Infinity : order };
    found.keys.push(key);
    groups.set(name, found);
  }
  return [...groups.values()].sort(byOrder).map(({ name, keys }) => ({ name, keys }));
}

const orderOf = (order: number | undefined): number => order ?? Infinity;

/** Two that have no order stay as they are: the difference of two infinities is none. */
function byOrder(a: { order: number }, b: { order: number }): number {
  return a.order === b.order ? 0 : a.order < b.order ? -1 : 1;
}

/** Reading of JSON that anybody may have written: every value is checked, and what is wrong counts as absent. */
export type Loose = Record<string, unknown>;

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(object: Loose, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

/** null: absent, or not finite. */
export function number(object: Loose, key: string): number | null {
  const value = object[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** As the recorder's retention reads it: what is neither empty nor false counts. */
export function flag(object: Loose, key: string): boolean {
  const value = object[key];
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== false && value !== '';
}

/** The objects of a list; other entries are left out. */
export function list(object: Loose, key: string): Loose[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

import { CCClass } from './classes';
import type { Attributes } from './classes';

/** One row of the inspector. */
export type Row = Pick<
  Attributes,
  'displayName' | 'tooltip' | 'min' | 'max' | 'step' | 'unit' | 'group' | 'enumList' | 'isArray' | 'default'
> & {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
  readonly visible: boolean;
  readonly readonly: boolean;
};

/** What the inspector shows of a component: `visible` is called with it as `this`; no kind, no row. */
export function dump(component: object): Row[] {
  const rows = [...CCClass.attrs(component.constructor)].filter(([, { kind }]) => kind !== 'Unknown');
  return rows.map(([name, attributes]) => {
    const { visible, displayName, tooltip, min, max, step, unit, group, enumList, isArray } = attributes;
    return {
      ...{ name, displayName, tooltip, min, max, step, unit, group, enumList, isArray, default: attributes.default },
      type: attributes.kind,
      value: Reflect.get(component, name) as unknown,
      visible: typeof visible === 'function' ? visible.call(component) : (visible ?? !name.startsWith('_')),
      readonly: attributes.readonly === true || (attributes.hasGetter && !attributes.hasSetter),
    };
  });
}

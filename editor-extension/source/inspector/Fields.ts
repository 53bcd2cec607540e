import { translated } from '../editor/texts';
import { visibleGroups } from './dump';
import type { ComponentDump, DumpProperty } from './dump';

/** Creator's element for one property: shows it, writes into its dump what somebody enters, and commits that. */
interface PropElement extends HTMLElement {
  dump: DumpProperty;
  render(dump: DumpProperty): void;
  dispatch(event: string): void;
}

/** The rows of the properties, in their groups. Elements stay as long as the same properties are shown. */
export class Fields {
  private readonly rows = new Map<string, PropElement>();
  private shown = '';

  /** `onChange`: a property has another value now. */
  constructor(
    private readonly root: HTMLElement,
    private readonly onChange: () => void,
  ) {}

  render(dump: ComponentDump): void {
    const groups = visibleGroups(dump);
    const structure = JSON.stringify(groups);
    if (structure !== this.shown) {
      this.root.replaceChildren(...groups.map(({ name, keys }) => this.group(name, keys)));
      this.shown = structure;
    }
    for (const key of groups.flatMap(({ keys }) => keys)) {
      const property = dump.value[key];
      if (property) this.row(key).render(property);
    }
  }

  /** Gives a property another value, as somebody who enters it does. */
  change(key: string, property: DumpProperty, value: unknown): void {
    const row = this.row(key);
    property.value = value;
    row.dump = property;
    row.dispatch('change-dump');
  }

  private group(name: string, keys: string[]): Node {
    const rows = keys.map((key) => this.row(key));
    const group = document.createElement(name === '' ? 'div' : 'ui-section');
    if (name !== '') {
      group.setAttribute('header', translated(name));
      group.setAttribute('expand', '');
      group.setAttribute('cache-expand', `voice-recorder-${name}`);
    }
    group.append(...rows);
    return group;
  }

  private row(key: string): PropElement {
    const found = this.rows.get(key);
    if (found) return found;
    const row = document.createElement('ui-prop') as PropElement;
    row.setAttribute('type', 'dump');
    row.setAttribute('data-key', key);
    // What is edited has written into the dump before it says so.
    row.addEventListener('change-dump', this.onChange);
    this.rows.set(key, row);
    return row;
  }
}

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
  /** The editor hears only what comes out of the panel, and the row of a hidden property is not in it: this always is. */
  private readonly committer: PropElement;
  private shown = '';

  /** `onChange`: a property has another value now. */
  constructor(
    private readonly root: HTMLElement,
    private readonly onChange: () => void,
  ) {
    this.committer = this.propElement();
    this.committer.style.display = 'none';
  }

  render(dump: ComponentDump): void {
    const groups = visibleGroups(dump);
    const structure = JSON.stringify(groups);
    if (structure !== this.shown) {
      this.root.replaceChildren(...groups.map(({ name, keys }) => this.group(name, keys)), this.committer);
      this.shown = structure;
    }
    for (const key of groups.flatMap(({ keys }) => keys)) {
      const property = dump.value[key];
      if (property) this.row(key).render(property);
    }
  }

  /** Gives properties other values, as somebody who enters them does; together they are one step of undo. */
  change(changes: readonly (readonly [property: DumpProperty, value: unknown])[]): void {
    for (const [property, value] of changes) {
      property.value = value;
      // Where several nodes are selected, these are what is written, one for each.
      property.values?.fill(value);
      this.committer.dump = property;
      this.committer.dispatch('change-dump');
    }
    // The step of undo stays open until then, and would take in what is changed next.
    this.committer.dispatch('confirm-dump');
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
    const row = this.propElement();
    row.setAttribute('data-key', key);
    this.rows.set(key, row);
    return row;
  }

  private propElement(): PropElement {
    const element = document.createElement('ui-prop') as PropElement;
    element.setAttribute('type', 'dump');
    // What is edited has written into the dump before it says so.
    element.addEventListener('change-dump', this.onChange);
    return element;
  }
}

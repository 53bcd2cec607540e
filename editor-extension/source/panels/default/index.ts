// The Captures panel of Creator. Its window is a renderer with Node, its elements may stand behind a shadow root.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import './panel.css';
import { CapturesPanel } from './CapturesPanel';

/** By the element that a panel fills: Creator may have several windows. */
const panels = new WeakMap<Element, CapturesPanel>();

interface PanelThis {
  $: { panel: HTMLElement | null };
}

const panelOf = ({ $ }: PanelThis): CapturesPanel | undefined => ($.panel ? panels.get($.panel) : undefined);

export const template = '<div class="vrp-panel"></div>';
/** Of this script's bundle: the panel's, the viewer's and its engine's. */
export const style = readFileSync(join(__dirname, 'panel.css'), 'utf8');
export const $ = { panel: '.vrp-panel' };

/** What the messages of package.json call as `default.NAME`. */
export const methods = {
  async settingsChanged(this: PanelThis): Promise<void> {
    await panelOf(this)?.refresh();
  },
};

export const listeners = {
  /** A panel that was hidden may have missed a change. */
  show(this: PanelThis): void {
    void panelOf(this)?.refresh();
  },
};

export function ready(this: PanelThis): void {
  const root = this.$.panel;
  if (!root) return;
  const panel = new CapturesPanel(root, __dirname);
  panels.set(root, panel);
  void panel.refresh();
}

export function close(this: PanelThis): void {
  panelOf(this)?.close();
  if (this.$.panel) panels.delete(this.$.panel);
}

import { say } from '../../editor/texts';
import type { TextKey } from '../../editor/texts';

interface Action {
  text: TextKey;
  run: () => void;
}

export interface CardText {
  title: string;
  lines: string[];
  /** Shown as code. */
  path?: string;
  actions?: Action[];
  isError?: boolean;
}

function element(name: string, className: string, children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function button({ text, run }: Action): HTMLElement {
  const made = element('button', 'vrp-button', [say(text)]) as HTMLButtonElement;
  made.type = 'button';
  made.addEventListener('click', run);
  return made;
}

/** Fills the panel where there is no viewer: what is so, and what can be done. */
export function card({ title, lines, path, actions = [], isError = false }: CardText): HTMLElement {
  const made = element('section', 'vrp-card', [
    element('h2', 'vrp-title', [title]),
    ...(path === undefined ? [] : [element('code', 'vrp-path', [path])]),
    ...lines.map((line) => element('p', 'vrp-text', [line])),
    element('div', 'vrp-actions', actions.map(button)),
  ]);
  made.setAttribute('role', isError ? 'alert' : 'status');
  return made;
}

/** A line above the viewer, until it is hidden. */
export function strip(text: string): HTMLElement {
  const made = element('div', 'vrp-strip', [element('p', 'vrp-text', [text])]);
  made.setAttribute('role', 'status');
  made.append(button({ text: 'hide', run: () => made.remove() }));
  return made;
}

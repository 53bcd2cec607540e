import { commandOf, isSingleKey } from '../state/keys';
import type { Viewer } from '../state/viewer';
import { runCommand } from './commands';

const TYPED = /^(text|search|email|url|tel|password|number|date|time|datetime-local|month|week)$/;
/** What a focused control does with a key by itself. */
const OWN_KEYS: Record<string, RegExp> = {
  BUTTON: /^( |Enter)$/,
  SUMMARY: /^( |Enter)$/,
  A: /^Enter$/,
  SELECT: /^( |Enter|Arrow\w+|Home|End|.)$/,
  INPUT: /^( |Enter|Arrow\w+|Home|End)$/,
};

function isTyping(target: Element): boolean {
  if (target.tagName === 'TEXTAREA' || (target as HTMLElement).isContentEditable) return true;
  return target.tagName === 'INPUT' && TYPED.test((target as HTMLInputElement).type);
}

/** Tabs, sliders and splitters move with the arrows, and what scrolls does so while it has the focus itself. */
const hasOwnArrows = (target: Element, key: string): boolean => {
  if (!/^(Arrow\w+|Home|End|Page\w+)$/.test(key)) return false;
  if (/^(slider|separator|tab)$/.test(target.getAttribute('role') ?? '')) return true;
  const own = target.getAttribute('data-own-keys');
  return own === 'vertical' && !/^Arrow(Left|Right)$/.test(key) && target.scrollHeight > target.clientHeight;
};

/** Somebody who clicked a button goes on with the page's keys; somebody who went to it by Tab presses it. */
function pressesButton(target: Element, key: string, byPointer: boolean): boolean {
  if (target.tagName !== 'BUTTON' || key !== ' ') return true;
  return !byPointer && target.getAttribute('aria-current') === null;
}

function belongsToTarget(target: Element, event: KeyboardEvent, byPointer: boolean): boolean {
  if (isTyping(target)) return true;
  const own = OWN_KEYS[target.tagName]?.test(event.key) ?? false;
  return (own && pressesButton(target, event.key, byPointer)) || hasOwnArrows(target, event.key);
}

/** Listens on an element or a document; returns what ends it. */
export function listenToKeys(on: HTMLElement | Document | ShadowRoot, viewer: Viewer): () => void {
  let byPointer = false;
  let taken = '';
  const pressed = (untyped: Event): void => {
    const event = untyped as KeyboardEvent;
    if (event.key === 'Tab') byPointer = false;
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.composedPath()[0];
    if (!(target instanceof Element)) return;
    if (target.closest('dialog') || belongsToTarget(target, event, byPointer)) return;
    if (!viewer.settings.singleKeys.peek() && isSingleKey(event) && event.key !== '?') return;
    const pushed = commandOf(event);
    if (!pushed || !runCommand(viewer, pushed.command, pushed.lane)) return;
    taken = event.key;
    event.preventDefault();
  };
  // A button is pressed when the space bar comes up again.
  const released = (untyped: Event): void => {
    if ((untyped as KeyboardEvent).key === ' ' && taken === ' ') untyped.preventDefault();
    taken = '';
  };
  const pointed = (): void => {
    byPointer = true;
  };
  on.addEventListener('keydown', pressed);
  on.addEventListener('keyup', released);
  on.addEventListener('pointerdown', pointed);
  return () => {
    on.removeEventListener('keydown', pressed);
    on.removeEventListener('keyup', released);
    on.removeEventListener('pointerdown', pointed);
  };
}

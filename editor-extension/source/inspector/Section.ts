import { ask, setting } from '../editor/ask';
import { say } from '../editor/texts';
import type { TextKey } from '../editor/texts';
import { checkComponent } from './check';
import { changesOf, DEFAULT_SETTINGS } from './defaults';
import type { ComponentDump } from './dump';
import { Fields } from './Fields';
import { activityLines, checkLines } from './lines';
import type { Line } from './lines';

const LOOK_AGAIN_MS = 2000;

/** Everything that the inspector shows of one component. */
export class Section {
  private readonly fields: Fields;
  private readonly check = document.createElement('div');
  private readonly activity = document.createElement('div');
  private readonly done = document.createElement('div');
  private readonly timer: ReturnType<typeof setInterval>;
  private dump: ComponentDump | null = null;
  private isAsking = false;
  private ended = false;

  constructor(root: HTMLElement) {
    const rows = document.createElement('div');
    this.fields = new Fields(rows, () => {
      this.showCheck();
    });
    this.check.setAttribute('role', 'status');
    this.done.setAttribute('role', 'status');
    const below = document.createElement('ui-section');
    below.setAttribute('header', say('inspectorCost'));
    below.setAttribute('expand', '');
    below.append(this.check, this.activity, this.actions(), this.done);
    root.replaceChildren(rows, below);
    this.timer = setInterval(() => void this.showActivity(), LOOK_AGAIN_MS);
    void this.showActivity();
  }

  update(dump: ComponentDump): void {
    this.dump = dump;
    this.fields.render(dump);
    this.showCheck();
  }

  close(): void {
    this.ended = true;
    clearInterval(this.timer);
  }

  private showCheck(): void {
    if (this.dump) show(this.check, checkLines(checkComponent(this.dump)));
  }

  private async showActivity(): Promise<void> {
    // Reading a large folder can take longer than the time between two looks.
    if (this.isAsking) return;
    this.isAsking = true;
    // The main process may be loading anew: the next look tells more.
    const activity = await ask.activity().catch(() => null);
    this.isAsking = false;
    if (activity && !this.ended) show(this.activity, activityLines(activity));
  }

  private actions(): HTMLElement {
    const actions = document.createElement('div');
    actions.className = 'vri-actions';
    actions.append(
      button('buttonCaptures', ask.openPanel),
      button('buttonDefaults', () => void this.useDefaults()),
    );
    return actions;
  }

  /** Gives every field that has a default in the project's settings that value. */
  private async useDefaults(): Promise<void> {
    const values = await Promise.all(DEFAULT_SETTINGS.map(async (key) => [key, await setting(key)] as const));
    const dump = this.dump;
    if (this.ended || !dump) return;
    const changes = changesOf(dump, Object.fromEntries(values)).flatMap(([key, value]) => {
      const property = dump.value[key];
      return property ? [[property, value] as const] : [];
    });
    if (changes.length > 0) this.fields.change(changes);
    const text = changes.length > 0 ? say('defaultsApplied', { count: changes.length }) : say('defaultsSame');
    show(this.done, [{ text, tone: 'soft' }]);
  }
}

/** Replaces what an element says; what is the same stays, so that nobody hears it read again. */
function show(element: HTMLElement, lines: Line[]): void {
  const told = JSON.stringify(lines);
  if (element.dataset['told'] === told) return;
  element.dataset['told'] = told;
  element.replaceChildren(
    ...lines.map(({ text, tone }) => {
      const line = document.createElement('p');
      line.className = `vri-line vri-${tone}`;
      line.textContent = text;
      return line;
    }),
  );
}

function button(text: TextKey, run: () => void): HTMLElement {
  const made = document.createElement('ui-button');
  made.textContent = say(text);
  // Creator's button says `confirm`, by mouse and by keyboard.
  made.addEventListener('confirm', run);
  return made;
}

import type { ReadonlySignal } from '@preact/signals';
import type { LaneLevel } from '../../engine';
import { audibleLanes, hasAudio } from '../../state/view';
import { make } from '../base/dom';
import type { EngineContext } from '../context';

const LEAST_DB = -60;
const MOST_DB = 24;
const METER_FLOOR_DBFS = -60;

/** What a person can do with one lane: focus, fold, solo, mute, gain; and how loud it is. */
export class LaneHead {
  readonly element = make('div', 'vre-lane-head', { role: 'group' });
  private readonly bar = make('div', 'vre-meter-bar');
  private readonly meter = make('div', 'vre-meter', {
    role: 'meter',
    'aria-valuemin': String(METER_FLOOR_DBFS),
    'aria-valuemax': '0',
    'aria-valuenow': String(METER_FLOOR_DBFS),
  });

  constructor(
    private readonly engine: EngineContext,
    private readonly place: number,
    levels: ReadonlySignal<readonly (LaneLevel | null)[]>,
    hasAudio: boolean,
  ) {
    const first = make('div', 'vre-lane-title', {}, [this.foldButton(), this.nameButton()]);
    this.element.append(first);
    this.element.classList.toggle('vre-silent', !hasAudio);
    if (hasAudio) this.addControls(levels);
    else this.addHint();
  }

  private get lane(): EngineContext['options']['view']['lanes'][number] | undefined {
    return this.engine.options.view.lanes[this.place];
  }

  private name(): string {
    return this.engine.names.value[this.place] ?? '';
  }

  private nameButton(): HTMLElement {
    const { view, texts, detail } = this.engine.options;
    const button = make('button', 'vre-lane-name', { type: 'button' });
    this.engine.scope.listen(button, 'click', () => (view.focusedLane.value = this.place));
    this.engine.scope.effect(() => {
      button.textContent = this.name();
      button.title = this.name();
      button.setAttribute('aria-label', texts.value.focus(this.name()));
      button.setAttribute('aria-pressed', String(view.focusedLane.value === this.place));
    });
    this.engine.scope.effect(() => {
      const silenced = hasAudio(detail, this.place) && audibleLanes(detail, view)[this.place] !== true;
      this.element.setAttribute('aria-label', silenced ? texts.value.unheard(this.name()) : this.name());
    });
    button.dataset['kind'] = detail.lanes[this.place]?.kind ?? '';
    return button;
  }

  private foldButton(): HTMLElement {
    const button = make('button', 'vre-lane-fold', { type: 'button' });
    const { texts } = this.engine.options;
    const lane = this.lane;
    if (lane === undefined) return button;
    this.engine.scope.listen(button, 'click', () => (lane.folded.value = !lane.folded.peek()));
    this.engine.scope.effect(() => {
      const folded = lane.folded.value;
      button.textContent = folded ? '▸' : '▾';
      button.setAttribute('aria-expanded', String(!folded));
      button.setAttribute('aria-label', (folded ? texts.value.unfold : texts.value.fold)(this.name()));
    });
    return button;
  }

  private addControls(levels: ReadonlySignal<readonly (LaneLevel | null)[]>): void {
    const lane = this.lane;
    if (lane === undefined) return;
    const solo = this.toggle('vre-lane-solo', lane.solo, 'solo', 'soloShort');
    const mute = this.toggle('vre-lane-mute', lane.muted, 'mute', 'muteShort');
    this.element.append(make('div', 'vre-lane-controls', {}, [solo, mute, this.gain(lane.gainDb)]));
    this.meter.append(this.bar);
    this.element.append(this.meter);
    const { scope, later, options } = this.engine;
    scope.effect(() => this.meter.setAttribute('aria-label', options.texts.value.level(this.name())));
    scope.effect(() => {
      const level = levels.value[this.place] ?? null;
      const peak = Math.max(level?.peakDbfs ?? METER_FLOOR_DBFS, METER_FLOOR_DBFS);
      this.bar.style.transform = `scaleX(${1 - peak / METER_FLOOR_DBFS})`;
      this.bar.classList.toggle('vre-meter-hot', peak > -0.2);
      later(this.meter, () => {
        this.meter.setAttribute('aria-valuenow', peak.toFixed(0));
        this.meter.setAttribute('aria-valuetext', `${peak.toFixed(0)} dBFS`);
      });
    });
  }

  private toggle(
    className: string,
    state: { value: boolean; peek(): boolean },
    label: 'solo' | 'mute',
    short: 'soloShort' | 'muteShort',
  ): HTMLElement {
    const button = make('button', className, { type: 'button' });
    const { texts } = this.engine.options;
    this.engine.scope.listen(button, 'click', () => (state.value = !state.peek()));
    this.engine.scope.effect(() => {
      button.textContent = texts.value[short];
      button.setAttribute('aria-label', texts.value[label](this.name()));
      button.title = texts.value[label](this.name());
      button.setAttribute('aria-pressed', String(state.value));
    });
    return button;
  }

  private gain(gainDb: { value: number }): HTMLElement {
    const range = { type: 'range', min: String(LEAST_DB), max: String(MOST_DB), step: '1' };
    const input = make('input', 'vre-lane-gain', range);
    const { scope, options } = this.engine;
    scope.listen(input, 'input', () => (gainDb.value = Number(input.value)));
    scope.listen(input, 'dblclick', () => (gainDb.value = 0));
    scope.effect(() => {
      const value = gainDb.value;
      input.value = String(value);
      const text = `${value > 0 ? '+' : ''}${value} dB`;
      input.setAttribute('aria-label', options.texts.value.gain(this.name()));
      input.setAttribute('aria-valuetext', text);
      input.title = text;
    });
    return input;
  }

  private addHint(): void {
    const hint = make('div', 'vre-lane-hint');
    const { texts } = this.engine.options;
    this.engine.scope.effect(() => {
      hint.textContent = texts.value.levelsOnly;
      hint.title = texts.value.levelsOnlyHint;
    });
    this.element.append(hint);
  }
}

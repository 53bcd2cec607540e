import { Input, input } from 'cc';
import type { EventKeyboard, EventTouch } from 'cc';
import type { DumpOptions } from '../config/requests';
import { messageOf } from '../errors/describe';
import type { Unsubscribe } from '../events/Emitter';
import { parseHotkey } from '../hotkey/HotkeyBinding';
import { TAP_NAME } from '../hotkey/keyNames';
import { ThreeFingerTap } from '../hotkey/ThreeFingerTap';
import type { VoiceRecorder } from '../VoiceRecorder';
import { HOTKEY_TYPES, requireTypes } from './fieldTypes';
import { isModifier, keyName, unknownToEngine } from './keyCodes';

const FIELDS = Object.keys(HOTKEY_TYPES) as (keyof HotkeyFields)[];

/** How a player saves the last seconds, as a scene keeps it. */
export interface HotkeyFields {
  readonly hotkey: string;
  readonly threeFingerTap: boolean;
  readonly cooldownMs: number;
  readonly lastSeconds: number;
  readonly afterSeconds: number;
  readonly reason: string;
}

/** What the input needs of the component. */
export interface HotkeyOwner {
  /** The recorder that dumps; undefined: none. */
  current(): VoiceRecorder | undefined;
  /** There is no key to press, and why. */
  warn(problem: string): void;
  /** A press was not taken, and why. */
  refused(reason: string): void;
}

/** Keys and fingers of the engine, from which a recorder's hotkey is told. The events have no modifiers: it tracks them. */
export class HotkeyInput {
  private readonly fingers = new Set<number | null>();
  private readonly tap = new ThreeFingerTap();
  private bound: HotkeyFields | undefined;
  private unbind: Unsubscribe[] = [];
  private readyAtMs = -Infinity;

  constructor(
    private readonly fields: HotkeyFields,
    private readonly owner: HotkeyOwner,
  ) {}

  listen(): void {
    this.ignore();
    input.on(Input.EventType.KEY_DOWN, this.onKeyDown, this);
    input.on(Input.EventType.KEY_UP, this.onKeyUp, this);
    input.on(Input.EventType.TOUCH_START, this.onTouchStart, this);
    input.on(Input.EventType.TOUCH_END, this.onTouchEnd, this);
    input.on(Input.EventType.TOUCH_CANCEL, this.onTouchCancel, this);
  }

  ignore(): void {
    input.off(Input.EventType.KEY_DOWN, this.onKeyDown, this);
    input.off(Input.EventType.KEY_UP, this.onKeyUp, this);
    input.off(Input.EventType.TOUCH_START, this.onTouchStart, this);
    input.off(Input.EventType.TOUCH_END, this.onTouchEnd, this);
    input.off(Input.EventType.TOUCH_CANCEL, this.onTouchCancel, this);
  }

  /** Binds what the fields say to a new recorder. */
  attach(recorder: VoiceRecorder): void {
    this.detach();
    this.readyAtMs = -Infinity;
    this.bind(recorder);
  }

  /** The recorder is gone. */
  detach(): void {
    for (const take of this.unbind) take();
    this.unbind = [];
    this.bound = undefined;
    this.release();
  }

  /** The game lost the focus: what is let go meanwhile is not told. */
  release(): void {
    this.fingers.clear();
    this.tap.forget();
    this.owner.current()?.releaseKeys();
  }

  private onKeyDown(event: EventKeyboard): void {
    const key = keyName(event.keyCode);
    if (key !== undefined) this.press(key);
  }

  private onKeyUp(event: EventKeyboard): void {
    const key = keyName(event.keyCode);
    if (key !== undefined) this.owner.current()?.keyUp({ key });
  }

  private onTouchStart(event: EventTouch): void {
    this.lose(event);
    this.fingers.add(event.getID());
    this.follow();
  }

  private onTouchEnd(event: EventTouch): void {
    this.lose(event);
    this.fingers.delete(event.getID());
    if (!this.follow()) return;
    this.press(TAP_NAME);
    this.owner.current()?.keyUp({ key: TAP_NAME });
  }

  /** The system has taken the finger, e.g. for a gesture of its own: no tap. */
  private onTouchCancel(event: EventTouch): void {
    this.lose(event);
    this.fingers.delete(event.getID());
    this.tap.forget();
  }

  /**
   * Forgets fingers that are neither on the screen nor in this event: their end was not told. An event is told for each
   * finger that changed, but for those that a node of the UI has taken; so only the one that it is told for counts.
   */
  private lose(event: EventTouch): void {
    const known = new Set<number | null>(
      [...event.getAllTouches(), ...event.getTouches()].map((touch) => touch.getID()),
    );
    for (const finger of [...this.fingers]) {
      if (known.has(finger)) continue;
      this.fingers.delete(finger);
      this.tap.forget();
    }
  }

  private follow(): boolean {
    return this.tap.follow(this.fingers.size, this.owner.current()?.now ?? 0);
  }

  private press(key: string): void {
    const recorder = this.owner.current();
    if (recorder === undefined || recorder.isSupported === false) return;
    this.bindAgain(recorder);
    if (!isModifier(key) && recorder.now < this.readyAtMs) return;
    if (!recorder.keyDown({ key })) return;
    this.readyAtMs = recorder.now + this.fields.cooldownMs; // one for key and tap
    if (recorder.stats.taskState !== 'cycle') {
      this.owner.refused('the hotkey is ignored: no cycle task runs; record with a cycleTime above 0');
    } else if (recorder.lastError !== undefined) {
      this.owner.refused(`hotkey: ${recorder.lastError.message}`);
    }
  }

  private bindAgain(recorder: VoiceRecorder): void {
    const { bound, fields } = this;
    const isSame = FIELDS.every((name) => Object.is(bound?.[name], fields[name]));
    if (!isSame) this.bind(recorder);
  }

  private bind(recorder: VoiceRecorder): void {
    const { hotkey, threeFingerTap, cooldownMs, lastSeconds, afterSeconds, reason } = this.fields;
    for (const take of this.unbind.splice(0)) take();
    this.bound = { hotkey, threeFingerTap, cooldownMs, lastSeconds, afterSeconds, reason };
    const dump = { lastSeconds, afterSeconds, ...(reason === '' ? {} : { reason }) };
    try {
      requireTypes(this.fields, HOTKEY_TYPES);
      if (threeFingerTap) this.bindOne(recorder, TAP_NAME, dump);
      if (hotkey === '') return;
      const problem = unknownToEngine(parseHotkey(hotkey));
      if (problem === '') this.bindOne(recorder, hotkey, dump);
      else this.owner.warn(problem);
    } catch (thrown) {
      this.owner.warn(messageOf(thrown));
    }
  }

  private bindOne(recorder: VoiceRecorder, key: string, dump: DumpOptions): void {
    this.unbind.push(recorder.bindHotkey(key, dump, { cooldownMs: 0 }));
  }
}

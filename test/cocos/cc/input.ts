import { EventTarget } from './events';
import { KeyCode } from './keyCode';

const EventType = {
  ...{ KEY_DOWN: 'keydown', KEY_PRESSING: 'key-pressing', KEY_UP: 'keyup' },
  ...{ TOUCH_START: 'touch-start', TOUCH_MOVE: 'touch-move', TOUCH_END: 'touch-end', TOUCH_CANCEL: 'touch-cancel' },
} as const;

/** It has a key and no modifiers. */
export class EventKeyboard {
  constructor(
    readonly keyCode: number,
    readonly type: string,
  ) {}
}

export class Touch {
  constructor(private readonly id: number) {}

  getID(): number {
    return this.id;
  }
}

export class EventTouch {
  touch: Touch | null;

  constructor(
    private readonly touches: Touch[],
    readonly type: string,
    private readonly allTouches: Touch[],
  ) {
    this.touch = touches[0] ?? null;
  }

  /** Those that changed. */
  getTouches(): Touch[] {
    return this.touches;
  }

  /** Those on the screen; one that was just lifted is none of them. */
  getAllTouches(): Touch[] {
    return this.allTouches;
  }

  getID(): number | null {
    return this.touch?.getID() ?? null;
  }
}

/** Listeners do not care whether their component is enabled. */
export class Input extends EventTarget {
  static readonly EventType = EventType;
  private readonly down = new Set<number>();
  private readonly touching = new Set<number>();
  private readonly claimed = new Set<number>();

  /** Of the stand-in: the system says that a key is down; while it was down before, it is a repeat. */
  press(...codes: number[]): void {
    for (const code of codes) {
      const type = this.down.has(code) ? EventType.KEY_PRESSING : EventType.KEY_DOWN;
      this.down.add(code);
      this.emit(type, new EventKeyboard(code, type));
    }
  }

  release(...codes: number[]): void {
    for (const code of codes) {
      this.down.delete(code);
      this.emit(EventType.KEY_UP, new EventKeyboard(code, EventType.KEY_UP));
    }
  }

  /** Of the stand-in: a node of the UI claims these touches; until they end, nobody else is told of them. */
  claim(...ids: number[]): void {
    for (const id of ids) this.claimed.add(id);
  }

  /** One event for all that changed at once, told once for each of them that no node of the UI has claimed. */
  touch(type: 'TOUCH_START' | 'TOUCH_MOVE' | 'TOUCH_END' | 'TOUCH_CANCEL', ...ids: number[]): void {
    const isEnd = type === 'TOUCH_END' || type === 'TOUCH_CANCEL';
    for (const id of ids)
      if (isEnd) this.touching.delete(id);
      else this.touching.add(id);
    const event = new EventTouch(
      ids.map((id) => new Touch(id)),
      EventType[type],
      [...this.touching].map((id) => new Touch(id)),
    );
    for (const touch of event.getTouches()) {
      event.touch = touch;
      if (!this.claimed.has(touch.getID())) this.emit(EventType[type], event);
    }
    for (const id of ids) if (isEnd) this.claimed.delete(id);
  }

  /** Of the stand-in: no key is down, no finger on the screen, nobody listens. */
  reset(): void {
    for (const each of [this.down, this.touching, this.claimed]) each.clear();
    for (const type of Object.values(EventType)) this.off(type);
  }
}

export const input = new Input();
export { KeyCode };

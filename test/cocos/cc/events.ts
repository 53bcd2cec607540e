/** Listeners with a target, as the engine's EventTarget, Input and Game have them. */

type Callback = (...args: unknown[]) => void;

interface Listener {
  type: string;
  callback: Callback;
  target: unknown;
}

export class EventTarget {
  private listeners: Listener[] = [];

  on(type: string, callback: Callback, target?: unknown): Callback {
    this.listeners.push({ type, callback, target });
    return callback;
  }

  off(type: string, callback?: Callback, target?: unknown): void {
    this.listeners = this.listeners.filter((each) => {
      const isSame = each.callback === callback && each.target === target;
      return each.type !== type || (callback !== undefined && !isSame);
    });
  }

  emit(type: string, ...args: unknown[]): void {
    for (const each of [...this.listeners]) if (each.type === type) each.callback.apply(each.target, args);
  }

  hasEventListener(type: string): boolean {
    return this.listeners.some((each) => each.type === type);
  }

  /** Of the stand-in: how many there are. */
  get listenerCount(): number {
    return this.listeners.length;
  }
}

import { effect } from '@preact/signals';

/** Owns listeners, effects, observers and timers, and ends them all, the last first. */
export class Scope {
  private readonly ends: (() => void)[] = [];
  private closed = false;

  get isClosed(): boolean {
    return this.closed;
  }

  add(end: () => void): void {
    if (this.closed) end();
    else this.ends.push(end);
  }

  listen<K extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    target.addEventListener(type, listener, options);
    this.add(() => target.removeEventListener(type, listener, options));
  }

  on(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener);
    this.add(() => target.removeEventListener(type, listener));
  }

  /** Runs now, and again whenever a signal that it read changes. */
  effect(run: () => void): void {
    this.add(effect(run));
  }

  every(milliseconds: number, run: () => void): void {
    const timer = setInterval(run, milliseconds);
    this.add(() => clearInterval(timer));
  }

  close(): void {
    this.closed = true;
    for (const end of this.ends.splice(0).reverse()) end();
  }
}

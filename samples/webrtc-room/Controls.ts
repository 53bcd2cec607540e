import type { Key } from './keyboard';

/** What the outside can do to a run. */
export interface Controls {
  /** Calls `onKey` for every key and `onInterrupt` when the system asks for an end. */
  attach(onKey: (key: Key) => void, onInterrupt: () => void): void;
  readonly isTerminal: boolean;
}

/** Lets one part of a run after the other have the controls: whoever attached last is called. */
export class PassedControls implements Controls {
  readonly isTerminal: boolean;
  private onKey: ((key: Key) => void) | undefined;
  private onInterrupt: () => void = () => undefined;

  constructor(private readonly controls: Controls) {
    this.isTerminal = controls.isTerminal;
  }

  attach(onKey: (key: Key) => void, onInterrupt: () => void): void {
    const isFirst = this.onKey === undefined;
    this.onKey = onKey;
    this.onInterrupt = onInterrupt;
    if (!isFirst) return;
    this.controls.attach(
      (key) => this.onKey?.(key),
      () => this.onInterrupt(),
    );
  }
}

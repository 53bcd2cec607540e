import type { NativeEvent, NativeEventKind } from '../../bridge/NativeBridge';

/** The events of a fake recorder that wait to be polled. */
export class FakeEvents {
  /** false: calls raise no events of their own. */
  automatic = true;
  private waiting: NativeEvent[] = [];

  constructor(private readonly nowMs: () => number) {}

  /** Queues an event; fields that are left out are 0 or empty. */
  emit(event: Partial<NativeEvent> & { kind: NativeEventKind }): void {
    const timeMs = this.nowMs();
    this.waiting.push({ code: 0, taskId: 0, captureId: 0, progress: 0, timeMs, path: '', text: '', ...event });
  }

  /** Queues an event that a call causes. */
  raise(event: Partial<NativeEvent> & { kind: NativeEventKind }): void {
    if (this.automatic) this.emit(event);
  }

  poll(): NativeEvent | undefined {
    return this.waiting.shift();
  }

  clear(): void {
    this.waiting = [];
  }
}

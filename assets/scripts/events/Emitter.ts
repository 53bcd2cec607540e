import { expected, quote } from '../errors/describe';
import { suggestion } from '../errors/nearest';
import { invalidParameter } from '../errors/VoiceRecorderError';

/** Names of events with the arguments of their listeners. */
export type EventMap = Record<string, readonly unknown[]>;

/** A listener of event `K`. */
export type Listener<M extends EventMap, K extends keyof M> = (...args: M[K]) => void;

/** Takes a subscription back; harmless when called again. */
export type Unsubscribe = () => void;

interface Subscription {
  readonly listener: (...args: readonly unknown[]) => unknown;
  readonly once: boolean;
  live: boolean;
}

/**
 * Listeners by event name. They are called in the order of their subscription; one that throws, or returns a promise
 * that rejects, is reported and does not stop the others. Subscriptions made during an event count from the next one.
 */
export class Emitter<M extends EventMap> {
  private readonly lists = new Map<string, Subscription[]>();

  constructor(
    private readonly names: readonly (keyof M & string)[],
    private readonly onListenerError: (name: string, thrown: unknown) => void,
  ) {}

  on<K extends keyof M & string>(name: K, listener: Listener<M, K>): Unsubscribe {
    return this.add(name, listener, false);
  }

  once<K extends keyof M & string>(name: K, listener: Listener<M, K>): Unsubscribe {
    return this.add(name, listener, true);
  }

  /** Removes this listener, or every listener of the event when none is given. */
  off<K extends keyof M & string>(name: K, listener?: Listener<M, K>): void {
    this.checkName(name);
    if (listener !== undefined) checkListener(listener);
    const wanted = listener as unknown;
    this.remove(name, (subscription) => listener === undefined || subscription.listener === wanted);
  }

  emit<K extends keyof M & string>(name: K, ...args: M[K]): void {
    const list = this.lists.get(name);
    if (list === undefined) return;
    for (const subscription of list) {
      if (!subscription.live) continue;
      if (subscription.once) this.remove(name, (other) => other === subscription);
      this.call(name, subscription, args);
    }
  }

  /** Removes every listener of every event. */
  clear(): void {
    for (const name of [...this.lists.keys()]) this.remove(name, () => true);
  }

  private add(name: string, listener: unknown, once: boolean): Unsubscribe {
    this.checkName(name);
    checkListener(listener);
    const subscription: Subscription = { listener, once, live: true };
    this.lists.set(name, [...(this.lists.get(name) ?? []), subscription]);
    return () => this.remove(name, (other) => other === subscription);
  }

  private remove(name: string, matches: (subscription: Subscription) => boolean): void {
    const kept: Subscription[] = [];
    for (const subscription of this.lists.get(name) ?? []) {
      if (matches(subscription)) subscription.live = false;
      else kept.push(subscription);
    }
    if (kept.length === 0) this.lists.delete(name);
    else this.lists.set(name, kept);
  }

  private call(name: string, subscription: Subscription, args: readonly unknown[]): void {
    try {
      const result = subscription.listener(...args);
      if (result instanceof Promise) result.catch((thrown: unknown) => this.onListenerError(name, thrown));
    } catch (thrown) {
      this.onListenerError(name, thrown);
    }
  }

  private checkName(name: unknown): void {
    if (typeof name !== 'string') throw invalidParameter(expected('event', 'the name of an event', name));
    const known: readonly string[] = this.names;
    if (!known.includes(name)) throw invalidParameter(`unknown event ${quote(name)}${suggestion(name, known)}`);
  }
}

function checkListener(listener: unknown): asserts listener is (...args: readonly unknown[]) => unknown {
  if (typeof listener !== 'function') throw invalidParameter(expected('listener', 'a function', listener));
}

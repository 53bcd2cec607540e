/** A terminal's key as a browser or an engine would name it. */
export type Key = 'F9' | 'D' | 'V' | 'Q' | 'Ctrl+C';

/** Byte sequences of the keys; the same F9 from every common terminal. */
const KEYS: Record<string, Key> = {
  ...{ '\x1b[20~': 'F9', d: 'D', D: 'D', v: 'V', V: 'V', q: 'Q', Q: 'Q', '\x03': 'Ctrl+C' },
};
const SEQUENCE = /\x1b\[[0-9;]*[~A-Za-z]|\x1bO[A-Za-z]|[^]/g;

/** The keys that a piece of terminal input stands for; what means nothing here is left out. */
export function keysIn(input: string): Key[] {
  return (input.match(SEQUENCE) ?? []).flatMap((sequence) => KEYS[sequence] ?? []);
}

export interface KeyInput {
  isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
  on(event: 'data', listener: (data: Buffer) => void): unknown;
  off(event: 'data', listener: (data: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Reads single keys until the returned function is called; on anything but a terminal there are none. */
export function listenToKeys(input: KeyInput, onKey: (key: Key) => void): () => void {
  if (!input.isTTY || !input.setRawMode) return () => undefined;
  const onData = (data: Buffer) => keysIn(data.toString('latin1')).forEach(onKey);
  input.setRawMode(true);
  input.on('data', onData);
  input.resume();
  return () => {
    input.off('data', onData);
    input.setRawMode?.(false);
    input.pause();
  };
}

import type { NativeBridge } from './NativeBridge';

/** Why this host has no bridge. */
export interface NoBridge {
  /** 1 error: there should be one; 2 warning: there cannot be one. */
  readonly level: 1 | 2;
  readonly reason: string;
}

let registered: NativeBridge | undefined;
let absent: { readonly why: NoBridge; told: boolean } | undefined;

/** Called once by the host's bridge file when it is imported; `undefined` takes it back. */
export function registerBridge(bridge: NativeBridge | undefined, why?: NoBridge): void {
  registered = bridge;
  absent = why === undefined ? undefined : { why, told: false };
}

/** The bridge of this host, or undefined where there is no native plugin. */
export function registeredBridge(): NativeBridge | undefined {
  return registered;
}

/** Why there is none, as a bridge file has said; undefined where none has. */
export function whyNoBridge(): NoBridge | undefined {
  return absent?.why;
}

/** What a recorder without one is to say now. A reason is told once, however many recorders there are. */
export function noBridgeToTell(): { readonly level: 1 | 2; readonly text: string } | undefined {
  if (absent === undefined) return { level: 2, text: 'there is no native plugin on this host: nothing is recorded' };
  if (absent.told) return undefined;
  absent.told = true;
  return { level: absent.why.level, text: `nothing is recorded: ${absent.why.reason}` };
}

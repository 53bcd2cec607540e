import type { NativeBridge } from './NativeBridge';

let registered: NativeBridge | undefined;

/** Called once by the host's bridge file when it is imported; `undefined` takes it back. */
export function registerBridge(bridge: NativeBridge | undefined): void {
  registered = bridge;
}

/** The bridge of this host, or undefined where there is no native plugin. */
export function registeredBridge(): NativeBridge | undefined {
  return registered;
}

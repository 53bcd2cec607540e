import { sys, VERSION } from 'cc';

/** What the sidecars say of the engine and the device; the game adds to it in `configuring`. */
export function gameAbout(): Record<string, string> {
  return {
    engine: `Cocos Creator ${VERSION}`,
    platform: String(sys.platform),
    system: `${sys.os} ${sys.osVersion}`.trim(),
    language: String(sys.languageCode),
  };
}

import type { CaptureSource } from '../../shared/captures';

/** A source of a page that may only read, for it was opened by an address without the token. */
export interface MayLackToken {
  readonly lacksToken: boolean;
}

export const lacksToken = (source: CaptureSource): boolean =>
  'lacksToken' in source && (source as CaptureSource & MayLackToken).lacksToken;

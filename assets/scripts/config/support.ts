/** What a build can do. */
export interface Support {
  readonly formats: readonly ('wav' | 'aac')[];
  /** Where the buffer may live; `memory` only in this version. */
  readonly durability: readonly ('memory' | 'process')[];
  /** The host, e.g. `puerts-node`. */
  readonly platform: string;
  /** The AAC encoder's name, or `none`. */
  readonly aacEncoder: string;
}

const CAN_WAV = 1;
const CAN_AAC = 2;

/** What the bits and names of a bridge mean. */
export function supportOf(bridge: { host: string; capabilities: number; aacEncoder: string }): Support {
  const formats: ('wav' | 'aac')[] = [];
  if ((bridge.capabilities & CAN_WAV) !== 0) formats.push('wav');
  if ((bridge.capabilities & CAN_AAC) !== 0) formats.push('aac');
  return { formats, durability: ['memory'], platform: bridge.host, aacEncoder: bridge.aacEncoder };
}

/** What a build can do. */
export interface Support {
  readonly formats: readonly ('wav' | 'aac')[];
  /** Where what is recorded may be kept until it is in its file; `process` survives the process. */
  readonly durability: readonly ('memory' | 'process')[];
  /** Whether a task may have an `encryptionKey`. */
  readonly encryption: boolean;
  /** The host, e.g. `puerts-node`. */
  readonly platform: string;
  /** The AAC encoder's name, or `none`. */
  readonly aacEncoder: string;
}

const CAN_WAV = 1;
const CAN_AAC = 2;
const CAN_SURVIVE = 4;
const CAN_ENCRYPT = 8;

/** What the bits and names of a bridge mean. */
export function supportOf(bridge: { host: string; capabilities: number; aacEncoder: string }): Support {
  const formats: ('wav' | 'aac')[] = [];
  const can = (bit: number): boolean => (bridge.capabilities & bit) !== 0;
  if (can(CAN_WAV)) formats.push('wav');
  if (can(CAN_AAC)) formats.push('aac');
  return {
    formats,
    durability: can(CAN_SURVIVE) ? ['memory', 'process'] : ['memory'],
    encryption: can(CAN_ENCRYPT),
    platform: bridge.host,
    aacEncoder: bridge.aacEncoder,
  };
}

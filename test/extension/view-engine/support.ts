/** A buffer as the Web Audio API has it, of samples of one or more channels. */
export function fakeBuffer(channels: readonly Float32Array[], sampleRate: number): AudioBuffer {
  return {
    sampleRate,
    numberOfChannels: channels.length,
    length: channels[0]?.length ?? 0,
    duration: (channels[0]?.length ?? 0) / sampleRate,
    getChannelData: (channel: number) => channels[channel] as Float32Array,
  } as unknown as AudioBuffer;
}

/** ADTS frames of the lengths given, with headers alone. */
export function adtsBytes(lengths: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const length of lengths) {
    bytes.set([0xff, 0xf1, 0x50, 0x80 | (length >> 11), (length >> 3) & 255, ((length & 7) << 5) | 0x1f, 0xfc], at);
    at += length;
  }
  return bytes;
}

/** An index file of doc/analysis.md. */
export function adtsIndexBytes(lengths: readonly number[], every = 16): Uint8Array {
  const starts: number[] = [];
  let at = 0;
  lengths.forEach((length, place) => {
    if (place % every === 0) starts.push(at);
    at += length;
  });
  const bytes = new Uint8Array(32 + 8 * starts.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x56, 0x52, 0x41, 0x49]);
  view.setUint16(4, 1, true);
  view.setUint16(6, 32, true);
  view.setUint32(8, 1024, true);
  view.setUint32(12, every, true);
  view.setBigUint64(16, BigInt(lengths.length), true);
  view.setBigUint64(24, BigInt(at), true);
  starts.forEach((start, place) => view.setBigUint64(32 + 8 * place, BigInt(start), true));
  return bytes;
}

/** The same numbers in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const nothing = (): void => undefined;

/** Lets every promise that is settled by now go on. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

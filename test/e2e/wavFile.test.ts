import { WavError, parseWav } from '../../samples/webrtc-room/wavFile';
import { resample, toVoice } from '../../samples/webrtc-room/voiceFormat';
import { wavBytes } from './support';

const values = [0, 0.5, -0.5, -1];

describe('WavFile', () => {
  test('ReadsPcmOf16Bits', () => {
    const audio = parseWav(wavBytes(Buffer.from(Int16Array.from(values, (v) => v * 32768).buffer)));
    expect([...audio.samples]).toEqual(values);
    expect(audio).toMatchObject({ sampleRate: 48000, channels: 1, frames: 4 });
  });

  test('ReadsPcmOf24Bits', () => {
    const data = Buffer.alloc(12);
    values.forEach((value, index) => data.writeIntLE(value * 0x800000, index * 3, 3));
    expect([...parseWav(wavBytes(data, { bits: 24 })).samples]).toEqual(values);
  });

  test('ReadsPcmOf32Bits', () => {
    const data = Buffer.alloc(16);
    values.forEach((value, index) => data.writeInt32LE(value * 0x80000000, index * 4));
    expect([...parseWav(wavBytes(data, { bits: 32 })).samples]).toEqual(values);
  });

  test('ReadsFloat', () => {
    const data = Buffer.from(Float32Array.from(values).buffer);
    expect([...parseWav(wavBytes(data, { tag: 3, bits: 32 })).samples]).toEqual(values);
  });

  test('ReadsTheExtensibleFormatThatRecordersWriteForManyChannels', () => {
    const data = Buffer.from(Int16Array.from(values, (v) => v * 32768).buffer);
    const audio = parseWav(wavBytes(data, { extensible: true, channels: 2, sampleRate: 44100 }));
    expect(audio).toMatchObject({ sampleRate: 44100, channels: 2, frames: 2 });
    expect([...audio.samples]).toEqual(values);
  });

  test('SkipsChunksItDoesNotKnowAndTheirPadding', () => {
    expect(parseWav(wavBytes(Buffer.from([0, 64]), { extraChunk: Buffer.alloc(5) })).samples[0]).toBe(0.5);
  });

  test('ReadsToTheEndWhereAPipeLeftTheLengthOpen', () => {
    for (const dataSize of [0, 0x7ffff000, 0xffffffff]) {
      expect(parseWav(wavBytes(Buffer.alloc(20), { dataSize })).frames).toBe(10);
    }
  });

  test.each([
    ['nothing', Buffer.alloc(0), /not a WAV file/],
    ['another format', Buffer.from('OggS and something that follows it'), /not a WAV file.*sox/],
    ['a bare header', wavBytes(Buffer.alloc(2)).subarray(0, 12), /"fmt " chunk/],
    ['a format without data', wavBytes(Buffer.alloc(2)).subarray(0, 36), /"data" chunk/],
    ['no frames', wavBytes(Buffer.alloc(0)), /no audio/],
    ['A-law', wavBytes(Buffer.alloc(4), { tag: 6, bits: 8 }), /8-bit A-law; expected PCM/],
    ['PCM of 8 bits', wavBytes(Buffer.alloc(4), { bits: 8 }), /8-bit PCM; expected PCM of 16, 24 or 32/],
    ['64-bit float', wavBytes(Buffer.alloc(8), { tag: 3, bits: 64 }), /64-bit float/],
    ['no channels', wavBytes(Buffer.alloc(4), { channels: 0 }), /0 channels/],
    ['an absurd rate', wavBytes(Buffer.alloc(4), { sampleRate: 1 }), /1 Hz; expected 8000/],
    ['half of the audio', wavBytes(Buffer.alloc(10), { dataSize: 20 }), /cut off.*20 bytes.*10 are there/],
  ])('RefusesAFileThatHolds %s', (_, bytes, reason) => {
    expect(() => parseWav(bytes)).toThrow(WavError);
    expect(() => parseWav(bytes)).toThrow(reason);
  });

  test('NeverFailsInAnyOtherWayHoweverAFileIsCutOrDamaged', () => {
    const whole = wavBytes(Buffer.alloc(64, 7), { extensible: true, extraChunk: Buffer.alloc(3) });
    for (let length = 0; length < whole.length; length++) {
      for (const bytes of [
        whole.subarray(0, length),
        Buffer.from(whole).fill(0xff, length, Math.min(length + 4, whole.length)),
      ]) {
        try {
          parseWav(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(WavError);
        }
      }
    }
  });
});

describe('VoiceFormat', () => {
  const tone = (rate: number, hz: number) =>
    Float32Array.from({ length: rate }, (_, index) => 0.5 * Math.sin((2 * Math.PI * hz * index) / rate));

  test.each([8000, 11025, 22050, 44100, 96000])('KeepsAToneThatWasRecordedAt %i Hz', (rate) => {
    const output = resample(tone(rate, 1000), rate, 48000);
    expect(output.length).toBe(48000);
    const expected = tone(48000, 1000);
    const errors = output.map((value, index) => Math.abs(value - (expected[index] ?? NaN)));
    expect(Math.max(...errors.subarray(1000, 47000))).toBeLessThan(0.01);
  });

  test('TakesAwayWhatTheLowerRateCannotHold', () => {
    const output = resample(tone(96000, 40000), 96000, 48000).subarray(1000, 47000);
    expect(Math.max(...output.map(Math.abs))).toBeLessThan(0.01);
  });

  test('AveragesTheChannels', () => {
    const samples = Float32Array.from([0.5, 0.25, 0.5, 0.25]);
    expect([...toVoice({ sampleRate: 48000, channels: 2, frames: 2, samples })]).toEqual([12288, 12288]);
  });

  test('LimitsWhatIsTooLoudForSixteenBits', () => {
    const samples = Float32Array.from([2, -2]);
    expect([...toVoice({ sampleRate: 48000, channels: 1, frames: 2, samples })]).toEqual([32767, -32768]);
  });
});

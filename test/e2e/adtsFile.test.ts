import { AdtsError, walkAdts } from '../../samples/webrtc-room/adtsFile';

/** One ADTS frame of AAC-LC with an empty payload: 32 kHz has index 5. */
function frame({ rateIndex = 5, channels = 1, payload = 20 } = {}): Buffer {
  const length = 7 + payload;
  const header = [0xff, 0xf1, 0x40 | (rateIndex << 2) | (channels >> 2), ((channels & 3) << 6) | (length >> 11)];
  return Buffer.concat([
    Buffer.from([...header, (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc]),
    Buffer.alloc(payload),
  ]);
}

describe('AdtsFile', () => {
  test('CountsFramesAndReadsTheFormat', () => {
    const stream = Buffer.concat([frame(), frame({ payload: 400 }), frame({ payload: 0 })]);
    expect(walkAdts(stream)).toEqual({ sampleRate: 32000, channels: 1, aacFrames: 3, frames: 3072 });
    expect(walkAdts(frame({ rateIndex: 3, channels: 2 }))).toMatchObject({ sampleRate: 48000, channels: 2 });
  });

  test.each([
    ['nothing', Buffer.alloc(0), /empty/],
    ['something else', Buffer.from('RIFF....WAVE'), /no ADTS header at byte 0/],
    ['a half last frame', Buffer.concat([frame(), frame().subarray(0, 15)]), /byte 27 is cut off/],
    ['a half last header', Buffer.concat([frame(), frame().subarray(0, 3)]), /header at byte 27 is cut off/],
    ['bytes between frames', Buffer.concat([frame(), Buffer.from([0]), frame()]), /no ADTS header at byte 27/],
    ['two rates', Buffer.concat([frame(), frame({ rateIndex: 3 })]), /format changes at byte 27/],
    ['an unknown rate', frame({ rateIndex: 15 }), /unknown format/],
  ])('Refuses %s', (_, bytes, reason) => {
    expect(() => walkAdts(bytes)).toThrow(AdtsError);
    expect(() => walkAdts(bytes)).toThrow(reason);
  });
});

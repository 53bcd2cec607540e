import type { AudioFileInfo, LaneInfo } from '../../../editor-extension/source/shared/analysis';
import type { CaptureDetail } from '../../../editor-extension/source/shared/captures';
import {
  CHUNK_FRAMES,
  chunkCount,
  chunkRange,
  soundsOf,
} from '../../../editor-extension/source/view/engine/audio/sounds';

const file = (more: Partial<AudioFileInfo> = {}): AudioFileInfo => ({
  ...{ name: 'a.wav', bytes: 1, codec: 'pcm16', sampleRate: 48000, channels: 2, frames: 200000, dataOffset: 80 },
  ...{ dataBytes: 800000, frameBytes: 4, plain: true },
  ...more,
});
const lane = (more: Partial<LaneInfo>): LaneInfo => ({
  ...{
    kind: 'remote',
    user: '',
    label: '',
    sourceId: null,
    file: 0,
    channel: null,
    channels: 1,
    features: true,
    gaps: [],
  },
  ...more,
});
const detail = (lanes: LaneInfo[], files: AudioFileInfo[], more: Partial<CaptureDetail> = {}): CaptureDetail =>
  ({ lanes, files, validStart: 1600, validFrames: 150000, decodable: true, ...more }) as CaptureDetail;

describe('The sounds of a capture', () => {
  it('are one for all lanes of a file, each with its channel', () => {
    const { sounds, lanes } = soundsOf(
      detail([lane({ channel: 0 }), lane({ channel: 1 }), lane({ kind: 'mix', channels: 2 })], [file()]),
    );
    expect(sounds).toHaveLength(1);
    expect(lanes.map((each) => each?.channel)).toEqual([0, 1, null]);
    expect(new Set(lanes.map((each) => each?.sound))).toEqual(new Set(sounds));
  });

  it('are one for each track, and none for a lane with levels only', () => {
    const { sounds, lanes } = soundsOf(detail([lane({ file: 1 }), lane({ file: null }), lane({})], [file(), file()]));
    expect(sounds).toHaveLength(2);
    expect(lanes[1]).toBeNull();
  });

  it('begin at the first valid frame, and end with the file or the capture', () => {
    const [sound] = soundsOf(detail([lane({})], [file({ frames: 100000 })])).sounds;
    expect(sound).toMatchObject({ frames: 98400, from: { kind: 'file', start: 1600 } });
  });

  it('come from the host by lane where the file is not plain, if it can decode them', () => {
    const lanes = [lane({ channel: 0 }), lane({ channel: 1 })];
    const { sounds } = soundsOf(detail(lanes, [file({ plain: false })]));
    expect(sounds.map(({ from }) => from)).toEqual([
      { kind: 'lane', lane: 0 },
      { kind: 'lane', lane: 1 },
    ]);
    expect(soundsOf(detail(lanes, [file({ plain: false })], { decodable: false })).sounds).toEqual([]);
  });

  it('are read in chunks, the last of which is shorter', () => {
    const sound = { frames: CHUNK_FRAMES + 10 };
    expect(chunkCount(sound)).toBe(2);
    expect(chunkRange(sound, 1)).toEqual({ first: CHUNK_FRAMES, frames: 10 });
    expect(chunkRange(sound, 2).frames).toBe(0);
  });
});

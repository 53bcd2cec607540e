import type { AudioFileInfo } from '../../../shared/analysis';
import type { CaptureDetail } from '../../../shared/captures';

/**
 * Audio that is read once for all lanes that show it: a plain file, or a lane whose samples only the host can give.
 * Chunk n holds frames [n x CHUNK_FRAMES, ...) of the capture, counted from its first valid frame.
 */
export const CHUNK_FRAMES = 65536;

export interface Sound {
  readonly key: string;
  readonly place: number;
  readonly channels: number;
  readonly sampleRate: number;
  /** Of the capture, from its first valid frame. */
  readonly frames: number;
  readonly from:
    | { readonly kind: 'file'; readonly file: AudioFileInfo; readonly index: number; readonly start: number }
    | { readonly kind: 'lane'; readonly lane: number };
}

export interface LaneSound {
  readonly sound: Sound;
  /** Null: all of them. */
  readonly channel: number | null;
}

/** By lane; null: it has no audio that can be had. */
export function soundsOf(detail: CaptureDetail): { sounds: Sound[]; lanes: (LaneSound | null)[] } {
  const sounds = new Map<string, Sound>();
  const shared = (key: string, make: () => Omit<Sound, 'key' | 'place'>): Sound => {
    const known = sounds.get(key);
    if (known !== undefined) return known;
    const sound = { ...make(), key, place: sounds.size };
    sounds.set(key, sound);
    return sound;
  };
  const lanes = detail.lanes.map((lane, place): LaneSound | null => {
    const file = lane.file === null ? undefined : detail.files[lane.file];
    if (file === undefined) return null;
    const { sampleRate } = file;
    if (!file.plain) {
      if (!detail.decodable) return null;
      const make = (): Omit<Sound, 'key' | 'place'> => ({
        channels: lane.channels,
        sampleRate,
        frames: detail.validFrames,
        from: { kind: 'lane', lane: place },
      });
      return { sound: shared(`lane/${place}`, make), channel: null };
    }
    const start = detail.validStart;
    const sound = shared(`file/${lane.file}`, () => ({
      channels: file.channels,
      sampleRate,
      frames: Math.max(Math.min(detail.validFrames, file.frames - start), 0),
      from: { kind: 'file', file, index: lane.file as number, start },
    }));
    return { sound, channel: lane.channel };
  });
  return { sounds: [...sounds.values()], lanes };
}

export const chunkCount = (sound: Pick<Sound, 'frames'>): number => Math.ceil(sound.frames / CHUNK_FRAMES);

export function chunkRange(sound: Pick<Sound, 'frames'>, index: number): { first: number; frames: number } {
  const first = index * CHUNK_FRAMES;
  return { first, frames: Math.max(Math.min(CHUNK_FRAMES, sound.frames - first), 0) };
}

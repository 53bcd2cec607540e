import { CELLS_PER_CHUNK } from '../envelope/cells';
import { CHUNK_FRAMES } from './sounds';

/** 4096 cells of 16 frames are one chunk of audio. */
export const SAMPLE_CELL_FRAMES = CHUNK_FRAMES / CELLS_PER_CHUNK;

const full = (sample: number): number => Math.max(-32768, Math.min(32767, Math.round(sample * 32767)));

/** Cells as in an envelope file, of samples; all channels interleaved. */
export function cellsOfSamples(
  channels: readonly Float32Array[],
  frames: number,
  framesPerCell = SAMPLE_CELL_FRAMES,
): Int16Array {
  const cells = Math.ceil(frames / framesPerCell);
  const into = new Int16Array(cells * channels.length * 3);
  for (const [channel, samples] of channels.entries()) {
    for (let cell = 0; cell < cells; cell++) {
      const first = cell * framesPerCell;
      const end = Math.min(first + framesPerCell, frames);
      let low = Infinity;
      let high = -Infinity;
      let power = 0;
      for (let frame = first; frame < end; frame++) {
        const sample = samples[frame] as number;
        if (sample < low) low = sample;
        if (sample > high) high = sample;
        power += sample * sample;
      }
      const at = (cell * channels.length + channel) * 3;
      into[at] = full(low);
      into[at + 1] = full(high);
      into[at + 2] = Math.min(Math.round(Math.sqrt(power / (end - first)) * 65535), 65535);
    }
  }
  return into;
}

import { type AudioChunk, channelsOfChunk } from '../audio/ChunkReader';
import { CHUNK_FRAMES } from '../audio/sounds';
import type { Columns, PixelGrid } from '../envelope/columns';
import type { Band } from './waveform';

export type SamplesOf = (chunk: number) => AudioChunk | undefined;

const FULL = 32767;
const clampSample = (value: number): number => Math.max(-32768, Math.min(FULL, Math.round(value * FULL)));

/** Columns of single samples, for pixels that are not known yet: of a few frames each. Returns how many are missing. */
export function fillFromSamples(
  into: Columns,
  grid: PixelGrid,
  samplesOf: SamplesOf,
  frames: number,
  firstChannel: number,
): number {
  let missing = 0;
  let held = -1;
  let channels: Float32Array[] | null = null;
  for (let pixel = 0; pixel < into.count; pixel++) {
    if (into.known[pixel] !== 0) continue;
    const first = Math.max(Math.ceil((grid.firstPixel + pixel) * grid.framesPerPixel), 0);
    const end = Math.min(Math.ceil((grid.firstPixel + pixel + 1) * grid.framesPerPixel), frames);
    if (first >= end) continue;
    let whole = true;
    for (let channel = 0; channel < into.channels && whole; channel++) {
      let low = Infinity;
      let high = -Infinity;
      let power = 0;
      for (let frame = first; frame < end; frame++) {
        const chunk = Math.floor(frame / CHUNK_FRAMES);
        if (chunk !== held) {
          held = chunk;
          const here = samplesOf(chunk);
          channels = here === undefined ? null : channelsOfChunk(here);
        }
        const sample = channels?.[firstChannel + channel]?.[frame - chunk * CHUNK_FRAMES];
        if (sample === undefined) {
          whole = false;
          break;
        }
        if (sample < low) low = sample;
        if (sample > high) high = sample;
        power += sample * sample;
      }
      const at = pixel * into.channels + channel;
      into.min[at] = clampSample(low);
      into.max[at] = clampSample(high);
      into.rms[at] = Math.min(Math.sqrt(power / (end - first)) * 65535, 65535);
    }
    if (whole) into.known[pixel] = 1;
    else missing++;
  }
  return missing;
}

export interface LineOptions {
  readonly grid: PixelGrid;
  readonly width: number;
  readonly frames: number;
  readonly samplesOf: SamplesOf;
  readonly firstChannel: number;
  readonly bands: readonly Band[];
  readonly colour: string;
  readonly gain: number;
  /** Device pixels in a CSS pixel. */
  readonly scale: number;
}

const DOT_GAP = 5;

/** A line through the samples, and a dot on each where they stand apart. Returns how many frames are missing. */
export function drawSampleLine(context: CanvasRenderingContext2D, options: LineOptions): number {
  const { grid, width, frames, samplesOf, firstChannel, bands, scale } = options;
  const first = Math.max(Math.floor(grid.firstPixel * grid.framesPerPixel) - 1, 0);
  const end = Math.min(Math.ceil((grid.firstPixel + width) * grid.framesPerPixel) + 2, frames);
  const xOf = (frame: number): number => frame / grid.framesPerPixel - grid.firstPixel;
  const chunks = new Map<number, Float32Array[] | null>();
  const sampleAt = (frame: number, channel: number): number | undefined => {
    const chunk = Math.floor(frame / CHUNK_FRAMES);
    if (!chunks.has(chunk)) {
      const here = samplesOf(chunk);
      chunks.set(chunk, here === undefined ? null : channelsOfChunk(here));
    }
    return chunks.get(chunk)?.[firstChannel + channel]?.[frame - chunk * CHUNK_FRAMES];
  };
  const dots = 1 / grid.framesPerPixel >= DOT_GAP * scale;
  let missing = 0;
  context.strokeStyle = options.colour;
  context.fillStyle = options.colour;
  context.lineWidth = Math.max(Math.round(1.25 * scale), 1);
  context.lineJoin = 'round';
  for (const [channel, band] of bands.entries()) {
    const middle = band.top + band.height / 2;
    const reach = (band.height / 2 - 1) * options.gain;
    const yOf = (sample: number): number =>
      Math.min(Math.max(middle - sample * reach, band.top), band.top + band.height);
    const points: [number, number][] = [];
    context.beginPath();
    let open = false;
    for (let frame = first; frame < end; frame++) {
      const sample = sampleAt(frame, channel);
      if (sample === undefined) {
        missing++;
        open = false;
        continue;
      }
      const x = xOf(frame);
      const y = yOf(sample);
      if (open) context.lineTo(x, y);
      else context.moveTo(x, y);
      open = true;
      if (dots) points.push([x, y]);
    }
    context.stroke();
    for (const [x, y] of points) {
      context.beginPath();
      context.arc(x, y, 2.25 * scale, 0, Math.PI * 2);
      context.fill();
    }
  }
  return missing;
}

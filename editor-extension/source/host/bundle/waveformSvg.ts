import { pointsOf } from '../envelopeFile';
import type { Envelope } from '../envelopeFile';

const WIDTH = 1000;
const HEIGHT = 96;

export interface DrawnMarker {
  seconds: number;
  label: string;
}

export interface DrawnRegion {
  startSeconds: number;
  seconds: number;
  /** Its class in the style of the page. */
  kind: string;
  label: string;
}

/** What is narrower could not be seen. */
const LEAST_WIDTH = 2;

/** Minimum to maximum, RMS over it, regions as areas, markers as lines. Labels must be escaped. */
export function waveformSvg(
  envelope: Envelope,
  title: string,
  markers: readonly DrawnMarker[],
  regions: readonly DrawnRegion[] = [],
): string {
  const points = pointsOf(envelope, WIDTH);
  const seconds = envelope.frames / envelope.sampleRate;
  const x = (place: number): string => ((place * WIDTH) / Math.max(points.length, 1)).toFixed(1);
  const y = (level: number): string => (HEIGHT / 2 - (level * HEIGHT) / 2).toFixed(1);
  const area = (high: (place: number) => number, low: (place: number) => number): string => {
    const top = points.map((_, place) => `${x(place + 0.5)},${y(high(place))}`);
    const bottom = points.map((_, place) => `${x(place + 0.5)},${y(low(place))}`).reverse();
    return [...top, ...bottom].join(' ');
  };
  const at = (place: number) => points[place] ?? { min: 0, max: 0, rms: 0 };
  const lines = markers
    .filter((marker) => marker.seconds >= 0 && marker.seconds <= seconds && seconds > 0)
    .map((marker) => {
      const left = ((marker.seconds * WIDTH) / seconds).toFixed(1);
      return `<line x1="${left}" x2="${left}" y1="0" y2="${HEIGHT}" class="m"><title>${marker.label}</title></line>`;
    });
  const areas = regions
    .filter((region) => seconds > 0 && region.startSeconds <= seconds)
    .map((region) => {
      const left = (region.startSeconds * WIDTH) / seconds;
      const width = Math.max((Math.min(region.seconds, seconds - region.startSeconds) * WIDTH) / seconds, LEAST_WIDTH);
      const place = `x="${left.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="${HEIGHT}"`;
      return `<rect ${place} class="f ${region.kind}"><title>${region.label}</title></rect>`;
    });
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${title}">` +
    `<polygon class="p" points="${area(
      (i) => at(i).max,
      (i) => at(i).min,
    )}"/>` +
    `<polygon class="r" points="${area(
      (i) => at(i).rms,
      (i) => -at(i).rms,
    )}"/>${areas.join('')}${lines.join('')}</svg>`
  );
}

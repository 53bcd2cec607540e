import type { CaptureInfo } from '../shared/analysis';
import { printable } from './format';
import { usageError } from './CliError';

/** The mix, which is the last one; without one the first lane. */
export function mixOf({ lanes }: CaptureInfo): number {
  return Math.max(lanes.map((lane) => lane.kind).lastIndexOf('mix'), 0);
}

/** Lanes as a person names them: by number, by kind (all of it that have audio), by user or by label. */
export function lanesNamed(name: string, info: CaptureInfo): number[] {
  const { lanes, file } = info;
  if (/^\d+$/.test(name) && Number(name) < lanes.length) return [Number(name)];
  const places = [...lanes.keys()];
  const ofKind = places.filter((place) => lanes[place]?.kind === name);
  if (ofKind.length > 0) {
    const withAudio = ofKind.filter((place) => lanes[place]?.file !== null);
    return withAudio.length > 0 ? withAudio : ofKind;
  }
  const ofUser = name === '' ? [] : places.filter((place) => lanes[place]?.user === name);
  if (ofUser.length > 0) return ofUser;
  const ofLabel = name === '' ? [] : places.filter((place) => lanes[place]?.label === name);
  if (ofLabel.length > 0) return ofLabel;
  throw usageError(
    `${file} has no lane ${printable(name)}; it has ${places.map((at) => described(at, info)).join(', ')}`,
  );
}

/** The one lane of a name. */
export function laneNamed(name: string, info: CaptureInfo): number {
  const [first = 0, ...others] = lanesNamed(name, info);
  if (others.length === 0) return first;
  const found = [first, ...others].map((place) => described(place, info)).join(', ');
  throw usageError(`${printable(name)} is more than one lane of ${info.file}: ${found}; give the number of one`);
}

function described(place: number, { lanes }: CaptureInfo): string {
  const { kind = '', user = '', label = '' } = lanes[place] ?? {};
  return `${place} (${[kind, ...new Set([user, label])]
    .filter((part) => part !== '')
    .map(printable)
    .join(', ')})`;
}

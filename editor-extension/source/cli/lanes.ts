import type { CaptureInfo } from '../shared/analysis';
import { printable } from './format';
import { usageError } from './CliError';

/** The mix, which is the last one; without one the first lane. */
export function mixOf({ lanes }: CaptureInfo): number {
  return Math.max(lanes.map((lane) => lane.kind).lastIndexOf('mix'), 0);
}

/** A lane as a person names it: its number, its kind, or its user. */
export function laneNamed(name: string, { lanes, file }: CaptureInfo): number {
  const byKind = lanes.findIndex((lane) => lane.kind === name);
  const byUser = lanes.findIndex((lane) => lane.user !== '' && lane.user === name);
  const place = /^\d+$/.test(name) && Number(name) < lanes.length ? Number(name) : byKind;
  const found = place >= 0 ? place : byUser;
  if (found >= 0) return found;
  const known = lanes.map((lane, at) => `${at} (${lane.kind}${lane.user === '' ? '' : `, ${printable(lane.user)}`})`);
  throw usageError(`${file} has no lane ${printable(name)}; it has ${known.join(', ')}`);
}

import type { Badge } from './captures';
import { isObject, list, number, text } from './loose';
import type { Loose } from './loose';

/** A source whose loudest sample stays below counts as silent; the maps use the same level. */
const SILENCE_DBFS = -60;
/** 32767 of 32768 is -0.0003 dBFS. */
const FULL_SCALE_DBFS = -0.001;

type Finding = Extract<Badge, { kind: 'finding' }>;
const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** What a list can show of a capture out of its sidecar alone. */
export function badgesOf(sidecar: Loose): Badge[] {
  const sources = list(sidecar, 'sources');
  return [...findings(sidecar), ...gaps(sources), ...missing(sidecar), ...levels(sources), ...problems(sidecar)];
}

const sum = (objects: Loose[], key: string): number =>
  objects.reduce((total, object) => total + Math.max(0, number(object, key) ?? 0), 0);

function gaps(sources: Loose[]): Badge[] {
  const all = sources.flatMap((source) => list(source, 'gaps'));
  const dropped = sum(sources, 'blocksDropped');
  return [
    ...(all.length > 0 ? [{ kind: 'gaps' as const, count: all.length, seconds: sum(all, 'seconds') }] : []),
    ...(dropped > 0 ? [{ kind: 'dropped' as const, count: dropped }] : []),
  ];
}

function missing(sidecar: Loose): Badge[] {
  const seconds = sum(list(sidecar, 'missing'), 'seconds');
  return seconds > 0 ? [{ kind: 'missing', seconds }] : [];
}

function levels(sources: Loose[]): Badge[] {
  const peaks = sources.map((source) => number(source, 'peakDbfs')).filter((peak) => peak !== null);
  const clipped = peaks.filter((peak) => peak >= FULL_SCALE_DBFS).length;
  const silent = peaks.filter((peak) => peak < SILENCE_DBFS).length;
  return [
    ...(clipped > 0 ? [{ kind: 'clipped' as const, sources: clipped }] : []),
    ...(silent > 0 ? [{ kind: 'silent' as const, sources: silent }] : []),
  ];
}

function problems(sidecar: Loose): Badge[] {
  const told = sidecar['problems'];
  return Array.isArray(told) && told.length > 0 ? [{ kind: 'problems', count: told.length }] : [];
}

/** `diagnosis.findings`, one badge for each id; the worst severity of that id, the worst badges first. */
function findings(sidecar: Loose): Finding[] {
  const diagnosis = sidecar['diagnosis'];
  const byId = new Map<string, Finding>();
  for (const finding of isObject(diagnosis) ? list(diagnosis, 'findings') : []) {
    const id = text(finding, 'id');
    const severity = SEVERITIES.find((each) => each === finding['severity']);
    if (id === '' || severity === undefined) continue;
    const known = byId.get(id);
    const worse = known !== undefined && rank(known.severity) < rank(severity) ? known.severity : severity;
    byId.set(id, { kind: 'finding', id, severity: worse, count: (known?.count ?? 0) + 1 });
  }
  return [...byId.values()].sort((a, b) => rank(a.severity) - rank(b.severity));
}

const rank = (severity: Finding['severity']): number => SEVERITIES.indexOf(severity);

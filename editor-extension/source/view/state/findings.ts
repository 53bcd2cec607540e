/** What is worth hearing: the findings of a diagnosis, or gaps, missing audio and clipping. Pure. */
import type { LaneMap } from '../../shared/analysis';
import type { CaptureDetail } from '../../shared/captures';
import type { Finding, Severity } from '../engine';
import type { Texts } from '../i18n/texts';
import { laneOfSource } from './lanes';

/** More rows help nobody, and a file from strangers may have twenty thousand. */
export const MAX_FINDINGS = 5000;
const LONG_GAP_SECONDS = 0.2;

type Known = Pick<CaptureDetail, 'lanes' | 'missing' | 'durationSeconds' | 'sidecar'>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const severityOf = (value: unknown): Severity => (value === 'error' || value === 'info' ? value : 'warning');

export const findingName = (kind: string, texts: Texts): string => texts.findingNames[kind] ?? kind;

function diagnosed(entry: unknown, place: number, detail: Known, texts: Texts): Finding | null {
  if (!isObject(entry)) return null;
  const start = numberOf(entry['startSeconds']) ?? numberOf(entry['seconds']);
  if (start === null) return null;
  const end =
    numberOf(entry['endSeconds']) ??
    start + (entry['startSeconds'] === undefined ? 0 : (numberOf(entry['seconds']) ?? 0));
  const kind = textOf(entry['id']) || textOf(entry['kind']);
  const source = numberOf(entry['sourceId']) ?? numberOf(entry['source']);
  const lane = source === null ? -1 : laneOfSource(detail.lanes, source);
  return {
    id: `diagnosis-${place}`,
    kind,
    severity: severityOf(entry['severity']),
    lane: lane < 0 ? null : lane,
    startSeconds: start,
    endSeconds: Math.max(end, start),
    label: findingName(kind, texts) || textOf(entry['message']),
  };
}

/** Null: the sidecar has no diagnosis. */
export function findingsOfDiagnosis(detail: Known, texts: Texts): Finding[] | null {
  const sidecar: unknown = detail.sidecar;
  const diagnosis = isObject(sidecar) ? sidecar['diagnosis'] : undefined;
  const list = isObject(diagnosis) ? diagnosis['findings'] : undefined;
  if (!Array.isArray(list)) return null;
  return list
    .slice(0, MAX_FINDINGS)
    .map((entry, place) => diagnosed(entry, place, detail, texts))
    .filter((found): found is Finding => found !== null);
}

function gapsOf(detail: Known, maps: readonly (LaneMap | null)[], label: string): Finding[] {
  return detail.lanes.flatMap((lane, place) => {
    if (lane.kind === 'mix') return [];
    const told = lane.gaps.map(({ startSeconds, seconds }): [number, number] => [startSeconds, startSeconds + seconds]);
    const stretches = told.length > 0 ? told : (maps[place]?.gaps ?? []);
    return stretches.map(([from, to]) => ({
      id: `gap-${place}-${from}`,
      kind: 'gap',
      severity: to - from >= LONG_GAP_SECONDS ? ('warning' as const) : ('info' as const),
      lane: place,
      startSeconds: from,
      endSeconds: to,
      label,
    }));
  });
}

function clippingOf(detail: Known, maps: readonly (LaneMap | null)[], label: string): Finding[] {
  const alone = detail.lanes.length === 1;
  return maps.flatMap((map, place) =>
    !map || (detail.lanes[place]?.kind === 'mix' && !alone)
      ? []
      : map.clipping.map(([from, to]) => ({
          id: `clipping-${place}-${from}`,
          kind: 'clipping',
          severity: 'warning' as const,
          lane: place,
          startSeconds: from,
          endSeconds: to,
          label,
        })),
  );
}

/** Gaps of the sources, what is missing, and clipping as far as the maps are there. */
export function findingsOfMaps(detail: Known, maps: readonly (LaneMap | null)[], texts: Texts): Finding[] {
  const missing: Finding[] = detail.missing.map(({ startSeconds, seconds }) => ({
    id: `missing-${startSeconds}`,
    kind: 'missing',
    severity: 'error',
    lane: null,
    startSeconds,
    endSeconds: startSeconds + seconds,
    label: findingName('missing', texts),
  }));
  return [
    ...missing,
    ...gapsOf(detail, maps, findingName('gap', texts)),
    ...clippingOf(detail, maps, findingName('clipping', texts)),
  ];
}

export function findingsOf(detail: Known, maps: readonly (LaneMap | null)[], texts: Texts): Finding[] {
  const found = findingsOfDiagnosis(detail, texts) ?? findingsOfMaps(detail, maps, texts);
  return found.sort((a, b) => a.startSeconds - b.startSeconds).slice(0, MAX_FINDINGS);
}

/** The next finding behind a moment, or the last one before it; null at the ends. */
export function findingBeside(findings: readonly Finding[], seconds: number, direction: 1 | -1): Finding | null {
  const EPSILON = 0.001;
  if (direction > 0) return findings.find(({ startSeconds }) => startSeconds > seconds + EPSILON) ?? null;
  const before = findings.filter(({ startSeconds }) => startSeconds < seconds - EPSILON);
  return before[before.length - 1] ?? null;
}

/** What to show of a finding: 1.6 times its length, at least ten seconds, with the finding in its middle. */
export function rangeOfFinding({ startSeconds, endSeconds }: Finding): { from: number; to: number } {
  const length = Math.max((endSeconds - startSeconds) * 1.6, 10);
  const middle = (startSeconds + endSeconds) / 2;
  return { from: middle - length / 2, to: middle + length / 2 };
}

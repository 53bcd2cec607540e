/** What is worth hearing: the findings of a diagnosis, and gaps, missing audio and clipping beside it. Pure. */
import type { Diagnosis, LaneMap } from '../../shared/analysis';
import type { CaptureDetail } from '../../shared/captures';
import { faultName, SEVERITIES } from '../../shared/diagnosis';
import type { Finding, Range } from '../engine';
import type { Language } from '../i18n/languages';
import type { Texts } from '../i18n/texts';

/** More rows help nobody, and a file from strangers may have twenty thousand. */
export const MAX_FINDINGS = 5000;
const LONG_GAP_SECONDS = 0.2;
const EPSILON = 0.001;
/** What leads to a moment is heard, too. */
export const LEAD_SECONDS = 1;
const LEAST_SELECTED_SECONDS = 0.2;

type Known = Pick<CaptureDetail, 'lanes' | 'missing' | 'durationSeconds' | 'sidecar'>;

export const findingName = (kind: string, texts: Texts): string => texts.findingNames[kind] ?? kind;

/** Of a diagnosis, in a language of the page. */
export function findingsOfDiagnosis(detail: Pick<Known, 'lanes'>, diagnosis: Diagnosis, language: Language): Finding[] {
  return diagnosis.findings.slice(0, MAX_FINDINGS).map((found, place) => ({
    id: `diagnosis-${place}`,
    kind: found.id,
    severity: found.severity,
    lane: found.lane !== null && found.lane < detail.lanes.length ? found.lane : null,
    startSeconds: found.startSeconds,
    endSeconds: found.startSeconds + found.seconds,
    label: faultName(diagnosis, found.id)[language],
    told: found.sentence[language],
    approximate: found.approximate,
  }));
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

/** Faults of a diagnosis that tell the same as a gap or missing audio at the same place. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  gap: ['missing-audio', 'dropout'],
  missing: ['missing-audio'],
};

/** Whether a diagnosis has judged it: clipping everywhere, gaps and missing audio where it found something. */
function isJudged(found: Finding, diagnosis: Diagnosis): boolean {
  const isOn = (lane: number | null): boolean => lane === null || lane === found.lane;
  if (found.kind === 'clipping') {
    return diagnosis.checks.some(({ id, lane, state }) => id === 'clipping' && isOn(lane) && state !== 'not-checkable');
  }
  return diagnosis.findings.some(
    ({ id, lane, startSeconds, seconds }) =>
      SAME[found.kind]?.includes(id) === true &&
      isOn(lane) &&
      startSeconds < found.endSeconds &&
      startSeconds + seconds > found.startSeconds,
  );
}

/** By start; what a diagnosis has judged is told by it alone. */
export function findingsOf(
  detail: Known,
  maps: readonly (LaneMap | null)[],
  diagnosis: Diagnosis | null,
  texts: Texts,
  language: Language,
): Finding[] {
  const measured = findingsOfMaps(detail, maps, texts);
  const found = diagnosis
    ? [...findingsOfDiagnosis(detail, diagnosis, language), ...measured.filter((each) => !isJudged(each, diagnosis))]
    : measured;
  return found.sort((a, b) => a.startSeconds - b.startSeconds).slice(0, MAX_FINDINGS);
}

export type Kind = readonly [Finding, ...Finding[]];

/** The kinds, the worst first, each with the worst severity of it at its head. */
export function findingsByKind(findings: readonly Finding[]): Kind[] {
  const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
  const kinds = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const known = kinds.get(finding.kind);
    if (known) known.push(finding);
    else kinds.set(finding.kind, [finding]);
  }
  for (const kind of kinds.values()) kind.sort((a, b) => rank(a) - rank(b));
  return [...kinds.values()].sort((a, b) => rank(a[0]) - rank(b[0]));
}

/** The one behind a moment, else the first: clicking again and again goes through all of them. */
export function nextOfKind(kind: Kind, seconds: number): Finding {
  const inTime = [...kind].sort((a, b) => a.startSeconds - b.startSeconds);
  return inTime.find(({ startSeconds }) => startSeconds > seconds + LEAD_SECONDS + EPSILON) ?? inTime[0] ?? kind[0];
}

/** The next finding behind a moment, or the last one before it; null at the ends. */
export function findingBeside(findings: readonly Finding[], seconds: number, direction: 1 | -1): Finding | null {
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

/** What of a finding is selected, so that a loop plays it: a moment has no length to be heard. */
export function selectionOfFinding({ startSeconds, endSeconds }: Finding, durationSeconds: number): Range {
  const spare = Math.max(LEAST_SELECTED_SECONDS - (endSeconds - startSeconds), 0) / 2;
  return { from: Math.max(startSeconds - spare, 0), to: Math.min(endSeconds + spare, durationSeconds) };
}

/** Reads a diagnosis that anybody may have written: that of a sidecar. What is wrong in it is left out. */
import type { Check, Diagnosis, FaultTexts, Finding, LaneKind, Quantity, Severity, Wording } from './analysis';
import { isObject, list, number, text } from './loose';
import type { Loose } from './loose';

/** More help nobody, and a stranger's file may have millions. */
const MOST = 5000;
const MOST_MORE = 20;
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const STATES: readonly Check['state'][] = ['ok', 'found', 'not-checkable'];
const BASES: readonly Check['basis'][] = ['audio', 'features', 'sidecar'];
const KINDS: readonly LaneKind[] = ['mix', 'local', 'remote', 'remoteMix', 'channel'];

/** null: no diagnosis of a version that is known. */
export function readDiagnosis(value: unknown): Diagnosis | null {
  if (!isObject(value) || value['version'] !== 1 || !Array.isArray(value['findings'])) return null;
  const texts = isObject(value['texts']) ? Object.entries(value['texts']).slice(0, MOST) : [];
  return {
    version: 1,
    detectors: number(value, 'detectors') ?? 0,
    durationSeconds: Math.max(number(value, 'durationSeconds') ?? 0, 0),
    lossy: value['lossy'] === true,
    findings: list(value, 'findings').slice(0, MOST).map(findingOf).filter(isThere),
    leftOut: Math.max(number(value, 'leftOut') ?? 0, 0),
    checks: list(value, 'checks').slice(0, MOST).map(checkOf).filter(isThere),
    texts: Object.fromEntries(texts.flatMap(([id, each]) => (isObject(each) ? [[id, textsOf(each, id)]] : []))),
  };
}

/** The block of a sidecar. */
export const diagnosisOfSidecar = (sidecar: unknown): Diagnosis | null =>
  isObject(sidecar) ? readDiagnosis(sidecar['diagnosis']) : null;

/** What a fault is called: by its id where the diagnosis has no text of it. */
export const faultName = ({ texts }: Diagnosis, id: string): Wording =>
  (Object.hasOwn(texts, id) ? texts[id]?.name : undefined) ?? { en: id, zh: id };

export const causesOf = ({ texts }: Diagnosis, id: string): Wording[] =>
  (Object.hasOwn(texts, id) ? texts[id]?.causes : undefined) ?? [];

/** Not one check could be made, so that no finding means nothing. */
export const nothingChecked = ({ checks }: Diagnosis): boolean =>
  checks.every(({ state }) => state === 'not-checkable');

/** What could not be checked, by reason, because what is missing is often missing for many checks. */
export function uncheckedOf(
  { checks }: Diagnosis,
  language: 'en' | 'zh',
): { reason: string; checks: { id: string; lanes: (number | null)[] }[] }[] {
  const byReason = new Map<string, Map<string, (number | null)[]>>();
  for (const { id, lane, state, why } of checks) {
    if (state !== 'not-checkable') continue;
    const reason = why?.[language] ?? '';
    const byId = byReason.get(reason) ?? new Map<string, (number | null)[]>();
    byReason.set(reason, byId.set(id, [...(byId.get(id) ?? []), lane]));
  }
  return [...byReason].map(([reason, byId]) => ({ reason, checks: [...byId].map(([id, lanes]) => ({ id, lanes })) }));
}

const isThere = <T>(value: T | null): value is T => value !== null;

function findingOf(entry: Loose): Finding | null {
  const id = text(entry, 'id');
  const severity = SEVERITIES.find((each) => each === entry['severity']);
  const startSeconds = number(entry, 'startSeconds');
  if (id === '' || severity === undefined || startSeconds === null || startSeconds < 0) return null;
  return {
    ...{ id, severity, startSeconds },
    form: text(entry, 'form'),
    confidence: Math.min(Math.max(number(entry, 'confidence') ?? 0, 0), 1),
    lane: laneOf(entry),
    kind: KINDS.find((each) => each === entry['kind']) ?? '',
    user: text(entry, 'user'),
    seconds: Math.max(number(entry, 'seconds') ?? 0, 0),
    quantity: quantityOf(entry['quantity']),
    more: list(entry, 'more').slice(0, MOST_MORE).map(quantityOf),
    approximate: entry['approximate'] === true,
    sentence: wordingOf(entry['sentence'], id),
  };
}

function checkOf(entry: Loose): Check | null {
  const id = text(entry, 'id');
  const state = STATES.find((each) => each === entry['state']);
  if (id === '' || state === undefined) return null;
  const basis = BASES.find((each) => each === entry['basis']) ?? '';
  return { id, lane: laneOf(entry), state, basis, why: state === 'not-checkable' ? wordingOf(entry['why'], '') : null };
}

const textsOf = (entry: Loose, id: string): FaultTexts => ({
  name: wordingOf(entry['name'], id),
  causes: list(entry, 'causes')
    .slice(0, MOST_MORE)
    .map((cause) => wordingOf(cause, '')),
});

function laneOf(entry: Loose): number | null {
  const lane = number(entry, 'lane');
  return lane !== null && Number.isInteger(lane) && lane >= 0 ? lane : null;
}

function quantityOf(value: unknown): Quantity {
  const entry = isObject(value) ? value : {};
  return { name: text(entry, 'name'), value: number(entry, 'value') ?? 0, unit: text(entry, 'unit') };
}

function wordingOf(value: unknown, otherwise: string): Wording {
  const entry = isObject(value) ? value : {};
  const en = text(entry, 'en') || otherwise;
  return { en, zh: text(entry, 'zh') || en };
}

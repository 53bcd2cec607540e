/** What the list shows of the captures: filters, search, order, groups by day. Pure. */
import { languages } from '../i18n/languages';
import { reasonText } from './title';
import type { Badge, CaptureSummary } from '../../shared/captures';
import { daysBetween } from './format';

/** Empty texts let everything through. */
export interface ListFilter {
  search: string;
  reason: string;
  build: string;
  /** A badge as `badgeKey` names it, or one of ours: 'pinned', 'noted'. */
  badge: string;
}

export const NO_FILTER: ListFilter = { search: '', reason: '', build: '', badge: '' };

export const isFiltered = (filter: ListFilter): boolean => Object.values(filter).some((value) => value.trim() !== '');

export const badgeKey = (badge: Badge): string => (badge.kind === 'finding' ? `finding:${badge.id}` : badge.kind);

function keysOf(capture: CaptureSummary): string[] {
  return [
    ...capture.badges.map(badgeKey),
    capture.pinned ? 'pinned' : '',
    capture.note.trim() !== '' ? 'noted' : '',
    capture.live ? 'live' : '',
    capture.encrypted ? 'encrypted' : '',
  ].filter(Boolean);
}

const searched = (capture: CaptureSummary): string =>
  [
    ...[capture.file, capture.reason, capture.room, capture.user, capture.note, capture.build],
    // As the page calls it, in each of its languages.
    ...Object.values(languages).map((texts) => reasonText(capture.reason, texts)),
  ]
    .join('\n')
    .toLowerCase();

/** Every word must be found somewhere. */
export function filterCaptures(captures: readonly CaptureSummary[], filter: ListFilter): CaptureSummary[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return captures.filter((capture) => {
    if (filter.reason !== '' && capture.reason !== filter.reason) return false;
    if (filter.build !== '' && capture.build !== filter.build) return false;
    if (filter.badge !== '' && !keysOf(capture).includes(filter.badge)) return false;
    if (words.length === 0) return true;
    const text = searched(capture);
    return words.every((word) => text.includes(word));
  });
}

export const newestFirst = (captures: readonly CaptureSummary[]): CaptureSummary[] =>
  [...captures].sort((a, b) => b.startedAtUnixMs - a.startedAtUnixMs || (a.file < b.file ? 1 : -1));

export interface Choices {
  reasons: string[];
  builds: string[];
  badges: string[];
}

/** What there is to filter by. */
export function choicesOf(captures: readonly CaptureSummary[]): Choices {
  const sorted = (values: string[]): string[] => [...new Set(values.filter(Boolean))].sort((a, b) => (a < b ? -1 : 1));
  return {
    reasons: sorted(captures.map(({ reason }) => reason)),
    builds: sorted(captures.map(({ build }) => build)).reverse(),
    badges: sorted(captures.flatMap(keysOf)),
  };
}

export type ListRow =
  | { kind: 'day'; unixMs: number }
  /** `place` counts the captures only, from 0. */
  | { kind: 'capture'; capture: CaptureSummary; place: number };

/** Captures, newest first, with a row before the first of each local day. */
export function rowsByDay(captures: readonly CaptureSummary[]): ListRow[] {
  const rows: ListRow[] = [];
  captures.forEach((capture, place) => {
    const before = captures[place - 1];
    if (!before || daysBetween(capture.startedAtUnixMs, before.startedAtUnixMs) !== 0)
      rows.push({ kind: 'day', unixMs: capture.startedAtUnixMs });
    rows.push({ kind: 'capture', capture, place });
  });
  return rows;
}

/** The capture `steps` further down; the first or last one at the ends, the first where none is selected. */
export function neighbour(captures: readonly CaptureSummary[], id: string | null, steps: number): string | null {
  const place = captures.findIndex((capture) => capture.id === id);
  if (place < 0) return captures[0]?.id ?? null;
  return captures[Math.min(Math.max(place + steps, 0), captures.length - 1)]?.id ?? null;
}

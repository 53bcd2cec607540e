/**
 * What stands behind the # of the page's address:
 * `c=ID&t=FROM-TO&sel=FROM-TO&solo=1,3&view=spectrogram,loudness&with=ID&shift=S`. Lanes are counted from 1, as the keys do. What cannot be read is left out: an address is typed by people.
 */
import type { Range } from '../engine';

export interface Link {
  id: string;
  /** What is visible. */
  range: Range | null;
  selection: Range | null;
  /** Places in `lanes`. */
  solo: number[];
  spectrogram: boolean;
  loudness: boolean;
  /** The capture to compare with, and by how many seconds it is moved to the right. */
  compareWith: string | null;
  shiftSeconds: number;
}

const ID = /^[A-Za-z0-9_-]+$/;
const RANGE = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/;
const MAX_LANES = 1000;

function rangeOf(text: string | null): Range | null {
  const match = RANGE.exec(text ?? '');
  if (!match) return null;
  const from = Number(match[1]);
  const to = Number(match[2]);
  return to > from ? { from, to } : null;
}

export function parseLink(hash: string): Link | null {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const id = given.get('c') ?? '';
  if (!ID.test(id)) return null;
  const other = given.get('with') ?? '';
  const shift = Number(given.get('shift') ?? 0);
  const shown = (given.get('view') ?? '').split(',');
  return {
    id,
    range: rangeOf(given.get('t')),
    selection: rangeOf(given.get('sel')),
    solo: (given.get('solo') ?? '')
      .split(',')
      .map((text) => (/^\d{1,4}$/.test(text) ? Number(text) - 1 : -1))
      .filter((lane, place, all) => lane >= 0 && lane < MAX_LANES && all.indexOf(lane) === place),
    spectrogram: shown.includes('spectrogram'),
    loudness: shown.includes('loudness'),
    compareWith: ID.test(other) && other !== id ? other : null,
    shiftSeconds: Number.isFinite(shift) ? shift : 0,
  };
}

const seconds = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Milliseconds are kept; a range of less than a few of them keeps microseconds. */
function rangeText({ from, to }: Range): string {
  if (to - from >= 0.02) return `${seconds(from)}-${seconds(to)}`;
  return `${from.toFixed(6)}-${to.toFixed(6)}`;
}

export function formatLink(link: Link): string {
  const shown = [link.spectrogram ? 'spectrogram' : '', link.loudness ? 'loudness' : ''].filter(Boolean);
  const parts = [
    `c=${link.id}`,
    link.range ? `t=${rangeText(link.range)}` : '',
    link.selection ? `sel=${rangeText(link.selection)}` : '',
    link.solo.length > 0 ? `solo=${link.solo.map((lane) => lane + 1).join(',')}` : '',
    shown.length > 0 ? `view=${shown.join(',')}` : '',
    link.compareWith ? `with=${link.compareWith}` : '',
    link.compareWith && link.shiftSeconds !== 0 ? `shift=${seconds(link.shiftSeconds)}` : '',
  ];
  return `#${parts.filter(Boolean).join('&')}`;
}

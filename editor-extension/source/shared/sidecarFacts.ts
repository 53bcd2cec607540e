import type { Badge } from './captures';
import { badgesOf } from './badges';
import { flag, isObject, list, number, text } from './loose';
import type { Loose } from './loose';

/** What a list needs of a sidecar; nothing else of it is kept in memory. */
export interface SidecarFacts {
  startedAtUnixMs: number | null;
  durationSeconds: number | null;
  origin: 'task' | 'dump' | 'recovered';
  reason: string;
  room: string;
  user: string;
  build: string;
  users: number;
  pinned: boolean;
  note: string;
  encrypted: boolean;
  /** Names as the sidecar has them; nobody has checked them. */
  tracks: string[];
  badges: Badge[];
}

/** Longer ones are nobody's. */
export const MAX_SIDECAR_BYTES = 64 * 2 ** 20;
const NEWEST_VERSION = 2;
const MAX_UNIX_MS = 1e15;
const MAX_SECONDS = 1e12;

/** Takes anything, and answers why it is no sidecar. */
export function readSidecarFacts(source: string): SidecarFacts | { problem: string } {
  const sidecar = parse(source);
  if (sidecar === null) return { problem: 'the sidecar is no JSON object' };
  const version = number(sidecar, 'version');
  if (version === null || !Number.isInteger(version) || version < 1) return { problem: 'the sidecar has no version' };
  if (version > NEWEST_VERSION) {
    return { problem: `the sidecar has version ${version} and this build reads up to ${NEWEST_VERSION}` };
  }
  const origin = text(sidecar, 'origin');
  if (origin !== 'task' && origin !== 'dump' && origin !== 'recovered') {
    return { problem: 'the origin in the sidecar is none of task, dump and recovered' };
  }
  return {
    ...timesOf(sidecar),
    origin,
    reason: text(sidecar, 'reason'),
    room: text(sidecar, 'room'),
    user: text(sidecar, 'user'),
    build: buildOf(sidecar),
    users: usersOf(sidecar),
    pinned: flag(sidecar, 'pinned'),
    note: noteOf(sidecar),
    encrypted: isObject(sidecar['encrypted']),
    tracks: list(sidecar, 'tracks').map((track) => text(track, 'file')),
    badges: badgesOf(sidecar),
  };
}

function parse(source: string): Loose | null {
  try {
    const value: unknown = JSON.parse(source);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function timesOf(sidecar: Loose): Pick<SidecarFacts, 'startedAtUnixMs' | 'durationSeconds'> {
  const started = number(sidecar, 'startedAtUnixMs');
  const duration = number(sidecar, 'durationSeconds');
  return {
    startedAtUnixMs: started !== null && Math.abs(started) < MAX_UNIX_MS ? started : null,
    durationSeconds: duration !== null && duration >= 0 && duration < MAX_SECONDS ? duration : null,
  };
}

function buildOf(sidecar: Loose): string {
  const about = sidecar['about'];
  if (!isObject(about)) return '';
  for (const value of [about['build'], about['version']]) {
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return '';
}

/** An encrypted sidecar tells of no source in the open, but of tracks. */
function usersOf(sidecar: Loose): number {
  const known = Array.isArray(sidecar['sources']) ? list(sidecar, 'sources') : list(sidecar, 'tracks');
  const users = known.filter((source) => text(source, 'kind') !== 'remoteMix');
  const named = users.map((source) => text(source, 'user')).filter((user) => user !== '');
  return new Set(named).size + users.length - named.length;
}

/** Tools may have written a note of another shape, which is one all the same. */
function noteOf(sidecar: Loose): string {
  const note = sidecar['note'];
  if (typeof note === 'string') return note;
  return note === undefined || note === null || note === false ? '' : JSON.stringify(note);
}

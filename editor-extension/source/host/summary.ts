import type { Badge, CaptureSummary } from '../shared/captures';
import { allFiles, isReadable } from './captureFiles';
import type { CaptureFiles } from './captureFiles';
import { formatOf, isPartName } from './names';
import type { SidecarFacts } from '../shared/sidecarFacts';

/** A file without a sidecar that has changed within this time is still written: headers are renewed every second. */
export const GROWING_MS = 3000;
/** The same of a `.part` file, whose disk may stumble. */
const PART_GROWING_MS = 10_000;

/** What the viewer itself knows of a capture that has no sidecar of its own. */
export interface OwnNote {
  note: string;
  pinned: boolean;
}

const WITHOUT_SIDECAR = {
  durationSeconds: null,
  origin: 'unknown',
  reason: '',
  room: '',
  user: '',
  build: '',
  users: 0,
  encrypted: false,
} as const;

/** What is known of a capture beside its files. */
export interface Surroundings {
  own: OwnNote | null;
  /** Its audio begins as an encrypted file does. */
  sealed: boolean;
  /** A process holds the lock that a recorder has on what it writes. */
  locked: boolean;
  nowMs: number;
}

export function summaryOf(capture: CaptureFiles, { own, sealed, locked, nowMs }: Surroundings): CaptureSummary {
  const { id, name, audio, reading, sidecar } = capture;
  const facts = isReadable(reading) ? reading : null;
  const bytes = allFiles(capture).reduce((total, file) => total + file.bytes, 0);
  const changedMs = Math.round((audio ?? sidecar)?.mtimeMs ?? 0);
  const isPart = isPartName(name);
  const growingMs = isPart ? PART_GROWING_MS : GROWING_MS;
  const live = mayBeWritten(capture) && (locked || Math.abs(nowMs - changedMs) < growingMs);
  return {
    id,
    file: name,
    format: formatOf(name) ?? 'wav',
    bytes,
    ...WITHOUT_SIDECAR,
    ...(facts === null ? { encrypted: sealed } : known(facts)),
    startedAtUnixMs: facts?.startedAtUnixMs ?? changedMs,
    pinned: (facts?.pinned ?? false) || (own?.pinned ?? false),
    note: (facts?.note ?? '') || (own?.note ?? ''),
    live,
    badges: badgesOf(capture, isPart && !live),
  };
}

/** A sidecar comes last, when all is written. */
export function mayBeWritten({ name, audio, reading }: CaptureFiles): boolean {
  return audio !== null && (isPartName(name) || !isReadable(reading));
}

function known(facts: SidecarFacts) {
  const { durationSeconds, origin, reason, room, user, build, users, encrypted } = facts;
  return { durationSeconds, origin, reason, room, user, build, users, encrypted };
}

function badgesOf({ audio, reading }: CaptureFiles, unfinished: boolean): Badge[] {
  if (unfinished) return [{ kind: 'unfinished' }];
  if (reading === null) return [{ kind: 'no-sidecar' }];
  if (!isReadable(reading)) return [{ kind: 'no-sidecar' }, { kind: 'problems', count: 1 }];
  if (audio !== null) return reading.badges;
  const problems = reading.badges.find((badge) => badge.kind === 'problems');
  const others = reading.badges.filter((badge) => badge !== problems);
  return [...others, { kind: 'problems', count: (problems?.kind === 'problems' ? problems.count : 0) + 1 }];
}

/** Newest first; of the same moment by name, so that the order does not jump. */
export function newestFirst(a: CaptureSummary, b: CaptureSummary): number {
  return b.startedAtUnixMs - a.startedAtUnixMs || (a.file < b.file ? -1 : 1);
}

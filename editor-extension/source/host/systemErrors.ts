/** What the system's numbers mean to a person, and what to do. */
const REASONS: Record<string, string> = {
  ENOENT: 'it is not there',
  ENOSPC: 'the disk is full: remove files, or use another disk',
  EDQUOT: 'the quota of this user is used up: remove files, or use another disk',
  EACCES: 'permission is missing: change who may use it, or give another path',
  EPERM: 'permission is missing: change who may use it, or give another path',
  EROFS: 'that disk can only be read: give a path on another one',
  ENAMETOOLONG: 'the name is too long for this disk: give a shorter one',
  EISDIR: 'that is a folder, and a file is expected',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open: close other programs, or allow more (ulimit -n)',
  ENFILE: 'too many files are open on this machine: close other programs',
};

/** Of an error of Node's: in words where the number is known, else as the system says it. */
export function reasonOf(thrown: unknown): string {
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  const known = typeof code === 'string' && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  return known ?? (thrown instanceof Error ? thrown.message : String(thrown));
}

/** The same, with what it is about where Node says so. */
export function describeSystemError(thrown: unknown): string {
  const { path, dest } = (thrown ?? {}) as { path?: unknown; dest?: unknown };
  const about = [dest, path].find((each) => typeof each === 'string');
  const reason = reasonOf(thrown);
  const isOurs = thrown instanceof Error && reason !== thrown.message;
  return isOurs && about !== undefined ? `${String(about)}: ${reason}` : reason;
}

import { readFile } from 'node:fs/promises';

/** Where Linux tells of locks. */
const LOCKS = '/proc/locks';

/**
 * The files on which some process holds the lock that a recorder takes on what it writes (flock), by their numbers on
 * the disk. Which disk is left out: what the system calls it there and what stat calls it differ on some, and a file
 * that is taken for written a while too long does no harm. Empty where the system does not tell.
 */
export async function lockedInodes(source = LOCKS): Promise<ReadonlySet<number>> {
  const text = await readFile(source, 'latin1').catch(() => '');
  const locks = text.matchAll(/^\d+: FLOCK +\w+ +WRITE +-?\d+ [\da-f]+:[\da-f]+:(\d+) /gm);
  return new Set([...locks].map(([, inode]) => Number(inode)));
}

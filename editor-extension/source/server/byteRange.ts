export interface ByteRange {
  first: number;
  /** Behind the last byte. */
  end: number;
}

/**
 * What a Range header asks of so many bytes. null: all of it, also for what is no single range of bytes, as RFC 9110
 * has it; 'unsatisfiable': nothing of it is there.
 */
export function parseByteRange(header: string | undefined, bytes: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return null;
  if (first === '') {
    const count = Math.min(Number(last), bytes);
    return count === 0 ? 'unsatisfiable' : { first: bytes - count, end: bytes };
  }
  if (last !== '' && Number(last) < Number(first)) return null;
  if (Number(first) >= bytes) return 'unsatisfiable';
  return { first: Number(first), end: last === '' ? bytes : Math.min(Number(last) + 1, bytes) };
}

import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const MAGIC = Buffer.from('VRSL');
const STEP = 512;
const HEADER_BYTES = 64;

/** Where slots of audio lie in a segment: `{ at, payload, sequence, stream }`. */
function slotsIn(bytes) {
  const slots = [];
  for (let at = 0; at + HEADER_BYTES <= bytes.length; at += STEP) {
    if (!bytes.subarray(at, at + 4).equals(MAGIC)) continue;
    slots.push({
      at,
      payload: bytes.readUInt16LE(at + 12),
      stream: bytes[at + 14],
      sequence: bytes.readBigUInt64LE(at + 24),
    });
  }
  // The log has the highest number of all streams, and holds no audio.
  const log = Math.max(...slots.map((slot) => slot.stream));
  return slots.filter((slot) => slot.stream < log);
}

/** Tears slots of a dead ring as a lost write would: their beginning is new, their rest is something else. */
export function tear(rings, tears) {
  const segments = readdirSync(rings)
    .filter((name) => name.endsWith('.seg'))
    .map((name) => join(rings, name))
    .flatMap((path) => slotsIn(readFileSync(path)).map((slot) => ({ ...slot, path })));
  if (segments.length === 0) return 0;
  const torn = new Set();
  for (const [which, where] of tears) {
    const slot = segments[Math.floor(which * segments.length)];
    const from = slot.at + HEADER_BYTES + Math.floor(where * slot.payload);
    const rest = slot.at + HEADER_BYTES + slot.payload - from;
    const bytes = readFileSync(slot.path)
      .subarray(from, from + rest)
      .map((byte) => byte ^ 0xff);
    const file = openSync(slot.path, 'r+');
    writeSync(file, bytes, 0, bytes.length, from);
    closeSync(file);
    torn.add(`${slot.path} ${slot.at}`);
  }
  return torn.size;
}

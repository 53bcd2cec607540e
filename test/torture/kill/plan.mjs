import { Random } from '../lib/random.mjs';

const LEAST_MS = 300;
const MOST_MS = 1500;

/** One recorder of each format and mode, so that a group counts once for all four. */
const KINDS = [
  { mode: 'cycle', format: 'wav' },
  { mode: 'cycle', format: 'aac' },
  { mode: 'realTime', format: 'wav' },
  { mode: 'realTime', format: 'aac' },
];

function planDumps(random, seconds) {
  if (!random.chance(0.5)) return [];
  return Array.from({ length: random.whole(1, 2) }, () => ({
    atMs: random.whole(50, 1000 * seconds),
    lastSeconds: random.chance(0.3) ? 0 : random.between(0.05, 1),
    // Long ones are under way when the kill comes, short ones may just be written.
    afterSeconds: random.chance(0.6) ? random.between(0, 0.1) : random.between(0.3, 3),
  }));
}

function planRecorder(random, index) {
  const kind = KINDS[index];
  const killMs = random.whole(LEAST_MS, MOST_MS);
  return {
    ...kind,
    room: `r${index}`,
    killMs,
    startMs: random.whole(0, 150),
    rate: random.pick([16000, 32000, 44100, 48000]),
    quality: random.whole(0, 2),
    cycleSeconds: kind.mode === 'cycle' ? random.pick([1, 2, 10]) : 0,
    tracks: random.chance(0.25),
    sealed: random.chance(0.2),
    leadMs: random.chance(0.3) ? random.whole(1, 60) : 0,
    dumps: kind.mode === 'cycle' ? planDumps(random, killMs / 1000) : [],
    // What happens to what it leaves: nothing at first, or a recovery, or several.
    recoveries: random.pick(['none', 'one', 'one', 'killed', 'killed', 'two']),
    recoveryKillMs: [random.between(0, 12), random.between(0, 6)],
  };
}

/** What happens in the group of this seed. */
export function planGroup(seed) {
  const random = new Random(seed);
  // In a shared folder recoveries run beside live recorders; alone, slots are torn.
  const shared = random.chance(0.7);
  const recorders = KINDS.map((_, index) => planRecorder(random, index));
  for (const recorder of recorders) {
    const torn = !shared && recorder.mode === 'cycle' && random.chance(0.6);
    recorder.tears = torn ? Array.from({ length: random.whole(1, 3) }, () => [random.next(), random.next()]) : [];
  }
  return { seed, shared, recorders, key: random.hex(32) };
}

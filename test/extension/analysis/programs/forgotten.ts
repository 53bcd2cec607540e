// Opens captures, forgets them, collects garbage; prints how many files are open at its most and at its end.
// Usage: node --expose-gc forgotten.mjs KIND FILE.
import { readdirSync } from 'node:fs';
import { load } from './load';

const [kind = '', file = ''] = process.argv.slice(2);
const CAPTURES = 40;
const ROUNDS = 20;

const openFiles = (): number => readdirSync('/proc/self/fd').length;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

const analysis = await load(kind);

async function open(close = false): Promise<number> {
  const captures = await Promise.all(Array.from({ length: CAPTURES }, () => analysis.open(file)));
  await Promise.all(captures.map((capture) => capture.info()));
  const held = openFiles();
  if (close) for (const capture of captures) capture.close();
  return held;
}

// Once to start all workers, whose own files stay open.
await open(true);
await pause();
await analysis.capabilities();
const before = openFiles();
const most = await open();
for (let i = 0; i < ROUNDS && openFiles() > before; i++) {
  (globalThis as unknown as { gc: () => void }).gc();
  await pause();
}
console.log(JSON.stringify({ held: most - before, left: openFiles() - before }));

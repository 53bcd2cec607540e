import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { pageFolder } from './support/paths';

const MOST_BYTES = 200_000;

/** Bytes of everything that the page can load, as a server would send it compressed. */
function compressed(): Record<string, number> {
  const files = readdirSync(pageFolder).filter((name) => /\.(html|js|mjs|css|wasm)$/.test(name));
  return Object.fromEntries(
    files.map((name) => [name, brotliCompressSync(readFileSync(join(pageFolder, name))).length]),
  );
}

describe('Page', () => {
  test('EverythingThatItCanLoadIsUnder200KilobytesCompressed', () => {
    const sizes = compressed();
    expect(Object.keys(sizes)).toEqual(
      expect.arrayContaining([
        ...['index.html', 'app.js', 'app.css', 'worker.js', 'pitch.js'],
        ...['voice_recorder_analysis.mjs', 'voice_recorder_analysis.wasm'],
      ]),
    );
    const sum = Object.values(sizes).reduce((all, size) => all + size, 0);
    expect([sizes, sum < MOST_BYTES]).toEqual([sizes, true]);
  });
});

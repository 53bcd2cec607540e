import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { pageFolder } from './support/paths';

const KIB = 1024;

/** Bytes of the page's files of a kind, as a server would send them compressed. */
function compressed(which: RegExp): Record<string, number> {
  const files = readdirSync(pageFolder).filter((name) => which.test(name));
  return Object.fromEntries(
    files.map((name) => [name, brotliCompressSync(readFileSync(join(pageFolder, name))).length]),
  );
}

const sum = (sizes: Record<string, number>) => Object.values(sizes).reduce((all, size) => all + size, 0);

describe('Page', () => {
  test('AllItsFilesTogetherAreUnder200KilobytesCompressed', () => {
    const sizes = compressed(/^(?!voice_recorder_analysis).*\.(html|js|css)$/);
    expect(Object.keys(sizes)).toEqual(
      expect.arrayContaining(['index.html', 'app.js', 'app.css', 'worker.js', 'pitch.js']),
    );
    expect([sizes, sum(sizes) < 200 * KIB]).toEqual([sizes, true]);
  });

  test('TheAnalysisThatIsLoadedForASpectrogramOrADroppedFileIsUnder110Kilobytes', () => {
    const sizes = compressed(/^voice_recorder_analysis\.(mjs|wasm)$/);
    expect(Object.keys(sizes).length).toBe(2);
    expect([sizes, sum(sizes) < 110 * KIB]).toEqual([sizes, true]);
  });
});

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { pageFolder } from './support/paths';

const KILOBYTE = 1024;
const SHIPPED = /\.(html|js|mjs|css|wasm)$/;
/** The analysis as WebAssembly; it comes with the first spectrogram or the first file that is dropped. */
const ANALYSIS = /^voice_recorder_analysis\./;

const compressed = (name: string): number => brotliCompressSync(readFileSync(join(pageFolder, name))).length;
const sum = (names: string[]): number => names.reduce((bytes, name) => bytes + compressed(name), 0);
const shipped = (): string[] => readdirSync(pageFolder).filter((name) => SHIPPED.test(name));

describe('Page', () => {
  test('ItsOwnFilesTogetherAreUnder200KilobytesCompressed', () => {
    const own = shipped().filter((name) => !ANALYSIS.test(name));
    expect(own).toEqual(expect.arrayContaining(['index.html', 'app.js', 'app.css', 'worker.js', 'pitch.js']));
    expect(sum(own)).toBeLessThan(200 * KILOBYTE);
  });

  test('WhatItOpensWithIsUnder120KilobytesCompressed', () => {
    expect(sum(['index.html', 'app.js', 'app.css', 'worker.js'])).toBeLessThan(120 * KILOBYTE);
  });

  test('TheAnalysisBesideItIsUnder120KilobytesCompressed', () => {
    const analysis = shipped().filter((name) => ANALYSIS.test(name));
    expect(analysis).toHaveLength(2);
    expect(sum(analysis)).toBeLessThan(120 * KILOBYTE);
  });
});

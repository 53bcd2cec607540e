import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { pageFolder } from './support/paths';

const MOST_BYTES = 200 * 1024;
const SHIPPED = /\.(html|js|mjs|css|wasm)$/;

describe('Page', () => {
  test('ItsFilesTogetherAreUnder200KilobytesCompressed', () => {
    const files = readdirSync(pageFolder).filter((name) => SHIPPED.test(name));
    const sizes = files.map((name) => [name, brotliCompressSync(readFileSync(join(pageFolder, name))).length] as const);
    const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(files).toEqual(expect.arrayContaining(['index.html', 'app.js', 'app.css', 'worker.js']));
    expect({ bytes, sizes: bytes <= MOST_BYTES ? 'fine' : sizes }).toEqual({ bytes, sizes: 'fine' });
  });
});

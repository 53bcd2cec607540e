import { createWriteStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** Of every file: an archive has the same bytes whenever and wherever it is made. The older form has no time zone. */
const entry = () => ({
  mtime: new Date(2000, 0, 1),
  mode: 0o100644,
  forceDosTimestamp: true,
  compressionLevel: 9,
});

/** Every file below a folder, with forward slashes, in order. */
export function filesOf(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .map((path) => path.split('\\').join('/'))
    .sort();
}

/** Packs what is in `folder`, without a folder around it. */
export async function writeZip(folder, file) {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  for (const path of filesOf(folder)) zip.addFile(join(folder, path), path, entry());
  zip.end();
  const output = createWriteStream(file);
  zip.on('error', (error) => output.destroy(error));
  zip.outputStream.pipe(output);
  await finished(output);
}

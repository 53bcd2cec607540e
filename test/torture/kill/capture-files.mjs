import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { capture } from '../../../scripts/lib/run.mjs';

/** Makes plain files of an encrypted capture and returns the path of the plain one. Code 3 is that of a file which a
 * kill has cut: it was opened up to there. */
async function opened(path, { opener, key, folder }) {
  mkdirSync(folder, { recursive: true });
  const keyFile = join(folder, 'key');
  writeFileSync(keyFile, key);
  const { code, output } = await capture(opener, [path, '--key-file', keyFile, '--out', folder]);
  if (code !== 0 && code !== 3) throw new Error(`${path} cannot be opened with its key: ${output.trim()}`);
  return { path: join(folder, basename(path)), whole: code === 0 };
}

/**
 * What stands at a path: `{ audio, sidecar, tracks: [{ kind, audio }], bytes }`; bytes are those of all audio files as they
 * lie. `sealed` is `{ opener, key, folder }` for an encrypted one, whose plain files go into that folder.
 */
export async function readCapture(path, sealed) {
  const plain = sealed ? await opened(path, sealed) : { path, whole: true };
  const sidecarPath = `${plain.path}.json`;
  const sidecar = existsSync(sidecarPath) ? JSON.parse(readFileSync(sidecarPath, 'utf8')) : undefined;
  const tracks = (sidecar?.tracks ?? []).map(({ kind, user, file }) => ({
    kind,
    user,
    audio: readFileSync(join(dirname(plain.path), file)),
  }));
  return { path, audio: readFileSync(plain.path), sidecar, tracks, whole: plain.whole };
}

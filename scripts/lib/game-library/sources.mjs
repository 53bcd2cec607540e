import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetchDebianSources } from '../debian-source.mjs';
import { CommandError, Exit } from '../errors.mjs';
import { build } from '../paths.mjs';

/** The libraries of a game library by their Debian source packages: a file that tells the sources from others. */
const LIBRARIES = {
  libsamplerate: 'CMakeLists.txt',
  libebur128: 'ebur128/ebur128.c',
  libisal: 'crc/crc_base.c',
  libsodium: 'src/libsodium/sodium/core.c',
  'vo-aacenc': 'aacenc/src/aacenc.c',
};

const fetched = join(build, 'game-libraries', 'sources');

/**
 * The folder with one folder of upstream sources per library: VR_LIBRARY_SOURCES, or what apt gives. Throws when one is
 * missing.
 */
export async function ensureLibrarySources() {
  const folder = process.env.VR_LIBRARY_SOURCES ?? fetched;
  const missing = Object.keys(LIBRARIES).filter((name) => !existsSync(join(folder, name, LIBRARIES[name])));
  if (missing.length === 0) return folder;
  const why = process.env.VR_LIBRARY_SOURCES
    ? `VR_LIBRARY_SOURCES is ${folder}, where there is no ${join(missing[0], LIBRARIES[missing[0]])}`
    : await fetchDebianSources(Object.fromEntries(missing.map((name) => [name, join(folder, name)])));
  if (why === undefined) return folder;
  throw new CommandError(
    `the sources of ${missing.join(', ')}, which the library for games is built with, are not here: ${why}. ` +
      'Either let apt-get reach the archive of this release (no deb-src line is needed), or unpack the sources of ' +
      `${Object.keys(LIBRARIES).join(', ')}, each in a folder of that name, and name the folder that holds them in ` +
      'VR_LIBRARY_SOURCES',
    Exit.environment,
  );
}

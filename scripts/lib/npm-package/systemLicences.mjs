import { copyFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, Exit } from '../errors.mjs';
import { capture } from '../run.mjs';

/** As a shell has it. */
const NOT_FOUND = 127;
const PREFIXES = ['/usr/include', '/usr/local/include'];

/** Libraries whose code is compiled into what is given away, by a file of each. */
const COMPILED = { kissfft: 'kissfft/kiss_fftr.h', 'nlohmann-json': 'nlohmann/json.hpp' };
const COMPILED_FOR_WASM = { ...COMPILED, boost: 'boost/version.hpp', libebur128: 'ebur128.h' };
export const compiledInto = { addon: COMPILED, wasm: COMPILED_FOR_WASM };

/**
 * Where it is said what the licence of a library is: `name`.txt in the folder that was given, else in the system's package
 * of one of its files, which dpkg knows.
 */
export async function licenceOf(name, path, given) {
  const own = given && join(given, `${name}.txt`);
  if (own && existsSync(own)) return own;
  let hasDpkg = false;
  for (const file of [path, realpathSync(path)]) {
    const { code, stdout } = await capture('dpkg', ['-S', file]);
    hasDpkg ||= code !== NOT_FOUND;
    const owner = code === 0 ? stdout.split(/[:,]/)[0] : undefined;
    const text = owner && join('/usr/share/doc', owner, 'copyright');
    if (text && existsSync(text)) return text;
  }
  const why = hasDpkg ? 'no package of this system has it' : 'there is no dpkg here, which knows it on Debian';
  throw new CommandError(
    `The licence of ${path} is not known (${why}), and the package must hold it. Put its text into a folder as ` +
      `${name}.txt, and name the folder with --licences FOLDER`,
    Exit.environment,
  );
}

/** The licences of what is compiled in, into `folder`. `emcc`: with those of emscripten's own library. `given`: as for licenceOf. */
export async function stageCompiledLicences(folder, headers, { emcc, given } = {}) {
  mkdirSync(folder, { recursive: true });
  for (const [name, header] of Object.entries(headers)) {
    const path = PREFIXES.map((prefix) => join(prefix, header)).find((each) => existsSync(each));
    if (!path) throw new CommandError(`${header} was not found, so that its licence is not known`);
    copyFileSync(await licenceOf(name, path, given), join(folder, `${name}.txt`));
  }
  if (emcc) copyFileSync(await licenceOf('emscripten', emcc, given), join(folder, 'emscripten.txt'));
}

import { copyFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../errors.mjs';
import { capture } from '../run.mjs';

const PREFIXES = ['/usr/include', '/usr/local/include'];

/** Libraries whose code is compiled into what is given away, by a file of each. */
const COMPILED = { kissfft: 'kissfft/kiss_fftr.h', 'nlohmann-json': 'nlohmann/json.hpp' };
const COMPILED_FOR_WASM = { ...COMPILED, boost: 'boost/version.hpp', libebur128: 'ebur128.h' };
export const compiledInto = { addon: COMPILED, wasm: COMPILED_FOR_WASM };

/** Where the system's package of a file says what its licence is. */
export async function licenceOf(path) {
  for (const file of [path, realpathSync(path)]) {
    const { code, stdout } = await capture('dpkg', ['-S', file]);
    const owner = code === 0 ? stdout.split(/[:,]/)[0] : undefined;
    const text = owner && join('/usr/share/doc', owner, 'copyright');
    if (text && existsSync(text)) return text;
  }
  throw new CommandError(`No licence of ${path} is known here: a package with it cannot be given away`);
}

/** The licences of what is compiled in, into `folder`. `emcc`: with those of emscripten's own library. */
export async function stageCompiledLicences(folder, headers, { emcc } = {}) {
  mkdirSync(folder, { recursive: true });
  for (const [name, header] of Object.entries(headers)) {
    const path = PREFIXES.map((prefix) => join(prefix, header)).find((each) => existsSync(each));
    if (!path) throw new CommandError(`${header} was not found, so that its licence is not known`);
    copyFileSync(await licenceOf(path), join(folder, `${name}.txt`));
  }
  if (emcc) copyFileSync(await licenceOf(emcc), join(folder, 'emscripten.txt'));
}

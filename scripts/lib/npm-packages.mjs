import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { modules, root } from './paths.mjs';
import { runInStep } from './progress.mjs';
import { capture } from './run.mjs';
import { digest, readStamp, writeStamp } from './stamp.mjs';

const stampFile = join(modules, '.vr-stamp');
const puertsFolder = join(modules, 'puerts');
const puertsAddon = join(puertsFolder, 'build', 'Release', 'puerts_node.node');

/** npm as it was called, or the one on the PATH. */
export function npm(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('npm-cli.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

/**
 * True when npm's own record of node_modules (node_modules/.package-lock.json) holds what the lock file asks for;
 * optional packages of other platforms may be absent.
 */
export function matchesLock(lock, installed) {
  const wanted = Object.entries(lock.packages ?? {}).filter(([path]) => path !== '');
  const present = installed.packages ?? {};
  return wanted.every(([path, entry]) => {
    const found = present[path];
    return found ? found.version === entry.version : Boolean(entry.optional);
  });
}

/** Installs exactly what package-lock.json says when node_modules is not that already. */
export async function ensureNpmPackages() {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const lock = digest(lockText);
  const stamp = readStamp(stampFile);
  if (stamp.lock === lock) return 'up to date';
  const record = readStamp(join(modules, '.package-lock.json'));
  const fits = record.packages !== undefined && matchesLock(JSON.parse(lockText), record);
  if (!fits) {
    // Install scripts stay off: npm 11 runs none that are not allowed, and only puerts needs one (ensurePuerts).
    const [program, args] = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    await runInStep(program, args, { cwd: root });
  }
  writeStamp(stampFile, { ...(fits ? stamp : {}), lock });
  return fits ? 'up to date' : 'installed';
}

/** The root of Node's headers if they are on this machine and of this very version; node-gyp downloads them otherwise. */
export function nodeHeaders(candidates = [dirname(dirname(process.execPath)), '/usr']) {
  return candidates.find((folder) => {
    const file = join(folder, 'include', 'node', 'node_version.h');
    if (!existsSync(file)) return false;
    const text = readFileSync(file, 'utf8');
    const number = (name) => new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1];
    return [number('MAJOR'), number('MINOR'), number('PATCH')].join('.') === process.versions.node;
  });
}

/** Node-API's headers, which are the same for every version: of this Node, or where node-gyp has put them. */
export function nodeApiHeaders() {
  const { node } = process.versions;
  const cache = process.env.npm_config_devdir ?? join(homedir(), '.cache', 'node-gyp');
  const folders = [nodeHeaders(), join(cache, node), dirname(dirname(process.execPath)), '/usr', '/usr/local'];
  return folders
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'include', 'node'))
    .find((folder) => existsSync(join(folder, 'node_api.h')));
}

async function compilePuerts() {
  const headers = nodeHeaders();
  const [program, args] = npm(['exec', '--no', '--', 'node-gyp-build']);
  await runInStep(program, args, {
    cwd: puertsFolder,
    env: { npm_config_build_from_source: 'true', ...(headers ? { npm_config_nodedir: headers } : {}) },
    hint: 'puerts could not be compiled; node-gyp needs python3, make, a C++ compiler and the headers of Node.',
  });
}

/** Compiles puerts for this Node (its install script), once per Node ABI, and proves that it loads. */
export async function ensurePuerts() {
  const abi = `${process.platform}-${process.arch}-${process.versions.modules}`;
  if (readStamp(stampFile).puerts === abi && existsSync(puertsAddon)) return 'up to date';
  const load = [process.execPath, ['-e', "require('puerts')"]];
  const loads = existsSync(puertsAddon) && (await capture(...load, { cwd: root })).code === 0;
  if (!loads) {
    await compilePuerts();
    await runInStep(...load, { cwd: root, hint: 'puerts was compiled but does not load in this Node.' });
  }
  writeStamp(stampFile, { ...readStamp(stampFile), puerts: abi });
  return loads ? 'up to date' : 'compiled';
}

/*
 * Builds the analysis library as WebAssembly, twice: build/wasm/voice_recorder_analysis.mjs and .wasm beside it are all
 * of it, for Node; build/wasm/page has two files of the same names, much smaller ones for a worker of a page: they read
 * blobs alone, and vra_export and rings are refused with VRA_NOT_SUPPORTED.
 *
 *     import load from './voice_recorder_analysis.mjs';
 *     const module = await load();
 *     const module = await load({ wasmBinary: bytes });  // or locateFile: where the .wasm is not beside the .mjs
 *
 * What the module has (editor-extension/source/shared/wasm/AnalysisModule.ts holds the types):
 * - every function of voice_recorder_analysis.h as _vra_NAME, and _malloc and _free; pointers and size_t are numbers,
 *   int64_t and uint64_t are BigInt;
 * - addFunction (a progress callback has the signature 'iid'), UTF8ToString, stringToUTF8, lengthBytesUTF8;
 * - HEAPU8 and the other views, which are new objects after memory has grown;
 * - FS, and FS.filesystems.NODEFS for folders; of a page instead `blobs`, as load({ blobs: [{ path, blob }] }) gave them.
 * It evaluates no text: `script-src 'self' 'wasm-unsafe-eval'` is enough.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { availableParallelism } from 'node:os';
import { brotliCompressSync } from 'node:zlib';
import { fetchDebianSource } from './debian-source.mjs';
import { projectFiles } from './files.mjs';
import { generator } from './native-build.mjs';
import { build, modules, plugin, root } from './paths.mjs';
import { runInStep } from './progress.mjs';
import { capture } from './run.mjs';
import { digest, readStamp, writeStamp } from './stamp.mjs';
import { wasmModuleText } from './wasm-module.mjs';

const NAME = 'voice_recorder_analysis';
const OUTPUTS = [`${NAME}.mjs`, `${NAME}.wasm`];
const folder = join(build, 'wasm');
const page = join(folder, 'page');
const objects = join(build, 'wasm-objects');
const libraries = join(build, 'wasm-libraries');
const loudnessSource = join(libraries, 'libebur128');
const stampFile = join(objects, '.vr-built');
const RETRY_MS = 3_600_000;
const GIVE_SOURCE = 'VR_EBUR128_SOURCE may name a folder with the sources of libebur128.';
const HEADER_LIBRARIES = { kissfft: 'kissfft/kissfft.hh', nlohmann: 'nlohmann/json.hpp', boost: 'boost/crc.hpp' };
const PREFIXES = ['/usr/include', '/usr/local/include', '/opt/homebrew/include'];
const SOURCES =
  /^(native\/plugins\/voice-recorder\/(include|base|mix|writer|cycle|encode|recorder|analysis)\/|scripts\/lib\/(wasm|debian))/;

/** The toolchain's own description, or undefined where there is none. */
async function toolchain() {
  const { code, stdout } = await capture('emcc', ['--version']);
  return code === 0 ? stdout.split('\n')[0] : undefined;
}

/** Only the folders that are wanted, never the machine's include folder as a whole: its libc is another one. */
function linkHeaders() {
  const into = join(libraries, 'include');
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const missing = Object.entries(HEADER_LIBRARIES).filter(([name, header]) => {
    const prefix = PREFIXES.find((each) => existsSync(join(each, header)));
    if (prefix) symlinkSync(join(prefix, name), join(into, name));
    return !prefix;
  });
  return { into, missing: missing.map(([, header]) => header) };
}

/** The folder of ebur128.c, or undefined with a note of why there is none. */
async function loudness(note) {
  const given = process.env.VR_EBUR128_SOURCE ?? loudnessSource;
  const found = () => [join(given, 'ebur128'), given].find((each) => existsSync(join(each, 'ebur128.c')));
  if (found()) return found();
  const reason = process.env.VR_EBUR128_SOURCE
    ? `VR_EBUR128_SOURCE is ${given}, which has no ebur128.c`
    : await fetchDebianSource('libebur128', loudnessSource);
  if (!reason) return found();
  note(`WebAssembly without loudness: ${reason}. ${GIVE_SOURCE}`);
  return undefined;
}

function sourcesDigest() {
  const files = projectFiles().filter((path) => SOURCES.test(path));
  return digest(
    files
      .sort()
      .map((path) => `${path} ${digest(readFileSync(join(root, path), 'utf8'))}`)
      .join('\n'),
  );
}

/** False: built without loudness, which is tried again after an hour, or at once where its sources are named. */
export function isFinal({ loudness, triedAt }, given, now = Date.now()) {
  return loudness || (given === undefined && now - triedAt < RETRY_MS);
}

function isBuilt(stamp, key) {
  const outputs = [folder, page].flatMap((into) => OUTPUTS.map((name) => join(into, name)));
  if (stamp.key !== key || !outputs.every((path) => existsSync(path))) return false;
  return isFinal(stamp, process.env.VR_EBUR128_SOURCE);
}

async function compile(headers, loudnessFolder, fingerprint) {
  const cmake = readFileSync(join(plugin, 'CMakeLists.txt'), 'utf8');
  const version = /VERSION (\d+\.\d+\.\d+)/.exec(cmake)?.[1] ?? '0.0.0';
  // emcc's own tools need acorn: Debian has it for Node's modules of the system, npm in the project's.
  const env = { NODE_PATH: [modules, '/usr/share/nodejs', process.env.NODE_PATH ?? ''].join(delimiter) };
  const source = join(plugin, 'analysis', 'wasm');
  const settings = [
    `-DVRA_HEADERS=${headers}`,
    `-DVRA_EBUR128_SOURCE=${loudnessFolder ?? ''}`,
    `-DVRA_VERSION=${version}`,
    `-DVRA_FINGERPRINT=${fingerprint}`,
    '-DCMAKE_BUILD_TYPE=Release',
  ];
  await runInStep('emcmake', ['cmake', '-S', source, '-B', objects, ...generator(objects), ...settings], { env });
  await runInStep('cmake', ['--build', objects, '-j', String(availableParallelism())], { env });
}

/** One module of the two: the .wasm first, then what loads it, as small as it gets. */
async function publish(built, into, node) {
  const { transform } = await import('esbuild');
  const text = wasmModuleText(readFileSync(join(objects, `${built}.js`), 'utf8'), NAME, { node });
  const { code } = await transform(text, { format: 'esm', target: 'es2020', minify: true });
  mkdirSync(into, { recursive: true });
  copyFileSync(join(objects, `${built}.wasm`), join(into, `${NAME}.wasm`));
  writeFileSync(join(into, `${NAME}.mjs`), code);
}

function sizes(into) {
  const kilobytes = OUTPUTS.map((name) => brotliCompressSync(readFileSync(join(into, name))).length / 1024);
  return `${(kilobytes[0] + kilobytes[1]).toFixed(0)} KB compressed`;
}

/**
 * Builds what is out of date and returns the folder, build/wasm; undefined, with a note of why, where this machine
 * cannot build them. Throws when a build fails. `note(text)` prints a line.
 */
export async function ensureWasmBuild(note = console.log) {
  const emcc = await toolchain();
  if (!emcc) {
    note('no WebAssembly: emcc of emscripten was not found (Debian and Ubuntu: apt-get install emscripten node-acorn)');
    return undefined;
  }
  const sources = sourcesDigest();
  const key = `${emcc} ${sources}`;
  const stamp = readStamp(stampFile);
  if (isBuilt(stamp, key)) {
    if (!stamp.loudness) note(`WebAssembly without loudness, as it was built. ${GIVE_SOURCE}`);
    return folder;
  }
  const { into, missing } = linkHeaders();
  if (missing.length > 0) {
    note(
      `no WebAssembly: ${missing.join(', ')} not found under ${PREFIXES.join(', ')} ` +
        '(Debian and Ubuntu: apt-get install libkissfft-dev nlohmann-json3-dev libboost-dev)',
    );
    return undefined;
  }
  const loudnessFolder = await loudness(note);
  await compile(into, loudnessFolder, sources.slice(0, 16));
  await publish(NAME, folder, true);
  await publish(`${NAME}_page`, page, false);
  writeStamp(stampFile, { key, loudness: loudnessFolder !== undefined, triedAt: Date.now() });
  note(`WebAssembly: ${sizes(folder)}, for a page ${sizes(page)}`);
  return folder;
}

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { Capabilities } from '../shared/analysis';
import { describeAttempts, findAnalysis } from '../host/analysis/loadAnalysis';
import { loadAddon } from '../host/analysis/loadAddon';
import { installedBrowser } from './openInBrowser';
import { pageFolder, pagePlaces } from './places';

export interface Check {
  name: string;
  ok: boolean;
  /** What was found, in a few words. */
  told: string;
  /** What to do; '' when it is fine. */
  advice: string;
}

const OLDEST_NODE: readonly [number, number] = [20, 9];
const BUILD = 'Run npm run setup in the project, or install the package anew.';

export async function checkAll(captures: string): Promise<Check[]> {
  const analysis = await findAnalysis().catch(() => null);
  const can = (await analysis?.analysis.capabilities().catch(() => null)) ?? null;
  return [
    checkNode(process.versions.node),
    checkAddon(),
    await checkWasm(),
    ...checkCapabilities(can),
    await checkFolder('captures readable', captures, constants.R_OK),
    await checkFolder('captures writable', captures, constants.W_OK),
    checkPage(),
    checkBrowser(),
  ];
}

const fine = (name: string, told: string): Check => ({ name, ok: true, told, advice: '' });
const missing = (name: string, told: string, advice: string): Check => ({ name, ok: false, told, advice });

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return fine('Node', version);
  return missing('Node', version, `Install Node ${OLDEST_NODE.join('.')} or later.`);
}

function checkAddon(): Check {
  const { found, tried } = loadAddon();
  if (found) return fine('native addon', found.path);
  const instead = 'Without it WebAssembly measures, more slowly, and recover and wipe are not there.';
  return missing('native addon', 'none loads', `${BUILD} ${instead}\n${describeAttempts(tried)}`);
}

async function checkWasm(): Promise<Check> {
  try {
    const { analysis, path, tried } = await findAnalysis({ prefer: 'wasm' });
    if (analysis.kind === 'wasm') return fine('WebAssembly', path);
    return missing('WebAssembly', 'none loads', `${BUILD}\n${describeAttempts(tried)}`);
  } catch (error) {
    return missing('WebAssembly', 'none loads', (error as Error).message);
  }
}

function checkCapabilities(can: Capabilities | null): Check[] {
  if (can === null) return [missing('analysis', 'no build of it works', BUILD)];
  const { aacDecoder, aacEncoder, encryption } = can;
  const install = 'Install the shared libraries of FFmpeg (Debian: libavcodec59).';
  const decoder = `${install} Without one AAC is told of by its feature track alone; the page decodes by itself.`;
  return [
    aacDecoder.name !== null
      ? fine('AAC decoder', aacDecoder.name)
      : missing('AAC decoder', 'none was found', `${decoder}\nTried: ${aacDecoder.tried.join(', ')}`),
    aacEncoder !== null
      ? fine('AAC encoder', aacEncoder)
      : missing('AAC encoder', 'built without one', 'Install vo-aacenc (Debian: libvo-aacenc-dev) and build again.'),
    encryption
      ? fine('encryption', 'libsodium')
      : missing('encryption', 'built without it', 'Install libsodium (Debian: libsodium-dev) and build again.'),
  ];
}

async function checkFolder(name: string, folder: string, mode: number): Promise<Check> {
  try {
    if (!(await stat(folder)).isDirectory()) return missing(name, folder, 'That is no folder.');
    await access(folder, mode | constants.X_OK);
    return fine(name, folder);
  } catch (error) {
    const told = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such folder' : 'access is denied';
    return missing(name, `${folder}: ${told}`, 'Name the folder with --captures, make it, or change who may use it.');
  }
}

function checkPage(): Check {
  const folder = pageFolder();
  if (folder !== null) return fine('page', folder);
  return missing('page', 'not built', `${BUILD}\nTried: ${pagePlaces().join(', ')}`);
}

function checkBrowser(): Check {
  const browser = installedBrowser();
  if (browser !== null) return fine('browser', browser);
  return missing('browser', 'none was found', 'Install one (Debian: chromium), or open the link of serve elsewhere.');
}

import { describeAttempts, findAnalysis } from '../host/analysis/loadAnalysis';
import { loadAddon } from '../host/analysis/loadAddon';
import type { Capabilities } from '../shared/analysis';
import { fine, missing, note } from './Check';
import type { Check } from './Check';
import { checkFolder, checkFreeSpace } from './folderChecks';
import type { CheckedFolder } from './folderChecks';
import { installedBrowser } from './openInBrowser';
import { pageFolder, pagePlaces } from './places';
import { checkPort } from './portCheck';

export interface Checked {
  captures: CheckedFolder;
  /** 0: any that is free. */
  port: number;
}

const OLDEST_NODE: readonly [number, number] = [20, 9];
const BUILD = 'Run npm run setup in the project, or install the package anew.';

export async function checkAll({ captures, port }: Checked): Promise<Check[]> {
  const analysis = await findAnalysis().catch(() => null);
  const can = (await analysis?.analysis.capabilities().catch(() => null)) ?? null;
  return [
    checkNode(process.versions.node),
    checkAddon(),
    await checkWasm(),
    ...checkCapabilities(can),
    ...(await checkFolder(captures)),
    await checkFreeSpace(captures.path),
    await checkPort(port),
    checkPage(),
    checkBrowser(),
  ];
}

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return fine('Node', version);
  return missing('Node', version, `Install Node ${OLDEST_NODE.join('.')} or later.`);
}

function checkAddon(): Check {
  const { found, tried } = loadAddon();
  const attempts = describeAttempts(tried);
  if (found) {
    // One that is named and does not load is passed over quietly elsewhere.
    return tried.length === 0
      ? fine('native addon', found.path)
      : note('native addon', found.path, `Tried before:\n${attempts}`);
  }
  const instead = 'Without it WebAssembly measures, more slowly, and recover and wipe are not there.';
  return missing('native addon', 'none loads', `${BUILD} ${instead}\nTried:\n${attempts}`);
}

async function checkWasm(): Promise<Check> {
  try {
    const { analysis, path, tried } = await findAnalysis({ prefer: 'wasm' });
    if (analysis.kind === 'wasm') return fine('WebAssembly', path);
    return missing('WebAssembly', 'none loads', `${BUILD}\nTried:\n${describeAttempts(tried)}`);
  } catch (error) {
    return missing('WebAssembly', 'none loads', (error as Error).message);
  }
}

function checkCapabilities(can: Capabilities | null): Check[] {
  if (can === null) return [missing('analysis', 'no build of it works', BUILD)];
  const { aacDecoder, aacEncoder, encryption } = can;
  const install = 'Install the shared libraries of FFmpeg (Debian: libavcodec59), or name one in VR_AAC_DECODER.';
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

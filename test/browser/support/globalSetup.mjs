import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumDriver, launchOptions } from '../../../scripts/lib/browser.mjs';
import { build, pageFolder } from '../../../scripts/lib/paths.mjs';
import { makeRealCaptures } from '../../../scripts/lib/real-captures.mjs';

const artefacts = join(build, 'browser-tests');
const captures = join(artefacts, 'captures');

/** Screenshots of the last run go; the captures stay when VR_KEEP_CAPTURES is set, to try one test again and again. */
function emptyArtefacts() {
  mkdirSync(artefacts, { recursive: true });
  for (const name of readdirSync(artefacts)) if (name.endsWith('.png')) rmSync(join(artefacts, name));
}

/** Once for all files: the captures, and the browser whose address is in VR_BROWSER. */
export default async function setUp() {
  if (!existsSync(join(pageFolder, 'app.js'))) {
    throw new Error('the page is not built; run: npm run setup -- --profile test');
  }
  emptyArtefacts();
  if (!process.env.VR_KEEP_CAPTURES || !existsSync(captures)) await makeRealCaptures(captures);
  const chromium = await chromiumDriver();
  const server = await chromium.launchServer(launchOptions({ headlessShell: true }));
  globalThis.browserServer = server;
  process.env.VR_BROWSER = server.wsEndpoint();
}

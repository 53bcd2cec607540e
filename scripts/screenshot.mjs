#!/usr/bin/env node
// npm run screenshot: the picture of the viewer in the README, made of real captures by the system's Chromium.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { serveCaptures } from '../editor-extension/bench/server.mjs';
import { chromiumDriver, launchOptions } from './lib/browser.mjs';
import { CommandError, runMain } from './lib/errors.mjs';
import { build, plugin, root } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';
import { makeRealCaptures } from './lib/real-captures.mjs';
import { setUp } from './setup.mjs';

const picture = join(plugin, 'doc', 'viewer.png');
const folder = join(build, 'screenshot');
const MOST_BYTES = 200_000;
const VIEWPORT = { width: 1280, height: 860 };
/** What stands in the picture instead of the folder on this machine. */
const SHOWN_FOLDER = '~/game/captures';

/** What `npm start` makes; the broken files that tests need do not come into the picture. */
async function captures() {
  await makeRealCaptures(folder, { knownVoices: false });
  for (const name of readdirSync(folder).filter((each) => each.startsWith('broken'))) rmSync(join(folder, name));
}

async function take(browser, link) {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB', colorScheme: 'light' });
  await page.route('**/api/about', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), folder: SHOWN_FOLDER } });
  });
  await page.goto(link);
  await page.locator('[data-capture]', { hasText: 'Key pressed' }).first().click();
  await page.locator('.vr-stage[data-waveforms="complete"][aria-busy="false"]').waitFor();
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight');
  await page.mouse.move(0, 0);
  await page.screenshot({ path: picture });
}

await runMain(async () => {
  await setUp('start');
  await step('captures', captures);
  await step('picture', async () => {
    const server = await serveCaptures({ root, folder });
    const browser = await (await chromiumDriver()).launch(launchOptions({ headlessShell: true }));
    try {
      await take(browser, server.link);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
  const { size } = statSync(picture);
  console.log(`${relative(root, picture)}: ${(size / 1000).toFixed(0)} kB`);
  if (size > MOST_BYTES) throw new CommandError(`The picture has ${size} bytes; expected at most ${MOST_BYTES}`);
});

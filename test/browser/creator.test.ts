import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../../editor-extension/source/view/i18n/en';
import { Creator } from './support/creator';
import { eventually } from './support/eventually';
import { hear, level } from './support/sound';
import { leaveBrowser } from './support/viewer';

afterAll(leaveBrowser);

const two = (name: string) => /^(mix|split)\./.test(name);

describe('The Captures panel of Creator', () => {
  let creator: Creator;
  afterEach(() => creator.close());

  test('ShowsTheCapturesOfTheProjectAndPlaysThem', async () => {
    creator = await Creator.open();
    const panel = await creator.openPanel();
    const rows = panel.locator('[data-capture]');
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThan(3);
    await panel.getByRole('searchbox').fill('mix.wav');
    await rows.first().click();
    await panel.getByRole('button', { name: en.toolbar.play }).click();
    await eventually(async () => expect(level((await hear(creator.page, 'nothing')).samples)).toBeGreaterThan(-50));
  });
});

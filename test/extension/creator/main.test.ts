import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  EXTENSION,
  MESSAGES,
  SETTINGS,
  SETTINGS_TAB,
  COMPONENT,
} from '../../../editor-extension/source/shared/creator';
import { root } from '../analysis/builds';
import { temporaryFolder, writeCapture } from '../support/captures';
import { CreatorMain } from '../support/creatorMain';
import type { CreatorMainOptions } from '../support/creatorMain';
import { until } from '../support/waiting';

const built = join(root, 'build/cocos-extension');

(existsSync(join(built, 'package.json')) ? describe : describe.skip)("The extension in Creator's main process", () => {
  let project: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (project = temporaryFolder()));
  afterEach(() => {
    project.remove();
  });
  const creator = (more: Partial<CreatorMainOptions> = {}) =>
    new CreatorMain({ built, project: project.path, ...more });

  it('has the names that package.json says', () => {
    const { name, contributions, panels } = creator().manifest;
    expect(name).toBe(EXTENSION);
    expect(Object.keys(contributions.messages).sort()).toEqual(Object.values(MESSAGES).sort());
    expect(Object.keys(contributions.profile.project).sort()).toEqual(Object.values(SETTINGS).sort());
    expect(Object.keys(contributions.project[SETTINGS_TAB]?.content ?? {}).sort()).toEqual(
      Object.values(SETTINGS).sort(),
    );
    expect(Object.keys(contributions.inspector.section.node)).toEqual([COMPONENT]);
    for (const path of [panels.default.main, ...Object.values(contributions.inspector.section.node)]) {
      expect(existsSync(join(built, path))).toBe(true);
    }
  });

  it('has a method for every message', async () => {
    mkdirSync(join(project.path, 'captures'));
    const main = creator();
    for (const message of Object.keys(main.manifest.contributions.messages)) await main.run(message);
    expect(main.opened).toEqual([EXTENSION]);
    expect(main.folders).toEqual([join(project.path, 'captures')]);
    main.unload();
  });

  it('says where captures are, by the settings of the project', async () => {
    const main = creator({ settings: { capturesFolder: 'voices' } });
    expect(await main.run(MESSAGES.queryFolder)).toMatchObject({ path: join(project.path, 'voices'), kind: 'missing' });
    mkdirSync(join(project.path, 'voices'));
    writeCapture(join(project.path, 'voices'), 'a.wav', {});
    expect(await main.run(MESSAGES.queryActivity)).toMatchObject({ captures: 1, problem: '' });
  });

  it('explains a folder that is not there, or does not open', async () => {
    const main = creator({ openPath: () => 'no file manager' });
    await main.run(MESSAGES.openFolder);
    expect(main.shown).toMatchObject([{ kind: 'info', text: expect.stringContaining(project.path), detail: /F9/ }]);
    mkdirSync(join(project.path, 'captures'));
    await main.run(MESSAGES.openFolder);
    expect(main.shown[1]).toMatchObject({ kind: 'warn', text: /no file manager/ });
    await main.setSetting('capturesFolder', 'file');
    writeFileSync(join(project.path, 'file'), '');
    await main.run(MESSAGES.openFolder);
    expect(main.shown[2]).toMatchObject({ kind: 'warn', text: /a folder is expected/ });
    expect(main.folders).toEqual([join(project.path, 'captures')]);
  });

  it.each([
    ['en', /imports every capture/],
    ['zh', /会导入每个录音/],
  ] as const)('warns of captures in assets, at the start and when the settings change (%s)', async (language, text) => {
    const main = creator({ language, settings: { capturesFolder: 'assets/captures' } });
    await until(() => main.warnings.length === 1);
    await main.setSetting('capturesFolder', 'captures');
    expect(main.warnings).toHaveLength(1);
    expect(await main.setSetting('capturesFolder', 'assets')).toEqual(['settingsChanged']);
    expect(main.warnings).toEqual([expect.stringMatching(text), expect.stringMatching(text)]);
  });
});

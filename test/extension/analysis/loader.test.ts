import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAddon } from '../../../editor-extension/source/host/analysis/loadAddon';
import { findAnalysis, loadAnalysis, WASM_FILES } from '../../../editor-extension/source/host/analysis/loadAnalysis';
import { addonPlaces, packageRoots, wasmPlaces } from '../../../editor-extension/source/host/analysis/places';
import { recorderTools } from '../../../editor-extension/source/host/analysis/recorderTools';
import { ADDON, hasWasm, root, temporaryFolder } from './builds';

const folder = temporaryFolder();
const variables = ['VR_ANALYSIS_ADDON', 'VR_ANALYSIS_WASM'] as const;
const before = variables.map((name) => process.env[name]);

afterEach(() => {
  for (const [i, name] of variables.entries()) {
    if (before[i] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[i];
  }
});

test('looks at what the environment names, then for a prebuilt addon, then for what was built', () => {
  process.env['VR_ANALYSIS_ADDON'] = '/named/addon.node';
  expect(addonPlaces(['/package'])).toEqual([
    '/named/addon.node',
    `/package/prebuilds/${process.platform}-${process.arch}/voice_recorder_node.node`,
    '/package/build/node-addon/voice_recorder_node.node',
    '/package/build/native/voice_recorder_node.node',
  ]);
  process.env['VR_ANALYSIS_WASM'] = '/named';
  expect(wasmPlaces(['/package'])).toEqual(['/named', '/package/wasm', '/package/build/wasm']);
});

test('finds the package that a bundle lies in, whatever folder of it', () => {
  const inner = join(folder, 'package', 'dist', 'deep');
  mkdirSync(inner, { recursive: true });
  writeFileSync(join(folder, 'package', 'package.json'), '{}');
  expect(packageRoots(inner)[0]).toBe(join(folder, 'package'));
  expect(packageRoots()).toContain(root);
});

test('says of each place why it would not do', () => {
  const text = join(folder, 'text.node');
  writeFileSync(text, 'this is no addon');
  const missing = join(folder, 'missing.node');
  const { found, tried } = loadAddon([missing, text, ADDON]);
  expect(found?.path).toBe(ADDON);
  expect(tried).toEqual([
    { path: missing, why: 'there is no such file' },
    { path: text, why: expect.stringMatching(/text\.node/) as string },
  ]);
});

test('takes the addon by default, and what is preferred where both are there', async () => {
  expect((await loadAnalysis()).kind).toBe('addon');
  if (hasWasm) expect((await loadAnalysis({ prefer: 'wasm' })).kind).toBe('wasm');
});

describe('where nothing loads', () => {
  const places = jest.requireActual<typeof import('../../../editor-extension/source/host/analysis/places')>(
    '../../../editor-extension/source/host/analysis/places',
  );

  async function isolated(addons: string[], wasms: string[]) {
    jest.resetModules();
    jest.doMock('../../../editor-extension/source/host/analysis/places', () => ({
      ...places,
      addonPlaces: () => addons,
      wasmPlaces: () => wasms,
    }));
    const load = await import('../../../editor-extension/source/host/analysis/loadAnalysis');
    const tools = await import('../../../editor-extension/source/host/analysis/recorderTools');
    jest.dontMock('../../../editor-extension/source/host/analysis/places');
    return { ...load, ...tools };
  }

  test('the error names each place and what was wrong there', async () => {
    const broken = join(folder, 'broken-wasm');
    mkdirSync(broken, { recursive: true });
    for (const name of Object.values(WASM_FILES)) writeFileSync(join(broken, name), 'export default 5;');
    const { findAnalysis: find } = await isolated(['/no/addon.node'], ['/no/wasm', broken]);
    const error = (await find().catch((reason: unknown) => reason)) as Error & { code: string };
    expect(error.code).toBe('not-supported');
    expect(error.message).toContain('/no/addon.node: there is no such file');
    expect(error.message).toContain(`/no/wasm/${WASM_FILES.module}: there is no such file`);
    expect(error.message).toContain(`${broken}/${WASM_FILES.module}: `);
  }, 30_000);

  test('tools of the recorder say that they need the addon', async () => {
    const { recorderTools: tools } = await isolated(['/no/addon.node'], []);
    expect(() => tools()).toThrow(/need the native addon.*\n.*\/no\/addon\.node: there is no such file/);
  });

  (hasWasm ? test : test.skip)(
    'WebAssembly is taken where the addon does not load, and what was tried is told',
    async () => {
      const { findAnalysis: find } = await isolated(['/no/addon.node'], [join(root, 'build/wasm')]);
      const { analysis, path, tried } = await find();
      expect(analysis.kind).toBe('wasm');
      expect(path).toBe(join(root, 'build/wasm', WASM_FILES.module));
      expect(tried).toEqual([{ path: '/no/addon.node', why: 'there is no such file' }]);
    },
  );
});

test('the addon loads from anywhere, and says which recorder it has', async () => {
  const copy = join(folder, 'elsewhere.node');
  copyFileSync(ADDON, copy);
  process.env['VR_ANALYSIS_ADDON'] = copy;
  expect((await findAnalysis()).path).toBe(copy);
  const { recorderVersion, recorderFingerprint } = recorderTools();
  expect(recorderVersion).toMatch(/^\d+\.\d+\.\d+$/);
  expect(recorderFingerprint).toMatch(/^[0-9a-f]{16}$/);
});

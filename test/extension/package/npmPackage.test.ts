import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasWasm, root, temporaryFolder } from '../analysis/builds';
import { waveFile } from '../analysis/waves';

const PREBUILD = `${process.platform}-${process.arch}`;
const pageIsBuilt = existsSync(join(root, 'build/extension/view/index.html'));

interface Ran {
  code: number | null;
  output: string;
  error: string;
}

/** The package as somebody else gets it: packed, and installed into an empty project without a network. */
(hasWasm && pageIsBuilt ? describe : describe.skip)('the npm package', () => {
  const folder = temporaryFolder();
  const project = join(folder, 'project');
  const installed = join(project, 'node_modules', 'voice-recorder');
  const sound = join(folder, 'sound.wav');

  function run(program: string, args: string[], cwd = project): Ran {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VR_|npm_)/i.test(name)));
    const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
    return { code: status, output: stdout, error: stderr };
  }
  const npx = (...args: string[]): Ran => run('npx', ['--no', '--offline', '--', 'voice-recorder', ...args]);

  beforeAll(() => {
    const pack = join(root, 'scripts/package-npm.mjs');
    execFileSync(process.execPath, [pack, '--no-setup', '--out', folder], { encoding: 'utf8' });
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "private": true }');
    const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')];
    const { code, error } = run('npm', ['install', ...flags, join(folder, file)]);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    writeFileSync(sound, waveFile({ format: 'pcm16', channels: 2, sampleRate: 16000, seconds: 3 }));
  }, 300_000);

  test('is one package that needs no other', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'voice-recorder',
    ]);
    expect(readdirSync(installed).sort()).toEqual(
      ['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'dist', 'native', 'node_modules', 'package.json'].concat(
        ...['prebuilds', 'scripts', 'view', 'wasm'],
      ),
    );
  });

  test('names the licence of everything that it carries', () => {
    const libraries = readdirSync(join(installed, 'prebuilds', PREBUILD)).filter((name) => name.includes('.so'));
    const licences = readdirSync(join(installed, 'prebuilds', PREBUILD, 'licences'));
    expect(licences).toEqual(expect.arrayContaining(libraries.map((name) => `${name}.txt`)));
    const notices = readFileSync(join(installed, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['commander', 'sirv', 'yazl', 'cli-progress', 'preact', 'unzipit', 'signalsmith-stretch']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
  });

  test('has a command that knows its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(npx('--version')).toEqual({ code: 0, output: `${version}\n`, error: '' });
  }, 60_000);

  test('reads a WAV with the addon that it carries, and its libraries', () => {
    const { code, output, error } = npx('info', '--json', sound);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(output).toContain('"durationSeconds": 3');
    const doctor = npx('doctor').output;
    expect(doctor).toContain(join(installed, 'prebuilds', PREBUILD, 'voice_recorder_node.node'));
    expect(doctor).toContain(join(installed, 'wasm', 'voice_recorder_analysis.mjs'));
    expect(doctor).toContain(join(installed, 'view'));
  }, 60_000);

  test('gives scripts the analysis, by its name', () => {
    const script = join(project, 'script.mjs');
    writeFileSync(
      script,
      `import { loadAnalysis, recorderTools } from 'voice-recorder';
       const analysis = await loadAnalysis();
       const capture = await analysis.open(${JSON.stringify(sound)});
       console.log(analysis.kind, (await capture.info()).channels, recorderTools().recorderVersion.split('.').length);`,
    );
    expect(run(process.execPath, [script])).toEqual({ code: 0, output: 'addon 2 3\n', error: '' });
  }, 60_000);

  test('has declarations for those who import it in TypeScript', () => {
    const source = join(project, 'typed.mts');
    writeFileSync(
      source,
      `import { loadAnalysis, type CaptureInfo, type RecoverOptions } from 'voice-recorder';
       const info: CaptureInfo = await (await (await loadAnalysis({ prefer: 'wasm' })).open('a.wav')).info();
       const options: RecoverOptions = { recoveryFolder: '', capturesFolder: info.path };
       // @ts-expect-error there is no such build
       await loadAnalysis({ prefer: 'gpu', options });`,
    );
    const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node'];
    const flags = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'node16', '--lib', 'es2022'];
    const { code, output } = run(process.execPath, [
      ...[join(root, 'node_modules/typescript/bin/tsc'), ...flags, ...types, source],
    ]);
    expect({ code, output }).toEqual({ code: 0, output: '' });
  }, 60_000);

  test('can be built from source: what that needs is there', () => {
    expect(existsSync(join(installed, 'native/plugins/voice-recorder/CMakeLists.txt'))).toBe(true);
    expect(existsSync(join(installed, 'node_modules/node-addon-api/napi.h'))).toBe(true);
    expect(run('npm', ['run', '--silent', 'build-addon', '--', '--help'], installed).output).toMatch(/CMake 3\.22/);
  }, 60_000);

  test('without its addon measures by WebAssembly, and says what it tried', () => {
    rmSync(join(installed, 'prebuilds'), { recursive: true });
    expect(npx('info', '--json', sound)).toMatchObject({ code: 0, output: expect.stringContaining('3') as string });
    const doctor = npx('doctor').output;
    expect(doctor).toContain(
      `${join(installed, 'prebuilds', PREBUILD, 'voice_recorder_node.node')}: there is no such file`,
    );
    const recover = npx('recover', '--recovery', folder, '--captures', folder);
    expect(recover.code).not.toBe(0);
    expect(recover.error).toContain('need the native addon');
    expect(recover.error).toContain(join(installed, 'build/node-addon/voice_recorder_node.node'));
  }, 60_000);
});

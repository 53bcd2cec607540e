import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasWasm, root, temporaryFolder } from '../extension/analysis/builds';
import { waveFile } from '../extension/analysis/waves';

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
    const bundled = ['commander', 'sirv', 'yazl', 'cli-progress', 'preact', '@preact/signals', 'unzipit'];
    for (const name of [...bundled, 'signalsmith-stretch']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
    // Each with its whole text, also of packages that hold none.
    for (const part of notices.split(/^-{80}$/m))
      expect(part).toMatch(/Permission is hereby granted|Redistribution and use/);
    expect(notices).toMatch(/^signalsmith-stretch [\s\S]*?Copyright \(c\) Geraint Luff\n\nPermission is hereby/m);
    expect(readdirSync(join(installed, 'node_modules/node-addon-api'))).toContain('LICENSE.md');
    expect(readdirSync(join(installed, 'wasm/licences'))).toEqual(
      expect.arrayContaining(['emscripten.txt', 'kissfft.txt', 'libebur128.txt', 'nlohmann-json.txt']),
    );
  });

  test('has commands that work: list, peaks, export, bundle', () => {
    const [cut, zip] = [join(folder, 'cut.wav'), join(folder, 'sound.zip')];
    expect(npx('list', folder).output).toMatch(/sound\.wav/);
    expect(npx('peaks', sound, '--points', '2').output.trim().split('\n')).toHaveLength(3);
    expect(npx('export', sound, '--from', '1', '--to', '2', '--out', cut)).toMatchObject({ code: 0, error: '' });
    expect(npx('info', cut).output).toContain('0:01.0');
    expect(npx('bundle', sound, '--out', zip)).toMatchObject({ code: 0, error: '' });
    expect(readFileSync(zip).toString('latin1')).toContain('report.html');
  }, 60_000);

  test('serves its own page', async () => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VR_|npm_)/i.test(name)));
    const cli = join(project, 'node_modules/.bin/voice-recorder');
    const child = spawn(cli, ['serve', folder, '--json', '--no-open'], { cwd: project, env });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    while (!out.endsWith('}\n')) await new Promise((resolve) => setTimeout(resolve, 20));
    const page = await fetch((JSON.parse(out) as { link: string }).link);
    expect(await page.text()).toContain('app.js');
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0);
  }, 60_000);

  (process.platform === 'linux' ? test : test.skip)(
    'says which system its addon needs, also when it does not load',
    () => {
      const prebuild = join(installed, 'prebuilds', PREBUILD);
      const needs = JSON.parse(readFileSync(join(prebuild, 'needs.json'), 'utf8')) as {
        glibc: string;
        glibcxx: string;
      };
      expect(needs).toEqual({ glibc: expect.stringMatching(/^2\.\d+/), glibcxx: expect.stringMatching(/^3\.4\.\d+/) });
      const readme = readFileSync(join(installed, 'README.md'), 'utf8');
      expect(readme).toContain(`glibc ${needs.glibc} `);
      expect(readme).not.toMatch(/[{]\w+[}]\W/);
      const addon = join(prebuild, 'voice_recorder_node.node');
      const whole = readFileSync(addon);
      // As a system sees it that is too old.
      const tooNew = whole.toString('latin1').replace(`GLIBC_${needs.glibc}`, `GLIBC_9.${needs.glibc.slice(2)}`);
      writeFileSync(addon, tooNew, 'latin1');
      const doctor = npx('doctor').output;
      expect(doctor).toMatch(
        new RegExp(`missing +native addon[^]*GLIBC_9[^]*it needs glibc ${needs.glibc}[^]*npm run build-addon`),
      );
      expect(npx('info', sound)).toMatchObject({ code: 0, error: '' });
      writeFileSync(addon, whole);
    },
    60_000,
  );

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

  test('gives tests what listens, by its name', () => {
    const script = join(project, 'listens.mjs');
    // What a recorder would have written is there already.
    writeFileSync(
      script,
      `import { copyFileSync } from 'node:fs';
       import { assertHears, expectations, recordWhile } from 'voice-recorder/testing';
       let filePath = '';
       const recorder = {
         now: 0,
         start: async (config) => void ({ filePath } = config),
         stop: async () => copyFileSync(${JSON.stringify(sound)}, filePath),
         tick: () => 0,
       };
       const heard = await recordWhile({ recorder, artifacts: ${JSON.stringify(join(folder, 'kept'))} }, () => undefined);
       await assertHears(heard, expectations.length(3));
       const error = await assertHears(heard, expectations.length(4), 'too short').catch((thrown) => thrown);
       console.log(error.code, error.message.split('\\n')[1]);`,
    );
    expect(run(process.execPath, [script])).toEqual({
      code: 0,
      output: 'failed the capture lasts 3.00 s\n',
      error: '',
    });
    expect(readdirSync(join(folder, 'kept', 'too-short')).sort()).toEqual(['capture.wav', 'report.html']);
  }, 60_000);

  test('has declarations for those who import it in TypeScript', () => {
    const source = join(project, 'typed.mts');
    writeFileSync(
      source,
      `import { loadAnalysis, recorderTools, type CaptureInfo, type RecoverOptions, type Sidecar } from 'voice-recorder';
       import { expectations, recordWhile, type Recorded, type VoiceMatchers } from 'voice-recorder/testing';
       declare const game: Recorded;
       const cutOf = (sidecar: Sidecar): number => (sidecar.cutOf?.endSeconds ?? 0) - (sidecar.cutOf?.startSeconds ?? 0);
       const recovered: number = (await recorderTools().recover({ recoveryFolder: '/a', capturesFolder: '/b' })).captures.length;
       const info: CaptureInfo = await (await (await loadAnalysis({ prefer: 'wasm' })).open('a.wav')).info();
       const options: RecoverOptions = { recoveryFolder: '', capturesFolder: info.path + cutOf.name + recovered };
       const heard = await recordWhile({ recorder: game }, async ({ wait }) => wait(1));
       const jestOrVitest = (expected: VoiceMatchers<Promise<void>>) => expected.toHearSpeech({ from: { user: 'ann' } });
       console.log(heard.filePath, jestOrVitest);
       // @ts-expect-error whose speech must be said
       expectations.speech({});
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

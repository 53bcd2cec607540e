import { transformSync } from '@swc/core';
import { execFileSync, fork, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { unzip } from 'unzipit';
import { END } from '../../../editor-extension/source/shared/creator';
import * as engine from '../../cocos/cc';
import { ADDON, hasWasm, root, temporaryFolder } from '../analysis/builds';
import { waveFile } from '../analysis/waves';
import { CreatorMain } from '../support/creatorMain';

/** The extension as somebody gets it: one zip, unpacked into the folder of a project. */
(hasWasm ? describe : describe.skip)('the zip for Cocos Creator', () => {
  const folder = temporaryFolder();
  const project = join(folder, 'project');
  const installed = join(project, 'extensions', 'voice-recorder');
  const scripts = join(installed, 'assets', 'scripts');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const zip = join(folder, `voice-recorder-${version}.zip`);
  const entries: string[] = [];

  const text = (path: string): string => readFileSync(join(installed, path), 'utf8');
  const filesIn = (inside: string): string[] => {
    const all = readdirSync(join(installed, inside), { recursive: true }).map((path) => `${inside}/${String(path)}`);
    return all.filter((path) => statSync(join(installed, path)).isFile());
  };

  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'scripts/package-cocos.mjs'), '--no-setup', '--out', folder]);
    const { entries: found } = await unzip(new Uint8Array(readFileSync(zip)));
    for (const [path, entry] of Object.entries(found)) {
      entries.push(path);
      mkdirSync(dirname(join(installed, path)), { recursive: true });
      writeFileSync(join(installed, path), new Uint8Array(await entry.arrayBuffer()));
    }
  }, 300_000);

  test('holds these folders and files', () => {
    expect(readdirSync(installed).sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'README.zh-CN.md', 'THIRD-PARTY-NOTICES.txt'],
      ...['assets', 'dist', 'i18n', 'native', 'package.json', 'wasm'],
    ]);
    expect(entries).toContain('package.json'); // at its root
    expect(readdirSync(join(installed, 'native')).sort()).toEqual(
      ['CMakeLists.txt', 'abi', 'android', 'base', 'bridges', 'cc_plugin.json', 'cmake', 'cycle'].concat(
        ...['doc', 'encode', 'include', 'ios', 'mac', 'mix', 'recorder', 'tap', 'vcpkg.json', 'windows', 'writer'],
      ),
    );
    expect(readdirSync(join(installed, 'native/bridges'))).toEqual(['cocos', 'flat']);
    expect(readdirSync(join(installed, 'native/include/adapters'))).toEqual(
      expect.arrayContaining(['agora.h', 'nertc.h', 'webrtc.h']),
    );
    expect(text('native/doc/cocos-native.md')).toContain('# The native plugin of Cocos Creator');
    expect(readdirSync(scripts).filter((name) => !name.endsWith('.meta'))).toEqual(
      [
        'VoiceRecorder.ts',
        'bridge',
        'cocos.ts',
        'component',
        'config',
        'errors',
        'events',
        'hotkey',
        'index.ts',
      ].concat(...['sources', 'stats', 'tasks']),
    );
    expect(statSync(zip).size).toBeLessThan(20 << 20);
  });

  test('has the metas that are committed, byte by byte', () => {
    const meta = 'assets/scripts/component/VoiceRecorderComponent.ts.meta';
    expect(text(meta)).toBe(readFileSync(join(root, meta), 'utf8'));
  });

  test('names the licence of all that it carries', () => {
    const notices = text('THIRD-PARTY-NOTICES.txt');
    for (const name of ['preact', '@preact/signals', 'unzipit', 'yazl', 'signalsmith-stretch']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
    for (const part of notices.split(/^-{80}$/m)) expect(part).toMatch(/Permission is hereby|Redistribution and use/);
    expect(readdirSync(join(installed, 'wasm/licences')).sort()).toEqual([
      'boost.txt',
      'emscripten.txt',
      'kissfft.txt',
      'libebur128.txt',
      'nlohmann-json.txt',
    ]);
  });

  test('has bundles that ask for no package', () => {
    const asked = (path: string): string[] =>
      [...text(path).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name.replace(/^node:/, ''));
    const builtin = [
      'electron',
      'fs',
      'path',
      'os',
      'url',
      'crypto',
      'child_process',
      'worker_threads',
      'zlib',
      'stream',
    ];
    const more = ['fs/promises', 'stream/promises', 'events', 'util', 'buffer', 'timers/promises', 'string_decoder'];
    for (const path of ['dist/main.js', 'dist/host.js', 'dist/panel.js', 'dist/inspector.js']) {
      expect(asked(path).filter((name) => ![...builtin, ...more].includes(name))).toEqual([]);
    }
  });

  /** The scripts as a game has them: each compiled by itself, in a world with the engine and nothing of Node. */
  function loadScripts(printed: string[]): (path: string) => Record<string, unknown> {
    const line = (value: unknown): void => void printed.push(String(value));
    const world = createContext({ console: { error: line, warn: line, log: line } });
    const loaded = new Map<string, { exports: Record<string, unknown> }>();
    const load = (path: string): Record<string, unknown> => {
      const before = loaded.get(path);
      if (before) return before.exports;
      const module = { exports: {} };
      loaded.set(path, module);
      const { code } = transformSync(readFileSync(path, 'utf8'), {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: true },
          target: 'es2016',
          externalHelpers: false,
        },
        module: { type: 'commonjs' },
        isModule: true,
      });
      const ask = (name: string): unknown => {
        if (name === 'cc') return engine;
        const file = `${resolve(dirname(path), name)}.ts`;
        if (!name.startsWith('.') || relative(scripts, file).startsWith('..')) throw new Error(`nobody has ${name}`);
        return load(file);
      };
      (runInContext(`(function (require, module, exports) {${code}\n})`, world) as (...args: unknown[]) => void)(
        ...[ask, module, module.exports],
      );
      return module.exports;
    };
    return load;
  }

  test('has scripts that need the engine alone, and say that there is no plugin', () => {
    const printed: string[] = [];
    const load = loadScripts(printed);
    const sources = filesIn('assets').filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
    expect(sources.length).toBeGreaterThan(40);
    for (const path of sources) load(join(installed, path));
    const { VoiceRecorderComponent } = load(join(scripts, 'component/VoiceRecorderComponent.ts')) as {
      VoiceRecorderComponent: new () => { enterRoom(room: string): number; dump(): number };
    };
    expect(Object.keys(load(join(scripts, 'cocos.ts')))).toEqual(
      expect.arrayContaining(['VoiceRecorder', 'ReturnCode']),
    );
    const component = new VoiceRecorderComponent();
    const node = new engine.Node();
    node.attach(component as never);
    engine.director.add(node);
    engine.director.tick();
    expect([component.enterRoom('lobby'), component.dump()]).toEqual([39002, 39002]);
    expect(printed).toEqual([expect.stringContaining('not supported here: a web or mini-game build')]);
    engine.director.reset();

    // What the inspector shows of it is in the extension's texts.
    const keys = new Set(
      [...engine.CCClass.attrs(VoiceRecorderComponent as never).values()].flatMap((each) =>
        [...JSON.stringify(each).matchAll(/i18n:voice-recorder\.([\w.]+)/g)].map(([, key = '']) => key),
      ),
    );
    expect(keys.size).toBeGreaterThan(70);
    for (const language of ['en', 'zh']) {
      const texts: unknown = createRequire(zip)(join(installed, 'i18n', `${language}.js`));
      const found = (key: string): unknown =>
        key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], texts);
      expect([...keys].filter((key) => typeof found(key) !== 'string')).toEqual([]);
      expect(found('component.tips.maxBufferBytes')).toMatch(/ \(maxBufferBytes\)$/);
    }
  }, 60_000);

  test('has a main process that knows the captures of the project', async () => {
    const captures = join(project, 'captures');
    mkdirSync(captures, { recursive: true });
    writeFileSync(join(captures, 'a.wav'), waveFile({ format: 'pcm16', channels: 1, sampleRate: 16000, seconds: 1 }));
    const creator = new CreatorMain({ built: installed, project });
    expect(await creator.run('query-folder')).toMatchObject({ path: captures, kind: 'ready' });
    expect(await creator.run('query-activity')).toMatchObject({ captures: 1, problem: '' });
    await creator.run('open-panel');
    expect(creator.opened).toEqual(['voice-recorder']);
    creator.unload();
  });

  describe('its process for a panel', () => {
    const prebuilds = join(installed, 'prebuilds', `${process.platform}-${process.arch}`);
    afterEach(() => rmSync(join(installed, 'prebuilds'), { recursive: true, force: true }));

    /** What it says first, and the files of ours that it has loaded as machine code. */
    async function started(): Promise<{ said: unknown; loaded: string[] }> {
      const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VR_|npm_)/i.test(name)));
      const place = [join(project, 'captures')];
      const child = fork(join(installed, 'dist/host.js'), place, { env, execArgv: [], silent: true });
      const said = await new Promise((done) => child.once('message', done));
      const maps = process.platform === 'linux' ? readFileSync(`/proc/${String(child.pid)}/maps`, 'utf8') : '';
      child.send(END);
      await new Promise((done) => child.once('exit', done));
      return { said, loaded: [...new Set(maps.match(/\S*voice_recorder\S*\.node$/gm))] };
    }

    test('measures captures by the WebAssembly that it carries', async () => {
      expect(await started()).toEqual({ said: { kind: 'serving', analysis: '' }, loaded: [] });
    }, 60_000);

    (process.platform === 'linux' ? test : test.skip)(
      'takes an addon that was built for this system and put beside it',
      async () => {
        mkdirSync(prebuilds, { recursive: true });
        copyFileSync(ADDON, join(prebuilds, basename(ADDON)));
        const { said, loaded } = await started();
        expect(said).toEqual({ kind: 'serving', analysis: '' });
        expect(loaded).toEqual([join(prebuilds, basename(ADDON))]);
      },
      60_000,
    );

    test('goes on with WebAssembly when that addon does not load, and measures', async () => {
      mkdirSync(prebuilds, { recursive: true });
      writeFileSync(join(prebuilds, basename(ADDON)), 'for another system');
      expect(await started()).toMatchObject({ said: { kind: 'serving' }, loaded: [] });
    }, 60_000);
  });

  describe('its native plugin', () => {
    const game = join(folder, 'game');
    const sources = join(root, 'test/cocos_native/game');

    // That all of it compiles, links and runs in this layout is what ctest shows, with the sources that the zip has.
    test.each(['windows', 'mac', 'android', 'ios'])(
      'is found and configured by a build for %s',
      (platform) => {
        const given = {
          PLUGIN: join(installed, 'native'),
          SOURCES: sources,
          FOLDER: game,
          PLATFORM: platform,
          BUILD: 'OFF',
        };
        const defined = Object.entries(given).map(([name, value]) => `-D${name}=${value}`);
        const { status, stderr } = spawnSync('cmake', [...defined, '-P', join(sources, 'build_game.cmake')], {
          encoding: 'utf8',
        });
        expect([status, stderr]).toEqual([0, expect.any(String)]);
      },
      120_000,
    );

    test('has every file that its sources name', () => {
      const inGame = join(game, 'extensions/voice-recorder/native');
      const commands = JSON.parse(readFileSync(join(game, 'build/compile_commands.json'), 'utf8')) as {
        file: string;
        command: string;
      }[];
      const compiled = commands.filter(({ file }) => file.startsWith(inGame));
      expect(compiled.length).toBeGreaterThan(50);
      const places = new Set(
        commands.flatMap(({ command }) => [...command.matchAll(/-I(\S+)/g)].map(([, path = '']) => path)),
      );
      const missing: string[] = [];
      for (const path of filesIn('native').filter((each) => /\.(cpp|h)$/.test(each))) {
        const from = join(game, 'extensions/voice-recorder', path);
        for (const [, name = ''] of text(path).matchAll(/^#include "([^"]+)"/gm)) {
          const isThere = [dirname(from), ...places].some((place) => existsSync(join(place, name)));
          if (!isThere) missing.push(`${path}: ${name}`);
        }
      }
      expect(missing).toEqual([]);
    });
  });

  test('goes into the sample project by --into, and over itself', () => {
    const game = join(folder, 'sample');
    mkdirSync(game);
    writeFileSync(join(game, 'package.json'), readFileSync(join(root, 'samples/cocos/package.json')));
    const into = (where: string): { status: number | null; stderr: string } =>
      spawnSync(
        process.execPath,
        [join(root, 'scripts/package-cocos.mjs'), '--no-setup', '--out', folder, '--into', where],
        { encoding: 'utf8' },
      );
    const before = readFileSync(zip);
    expect(into(game)).toMatchObject({ status: 0 });
    expect(before.equals(readFileSync(zip))).toBe(true); // the same bytes, made once more
    const unpacked = join(game, 'extensions/voice-recorder');
    const all = readdirSync(unpacked, { recursive: true }).filter((path) =>
      statSync(join(unpacked, String(path))).isFile(),
    );
    expect(all.map(String).sort()).toEqual(entries.sort());
    rmSync(join(unpacked, 'package.json'));
    expect(into(game)).toMatchObject({ status: 2, stderr: expect.stringContaining('is not this extension') as string });
    expect(into(folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('no project of Cocos') as string });
  }, 300_000);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type * as Component from '../../assets/scripts/component/VoiceRecorderComponent';
import type * as Face from '../../assets/scripts/cocos';
import * as cc from './cc';
import { dump } from './cc/dump';
import { loadCompiled } from './compiled';
import type { Compiler } from './compiled';
import { root } from './support';

jest.setTimeout(60_000);

const { ES2015, ES2017, ES2022 } = ts.ScriptTarget;
const COMPILERS: [name: string, compiler: Compiler][] = [
  ['Babel as Creator sets it', { target: ES2022, useDefineForClassFields: true, givesInitializers: true }],
  ['Babel without define', { target: ES2015, useDefineForClassFields: false, givesInitializers: true }],
  ['tsc', { target: ES2022, useDefineForClassFields: true, givesInitializers: false }],
  ['tsc without define', { target: ES2017, useDefineForClassFields: false, givesInitializers: false }],
];

const scripts = join(root, 'assets/scripts');
const load = (compiler: Compiler) =>
  loadCompiled<typeof Component>(join(scripts, 'component/VoiceRecorderComponent.ts'), compiler, { cc })
    .VoiceRecorderComponent;

beforeAll(() => jest.spyOn(console, 'warn').mockImplementation(() => undefined));
afterAll(() => jest.restoreAllMocks());

describe.each(COMPILERS)('Compiled by %s', (_, compiler) => {
  test('the component has the same rows, with the same defaults', () => {
    const first = load({ target: ES2022, useDefineForClassFields: true, givesInitializers: false });
    const other = load(compiler);
    const described = (ctor: typeof first): unknown =>
      dump(new ctor()).map((row) => ({ ...row, group: JSON.stringify(row.group) }));
    expect(described(other)).toEqual(described(first));
    expect(dump(new other()).length).toBeGreaterThan(35);
  });

  test('it lives and dies in a scene, and without a plugin nothing throws', () => {
    const component = new (load(compiler))();
    const node = new cc.Node();
    node.attach(component as never);
    cc.director.add(node);
    expect(component.enterRoom('lobby')).toBe(39002);
    cc.director.tick();
    cc.director.reset();
    expect([cc.game.listenerCount, cc.input.listenerCount]).toEqual([0, 0]);
  });

  test('the scripts beside it load without the engine', () => {
    const { VoiceRecorder } = loadCompiled<typeof Face>(join(scripts, 'cocos.ts'), compiler, {});
    expect(new VoiceRecorder().leaveRoom()).toBe(39002);
  });
});

describe('What Creator compiles', () => {
  const shipped = readdirSync(scripts, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !/testing|bridge\/(?:node|puerts)/.test(name))
    .map((name) => [name, readFileSync(join(scripts, name), 'utf8')] as const);

  test('has nothing that needs the types of another file, or an engine of scripts younger than ES2020', () => {
    expect(shipped.length).toBeGreaterThan(50);
    const texts = shipped.map(([name, text]) => [name, text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '')] as const);
    for (const [what, pattern] of [
      ['const enum', /\bconst enum\b/],
      ['declare enum', /\bdeclare enum\b/],
      ['namespace', /^\s*(?:export )?namespace /m],
      ['export =', /^export =/m],
      ['a bigint', /\b\d+n\b/],
      ['a type among values', /(?:import|export) \{[^}]*\btype\b[^}]*\}/],
      ['look-behind', /\(\?<[=!]/],
      ['satisfies', /\bsatisfies\b/],
      ['accessor', /^\s*accessor /m],
    ] as const) {
      expect([what, texts.filter(([, text]) => pattern.test(text)).map(([name]) => name)]).toEqual([what, []]);
    }
  });

  test('imports no package but cc, and that in the component alone', () => {
    const importers = shipped.flatMap(([name, text]) =>
      [...text.matchAll(/^(?:import|export) (?:[^;]*? from )?'([^.'][^']*)';/gm)].map((match) => [name, match[1]]),
    );
    expect(new Set(importers.map(([, from]) => from))).toEqual(new Set(['cc']));
    expect(importers.filter(([name]) => !name?.startsWith('component/'))).toEqual([]);
  });
});

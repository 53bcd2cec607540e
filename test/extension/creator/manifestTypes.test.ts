import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { complaintsOf, optionsOf } from '../../support/complaintsOf';

const extension = resolve(__dirname, '../../../editor-extension');
const options = optionsOf(join(extension, 'tsconfig.creator.json'));

interface Manifest {
  [member: string]: unknown;
  panels: Record<'default', Record<string, unknown>>;
  contributions: Record<string, unknown> & { messages: Record<'open-panel', Record<string, unknown>> };
}

/**
 * Creator's own interface has neither `package_version` nor `panels`, which its documentation asks for: its `panel` is that
 * of Creator 2. Those two are typed here, by the documentation.
 */
const MISSING = `
export interface Missing {
  package_version: 2;
  panels: Record<string, {
    title: string;
    main: string;
    icon?: string;
    type?: 'dockable' | 'simple';
    flags?: { resizable?: boolean; save?: boolean; alwaysOnTop?: boolean };
    size?: { 'min-width'?: number; 'min-height'?: number; width?: number; height?: number };
  }>;
}`;

/** package.json, changed, as a text that compiles where its members have the types of the interface. */
function typed(change: (manifest: Manifest) => unknown, type = 'Editor.Interface.PackageJson & Missing'): string {
  const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8')) as Manifest;
  change(manifest);
  return `${MISSING}\nexport default ${JSON.stringify(manifest)} satisfies ${type};`;
}

const unchanged = (): void => undefined;

describe("The extension's package.json by the types of Creator", () => {
  const wrong: [name: string, change: (manifest: Manifest) => unknown, complaint: string][] = [
    ['a number as the version', (each) => (each['version'] = 1), "'number' is not assignable to type 'string'"],
    ['no name', (each) => delete each['name'], "Property 'name' is missing"],
    ['an author as npm has it', (each) => (each['author'] = { name: 'a' }), "is not assignable to type 'string'"],
    ['a list of editors', (each) => (each['editor'] = ['>=3.8.5']), "'string[]' is not assignable to type 'string'"],
    [
      'one method instead of a list',
      (each) => (each.contributions.messages['open-panel']['methods'] = 'openPanel'),
      "'string' is not assignable to type 'string[]'",
    ],
    [
      'a member that a message has not',
      (each) => (each.contributions.messages['open-panel']['method'] = 'openPanel'),
      `'"method"' does not exist in type 'MessageConfig'`,
    ],
    ['a builder that is no path', (each) => (each.contributions['builder'] = {}), "is not assignable to type 'string'"],
    ['a member that nobody knows', (each) => (each['devDependencies'] = {}), `'"devDependencies"' does not exist`],
    ['an older form', (each) => (each['package_version'] = 1), "Type '1' is not assignable to type '2'"],
    ['a panel without a title', (each) => delete each.panels.default['title'], "Property 'title' is missing"],
  ];

  it('is right, and a wrong type in it would be seen', () => {
    const texts = [typed(unchanged), ...wrong.map(([, change]) => typed(change))];
    const complaints = complaintsOf(extension, texts, options);
    expect(complaints.filter((each) => each.startsWith('1: '))).toEqual([]);
    const found = wrong.map(([name], i) => [name, complaints.filter((each) => each.startsWith(`${i + 2}: `))]);
    expect(found).toEqual(wrong.map(([name, , complaint]) => [name, [expect.stringContaining(complaint)]]));
    expect(complaints).toHaveLength(wrong.length);
  });

  /** Where this fails after an update of the types, they have become stricter: then they can check more than here. */
  it('is checked in what they leave open by scripts/lib/cocos-manifest.mjs alone', () => {
    const open = ['menu', 'shortcuts', 'profile', 'project', 'inspector', 'asset-db', 'scene', 'preferences'];
    const texts = [
      typed(unchanged, 'Editor.Interface.PackageJson'),
      ...open.map((name) => typed(({ contributions }) => (contributions[name] = 7))),
    ];
    expect(complaintsOf(extension, texts, options)).toEqual([
      expect.stringMatching(/^1: .*'"package_version"' does not exist in type 'PackageJson'/),
    ]);
  });
});

import { join } from 'node:path';
import { libraryCandidates } from '../../../assets/scripts/bridge/nodeAddon';
import { nodePuertsBridge } from '../../../assets/scripts/bridge/nodePuerts';
import { supportOf } from '../../../assets/scripts/config/support';
import { bundle, create, options, root, runNode, temporaryFolder } from './support';

const folder = temporaryFolder();

describe('the addon', () => {
  it('serves a second test file in the same process', () => {
    const recorder = create(nodePuertsBridge, options(folder));
    expect(recorder.nowMs()).toBe(0);
    recorder.destroy();
  });

  it('is looked for where VR_NATIVE_LIBRARY says, or in the build and beside the package', () => {
    expect(libraryCandidates({ VR_NATIVE_LIBRARY: '/x/y.so' }, '/a/b', '/w')).toEqual(['/x/y.so']);
    const found = libraryCandidates({ VR_NATIVE_BUILD: '/n' }, '/a/b', '/w');
    expect(found.map((path) => path.replace(/\/[^/]*$/, ''))).toEqual([
      ...['/n', '/a/b/build/native', '/a/b', '/a/build/native', '/a', '/build/native', '', '/w/build/native'],
    ]);
  });

  it('takes a tone from a game script to a file of every format in a fresh process', () => {
    const { code, output } = runNode([bundle('roundTrip.ts'), folder], folder);
    expect(code).toBe(0);
    const captures = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(captures.map(({ format }) => format)).toEqual(supportOf(nodePuertsBridge).formats);
    for (const { sampleRate, durationSeconds, peakDbfs } of captures) {
      expect(sampleRate).toBe(32000);
      expect(durationSeconds).toBeCloseTo(10, 1);
      expect(peakDbfs).toBeCloseTo(-6, 0);
    }
  });

  it('that is missing or is no addon gives an error that says what was tried', () => {
    const program = bundle('roundTrip.ts');
    const missing = runNode([program, folder], folder, { VR_NATIVE_LIBRARY: '/nowhere/lib.so' });
    expect(missing.code).toBe(1);
    expect(missing.output).toMatch(/native library was not found[^]*Tried:\n {2}\/nowhere\/lib\.so/);
    const wrong = runNode([program, folder], folder, { VR_NATIVE_LIBRARY: join(root, 'package.json') });
    expect(wrong.code).toBe(1);
    expect(wrong.output).toMatch(/puerts could not load .*package\.json/);
  });

  it('has the typings that are committed', () => {
    const { code, output } = runNode([join(root, 'scripts', 'gen-typings.mjs'), '--check'], root);
    expect([code, output]).toEqual([0, '']);
  });
});

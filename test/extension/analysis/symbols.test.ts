import { execFileSync } from 'node:child_process';
import { ADDON } from './builds';

function symbols(which: '--undefined-only' | '--defined-only'): string[] {
  const listed = execFileSync('nm', ['--dynamic', which, '--format=posix', ADDON], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => line.split(' ')[0]?.replace(/@.*$/, '') || []);
}

const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

/** One build for every version of Node and Electron. */
describeOnLinux('the addon', () => {
  const wanted = symbols('--undefined-only');

  test('takes nothing of Node but Node-API', () => {
    expect(wanted.filter((name) => name.startsWith('napi_')).length).toBeGreaterThan(20);
    expect(wanted.filter((name) => /^(_ZN?K?2v8|_ZN?K?4node|uv_|node_)/.test(name))).toEqual([]);
    expect(wanted.filter((name) => /^vra?_/.test(name))).toEqual([]);
  });

  test('hands out no memory of its own, which Electron refuses', () => {
    expect(wanted.filter((name) => name.includes('external'))).toEqual([]);
  });

  test('shows nothing but its entry', () => {
    expect(symbols('--defined-only').sort()).toEqual(['napi_register_module_v1', 'node_api_module_get_api_version_v1']);
  });
});

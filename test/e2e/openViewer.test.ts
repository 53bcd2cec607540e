import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root, runAtTerminal, sampleBundle } from './support';

const TIMEOUT_MS = 120000;

interface Listed {
  id: string;
  file: string;
}

interface Run {
  link: Promise<string>;
  kill: () => void;
  end: Promise<number | null>;
  said: () => string;
}

/** Runs the sample until it has printed the link of the viewer; `end` waits for its exit code. */
function runUntilLink(args: string[]): Run {
  const child = spawn(process.execPath, [sampleBundle, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const end = new Promise<number | null>((resolve) => child.on('close', resolve));
  const link = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const found = /^viewer: (http:\S+)$/m.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    void end.then(() => reject(new Error(`no link in:\n${output}`)));
  });
  return { link, kill: () => child.kill('SIGTERM'), end, said: () => output };
}

describe('OpenViewer', () => {
  test(
    'TheRunEndsWithALinkUnderWhichItsCapturesAreServedUntilItIsEnded',
    async () => {
      const out = mkdtempSync(join(tmpdir(), 'vr-open-'));
      const run = runUntilLink(['--seconds', '3', '--dump-at', '2', '--last', '2', '--out', out, '--open']);
      const link = new URL(await run.link);
      const page = await fetch(link);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('app.js');
      const headers = { 'X-VR-Token': link.searchParams.get('token') ?? '' };
      const list = (await (await fetch(`${link.origin}/api/captures`, { headers })).json()) as Listed[];
      const shown = list.find(({ id }) => link.hash === `#c=${id}`);
      expect(shown?.file).toMatch(/_planned\.aac$/);
      const files = list.map(({ file }) => file.replace(/^.*_planned/, 'planned')).sort();
      expect(files).toEqual(['cycle.aac', 'mix.wav', 'planned.aac', 'split.wav']);
      expect(existsSync(join(out, 'cycle.local.aac'))).toBe(true);
      expect((await fetch(`${link.origin}/api/captures`)).status).toBe(401);
      run.kill();
      const code = await run.end;
      expect({ code, said: code === 0 ? '' : run.said() }).toEqual({ code: 0, said: '' });
    },
    TIMEOUT_MS,
  );

  const hasTerminals = spawnSync('script', ['--version']).status === 0;

  (hasTerminals ? test : test.skip)(
    'TheKeyVOpensItDuringTheRunAndItStaysUntilQIsPressedAfterIt',
    async () => {
      // Without a desktop no window opens in front of whoever runs the tests.
      for (const name of ['DISPLAY', 'WAYLAND_DISPLAY']) delete process.env[name];
      const out = mkdtempSync(join(tmpdir(), 'vr-open-'));
      const run = await runAtTerminal(
        sampleBundle,
        ['--out', out],
        [
          { after: /[2-9]\.\d s, /, keys: 'v' },
          { after: /viewer: http/, keys: 'q' },
          { after: /split: \d+ of \d+ expectations[^]*viewer: http/, keys: 'q' },
        ],
      );
      const links = [...run.stdout.matchAll(/viewer: (http:\S+)/g)].map(([, link]) => link);
      expect(links.length).toBe(2);
      expect(new Set(links).size).toBe(1);
      expect(run.exitCode).toBe(0);
    },
    TIMEOUT_MS,
  );
});

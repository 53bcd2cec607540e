import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { recorderTools } from '../../../editor-extension/source/host/analysis/recorderTools';
import { survivingOptions, talkUntilKilled } from '../../scripts/native/killed';
import { temporaryFolder } from './builds';

const RATE = 48000;
const KEY = new Uint8Array(32).map((_, i) => i);

const folder = temporaryFolder();
const tools = recorderTools();
let count = 0;

/** What a process that was killed has left. */
async function left(config: object = {}): Promise<{ recoveryFolder: string; capturesFolder: string; frames: number }> {
  const options = survivingOptions(join(folder, String((count += 1))));
  const filePath = join(options.capturesFolder, 'never.wav');
  const frames = await talkUntilKilled(
    {
      options: { ...options, virtualClock: true },
      config: { filePath, cycleTime: 20, durability: 'process' as const, ...config },
    },
    2 * RATE,
  );
  return { recoveryFolder: options.recoveryFolder ?? '', capturesFolder: options.capturesFolder, frames };
}

test('recover makes a capture of what a killed process left, and says how far it is', async () => {
  const { recoveryFolder, capturesFolder } = await left();
  const told: number[] = [];
  const { captures, problems } = await tools.recover({
    ...{ recoveryFolder, capturesFolder, nameTemplate: 'found-{reason}', onProgress: (done) => told.push(done) },
  });
  expect(problems).toEqual([]);
  expect(captures).toHaveLength(1);
  const [capture] = captures;
  expect(capture).toMatchObject({ format: 'wav', channels: 1, origin: 'recovered', missing: '', trackPaths: [] });
  expect(capture?.durationSeconds).toBeGreaterThan(1);
  expect(capture?.peakDbfs).toBeGreaterThan(-60);
  expect(existsSync(capture?.filePath ?? '')).toBe(true);
  expect(existsSync(capture?.sidecarPath ?? '')).toBe(true);
  expect(told.every((done) => done >= 0 && done <= 1)).toBe(true);
  expect(readdirSync(recoveryFolder)).toEqual([]);
  expect(await tools.recover({ recoveryFolder, capturesFolder })).toEqual({ captures: [], problems: [] });
}, 120_000);

test('what is encrypted needs its key, and is left as it is without', async () => {
  const { recoveryFolder, capturesFolder } = await left({ encryptionKey: Buffer.from(KEY).toString('hex') });
  const before = readdirSync(recoveryFolder);
  const without = await tools.recover({ recoveryFolder, capturesFolder });
  expect(without.captures).toEqual([]);
  expect(without.problems[0]?.reason).toMatch(/encrypted/);
  expect(readdirSync(recoveryFolder)).toEqual(before);
  const { captures } = await tools.recover({ recoveryFolder, capturesFolder, encryptionKey: KEY });
  expect(captures).toHaveLength(1);
}, 120_000);

test('wipe leaves nothing of what was left, and no capture', async () => {
  const { recoveryFolder, capturesFolder } = await left();
  const captures = readdirSync(capturesFolder);
  expect(readdirSync(recoveryFolder)).not.toEqual([]);
  await tools.wipe({ recoveryFolder, capturesFolder });
  expect(readdirSync(recoveryFolder)).toEqual([]);
  expect(readdirSync(capturesFolder)).toEqual(captures);
}, 120_000);

test('a signal ends a recovery behind what one process has left, and tells what was made', async () => {
  const { recoveryFolder, capturesFolder } = await left();
  for (let again = 0; again < 2; again += 1) {
    const options = survivingOptions(join(folder, String(count)));
    const config = {
      filePath: join(options.capturesFolder, 'never.wav'),
      cycleTime: 20,
      durability: 'process' as const,
    };
    await talkUntilKilled({ options: { ...options, virtualClock: true }, config }, 2 * RATE);
  }
  const stop = new AbortController();
  const onProgress = (): void => {
    stop.abort();
  };
  const first = await tools.recover({ recoveryFolder, capturesFolder, onProgress, signal: stop.signal });
  const next = await tools.recover({ recoveryFolder, capturesFolder });
  expect(first.captures.length).toBeGreaterThan(0);
  expect(first.captures.length + next.captures.length).toBe(3);
  expect(readdirSync(recoveryFolder)).toEqual([]);
}, 120_000);

test('a signal that was given before ends a call before it begins', async () => {
  const { recoveryFolder, capturesFolder } = await left();
  const before = readdirSync(recoveryFolder);
  const folders = { recoveryFolder, capturesFolder, signal: AbortSignal.abort() };
  await expect(tools.recover(folders)).rejects.toMatchObject({ code: 'cancelled' });
  await expect(tools.wipe(folders)).rejects.toMatchObject({ code: 'cancelled' });
  expect(readdirSync(recoveryFolder)).toEqual(before);
}, 120_000);

test.each([
  ['no options', undefined, TypeError],
  ['no folders', {}, TypeError],
  ['a folder as a number', { recoveryFolder: 5, capturesFolder: folder }, TypeError],
  ['a key as text', { recoveryFolder: folder, capturesFolder: folder, encryptionKey: 'secret' }, TypeError],
  ['a template as a list', { recoveryFolder: folder, capturesFolder: folder, nameTemplate: [] }, TypeError],
  ['a short key', { recoveryFolder: folder, capturesFolder: folder, encryptionKey: new Uint8Array(3) }, Error],
  ['a relative folder', { recoveryFolder: 'here', capturesFolder: folder }, Error],
  ['a wrong template', { recoveryFolder: folder, capturesFolder: folder, nameTemplate: '{nothing}' }, Error],
])('recover refuses %s', async (_name, options, kind) => {
  const error = await tools.recover(options as never).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ code: 'invalid-parameter' });
});

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Context } from '../../../editor-extension/source/cli/Context';
import { recover, wipe } from '../../../editor-extension/source/cli/commands/recover';
import { Terminal } from '../../../editor-extension/source/cli/Terminal';
import type { RecorderTools } from '../../../editor-extension/source/host/analysis/recorderTools';
import { temporaryFolder } from '../support/captures';
import { gate } from '../support/waiting';

const tools = { recover: jest.fn(), wipe: jest.fn() };
jest.mock('../../../editor-extension/source/host/analysis/recorderTools', () => ({
  recorderTools: () => tools as unknown as RecorderTools,
}));

const folder = temporaryFolder();
afterAll(folder.remove);
const folders = { recovery: folder.path, captures: folder.path };
const capture = { filePath: '/out/room.wav', durationSeconds: 2, missing: '' };

function contextOf(stop: AbortController) {
  const told = { out: '', err: '' };
  const into = (key: 'out' | 'err') => ({ write: (text: string) => ((told[key] += text), true) });
  const terminal = new Terminal(into('out') as never, into('err') as never, {});
  const context = new Context(terminal, stop.signal, folder.path, () => Promise.reject(new Error('none')));
  return { told, context };
}

describe('ARecoveryWithoutACapturesFolder', () => {
  const recovery = join(folder.path, 'recovery');
  const captures = join(folder.path, 'captures');
  beforeAll(() => {
    mkdirSync(recovery);
  });
  afterEach(() => {
    rmSync(captures, { recursive: true, force: true });
  });

  it('MakesItAndSaysSo', async () => {
    const { told, context } = contextOf(new AbortController());
    tools.recover.mockImplementation(({ capturesFolder }: { capturesFolder: string }) => {
      writeFileSync(join(capturesFolder, 'room.wav'), '');
      return Promise.resolve({ captures: [capture], problems: [] });
    });
    expect(await recover(context, { recovery })).toBe(0);
    expect(readdirSync(captures)).toEqual(['room.wav']);
    expect(told.err).toContain(`${captures} was not there, and was made`);
  });

  it('OfNothingLeavesNone', async () => {
    const { told, context } = contextOf(new AbortController());
    tools.recover.mockResolvedValue({ captures: [], problems: [] });
    expect(await recover(context, { recovery })).toBe(0);
    expect([existsSync(captures), told.err]).toEqual([false, '']);
  });

  it('LeavesOneThatWasThere', async () => {
    mkdirSync(captures);
    const { told, context } = contextOf(new AbortController());
    tools.recover.mockResolvedValue({ captures: [], problems: [] });
    await recover(context, { recovery });
    expect([existsSync(captures), told.err]).toEqual([true, '']);
  });

  it('MakesNoneThatIsNamed', async () => {
    tools.recover.mockClear();
    const { context } = contextOf(new AbortController());
    const refused = { exitCode: 3, message: expect.stringContaining('make it, or give another one') };
    await expect(recover(context, { recovery, captures: 'captures' })).rejects.toMatchObject(refused);
    expect([existsSync(captures), tools.recover.mock.calls.length]).toEqual([false, 0]);
  });
});

describe('AWipe', () => {
  it('AsksForNoCapturesFolder', async () => {
    const { told, context } = contextOf(new AbortController());
    tools.wipe.mockResolvedValue(undefined);
    expect(await wipe(context, { recovery: folder.path, yes: true })).toBe(0);
    expect([told.err, tools.wipe.mock.lastCall]).toEqual(['', [{ recoveryFolder: folder.path }]]);
  });

  it('TellsInJsonWhatIsGone', async () => {
    const { told, context } = contextOf(new AbortController());
    tools.wipe.mockResolvedValue(undefined);
    expect(await wipe(context, { recovery: folder.path, yes: true, json: true })).toBe(0);
    expect(told.err).toBe('');
    expect(JSON.parse(told.out)).toEqual({ recoveryFolder: folder.path, wiped: true });
  });
});

describe('AnInterruptedRecovery', () => {
  it('CompletesWhatHasBegunSaysSoAndTellsWhatWasMade', async () => {
    const stop = new AbortController();
    const { told, context } = contextOf(stop);
    const { opened, open } = gate();
    tools.recover.mockImplementation(async () => {
      await opened;
      return { captures: [capture], problems: [] };
    });
    const ended = recover(context, folders);
    while (tools.recover.mock.calls.length === 0) await new Promise(setImmediate);
    stop.abort();
    expect(told).toEqual({ out: '', err: expect.stringMatching(/completed first; Ctrl-C again ends at once/) });
    open();
    expect(await ended).toBe(130);
    expect(told.out).toContain('/out/room.wav: 0:02.0');
  });

  it('OfAWipeIsTheSame', async () => {
    const stop = new AbortController();
    const { told, context } = contextOf(stop);
    tools.wipe.mockImplementation(() => {
      stop.abort();
      return Promise.resolve();
    });
    expect(await wipe(context, { recovery: folder.path, yes: true })).toBe(130);
    expect(told.err).toContain('completed first');
    expect(told.out).toContain('is gone');
  });

  it('ThatHasNotBegunDoesNothing', async () => {
    tools.recover.mockClear();
    const stop = new AbortController();
    stop.abort();
    await expect(recover(contextOf(stop).context, folders)).rejects.toMatchObject({ code: 'cancelled' });
    expect(tools.recover).not.toHaveBeenCalled();
  });
});

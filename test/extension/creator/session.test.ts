import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureId } from '../../../editor-extension/source/host/names';
import { Session } from '../../../editor-extension/source/host/session';
import type { SessionMessage } from '../../../editor-extension/source/shared/creator';
import type { PageMessage } from '../../../editor-extension/source/shared/port';
import { temporaryFolder, writeCapture } from '../support/captures';
import { until } from '../support/waiting';
import { WavAnalysis } from '../support/WavAnalysis';

let place: ReturnType<typeof temporaryFolder>;
let session: Session;
let told: SessionMessage[];
let page: (message: PageMessage) => void;

beforeEach(() => {
  place = temporaryFolder();
  told = [];
});
afterEach(async () => {
  await session.close();
  place.remove();
});

function start(folder: string, analysis: WavAnalysis | null = new WavAnalysis()): Promise<boolean> {
  session = new Session({
    folder,
    channel: {
      send: (message) => told.push(message),
      receive: (listener) => {
        page = listener;
        return () => undefined;
      },
    },
    load: () => Promise.resolve({ analysis, told: analysis ? '' : 'no build of the analysis loads' }),
  });
  return session.start();
}

const kinds = () => told.map(({ kind }) => kind);

describe('The session of a panel', () => {
  it('serves a folder over its channel', async () => {
    writeCapture(place.path, 'a.wav', {});
    expect(await start(place.path)).toBe(true);
    expect(told).toEqual([{ kind: 'serving', analysis: '' }]);
    page({ kind: 'hello', version: 1 });
    page({ kind: 'call', number: 1, call: 'list', args: [] });
    await until(() => told.length === 3);
    expect(kinds()).toEqual(['serving', 'ready', 'result']);
  });

  it('waits for a folder that is not there, says so once, and serves it as soon as it is', async () => {
    const folder = join(place.path, 'captures');
    const started = start(folder);
    await until(() => told.length > 0);
    expect(told).toEqual([{ kind: 'waiting' }]);
    mkdirSync(folder);
    expect(await started).toBe(true);
    expect(kinds()).toEqual(['waiting', 'serving']);
  });

  it('ends while it waits', async () => {
    const started = start(join(place.path, 'captures'));
    await until(() => told.length > 0);
    await session.close();
    expect(await started).toBe(false);
    expect(kinds()).toEqual(['waiting']);
  });

  it('refuses what is no folder, and says why', async () => {
    writeFileSync(join(place.path, 'file'), '');
    expect(await start(join(place.path, 'file'))).toBe(false);
    expect(told).toMatchObject([{ kind: 'refused', error: { code: 'not-found', message: /is no folder/ } }]);
  });

  it('refuses a path through a file', async () => {
    writeFileSync(join(place.path, 'file'), '');
    expect(await start(join(place.path, 'file', 'captures'))).toBe(false);
    expect(told).toMatchObject([{ kind: 'refused', error: { message: /no folder/ } }]);
  });

  it('lists captures without the analysis, says why it is missing, and opens none', async () => {
    writeCapture(place.path, 'a.wav', {});
    await start(place.path, null);
    expect(told).toEqual([{ kind: 'serving', analysis: 'no build of the analysis loads' }]);
    page({ kind: 'hello', version: 1 });
    page({ kind: 'call', number: 1, call: 'open', args: [captureId('a.wav')] });
    await until(() => told.length === 3);
    expect(told[2]).toMatchObject({ kind: 'failure', error: { code: 'not-supported' } });
  });

  it('says nothing any more after its end', async () => {
    await start(place.path);
    page({ kind: 'hello', version: 1 });
    await session.close();
    const before = told.length;
    writeCapture(place.path, 'b.wav', {});
    page({ kind: 'call', number: 1, call: 'list', args: [] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toHaveLength(before);
  });
});

import { fork } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureId } from '../../../editor-extension/source/host/names';
import { HostProcess } from '../../../editor-extension/source/panels/default/HostProcess';
import type { SessionMessage, SessionNews } from '../../../editor-extension/source/shared/creator';
import { PortSource } from '../../../editor-extension/source/view/data/port';
import { hasWasm, root } from '../analysis/builds';
import { RATE, temporaryFolder, writeCapture } from '../support/captures';
import { until } from '../support/waiting';

const built = join(root, 'build/cocos-extension');
const script = join(built, 'dist/host.js');

/** Arrays that Node makes are not of the test's own realm. */
const kindOf = (value: unknown): string => Object.prototype.toString.call(value);

/** The built process, as the panel starts it. */
(existsSync(script) ? describe : describe.skip)('The process of a panel', () => {
  let place: ReturnType<typeof temporaryFolder>;
  let news: SessionNews[];
  let ends: string[];
  let host: HostProcess;

  beforeEach(() => {
    place = temporaryFolder();
    [news, ends] = [[], []];
  });
  afterEach(() => {
    host.close();
    place.remove();
  });

  const start = (file = script, folder = place.path, startMs?: number): void => {
    host = new HostProcess(
      file,
      folder,
      { news: (each) => news.push(each), end: (reason) => ends.push(reason) },
      startMs,
    );
  };

  it('gives captures, and their bytes and samples as what they are', async () => {
    writeCapture(place.path, 'a.wav', {});
    start();
    await until(() => news.length > 0);
    expect(news).toEqual([{ kind: 'serving', analysis: '' }]);
    const source = await PortSource.connect(host);
    const id = captureId('a.wav');
    expect((await source.list()).map(({ file }) => file)).toEqual(['a.wav']);
    const samples = await source.pcm(id, 0, 0, 100);
    expect(kindOf(samples)).toBe('[object Float32Array]');
    expect(samples).toHaveLength(100);
    const bytes = await source.audio(id, 0, 0, 80);
    expect(kindOf(bytes)).toBe('[object Uint8Array]');
    expect(Buffer.from(bytes)).toEqual(readFileSync(join(place.path, 'a.wav')).subarray(0, 80));
    const changes: string[] = [];
    source.watch(({ kind }) => changes.push(kind));
    writeCapture(place.path, 'b.wav', {});
    await until(() => changes.includes('list'));
    expect((await source.open(id)).sampleRate).toBe(RATE);
  });

  (hasWasm ? it : it.skip)('loads WebAssembly where it has no addon', async () => {
    const alone = join(place.path, 'extension');
    cpSync(built, alone, { recursive: true });
    const folder = join(place.path, 'captures');
    mkdirSync(folder);
    writeCapture(folder, 'a.wav', {});
    start(join(alone, 'dist/host.js'), folder);
    await until(() => news.length > 0);
    const source = await PortSource.connect(host);
    expect(await source.pcm(captureId('a.wav'), 0, 0, 10)).toHaveLength(10);
    expect(news).toEqual([{ kind: 'serving', analysis: '' }]);
  });

  it('says what it misses where it has no analysis at all', async () => {
    cpSync(script, join(place.path, 'host.js'));
    start(join(place.path, 'host.js'));
    await until(() => news.length > 0);
    expect(news).toMatchObject([{ kind: 'serving', analysis: /no build of the analysis loads/ }]);
  });

  it('tells why it ended when nobody closed it', async () => {
    start(join(place.path, 'nothing.js'));
    await until(() => ends.length > 0);
    expect(ends).toEqual([expect.stringMatching(/code 1.*nothing\.js/s)]);
  });

  it('is given up when it says nothing', async () => {
    const silent = join(place.path, 'silent.js');
    writeFileSync(silent, "process.on('disconnect', () => process.exit()); setInterval(() => undefined, 1000);");
    start(silent, place.path, 100);
    await until(() => ends.length > 0);
    expect([ends, news]).toEqual([['it has not answered for 0.1 s'], []]);
    const { child } = host as unknown as { child: { signalCode: string | null } };
    await until(() => child.signalCode !== null);
  });

  it('says so when the folder may only be read', async () => {
    const folder = join(place.path, 'captures');
    mkdirSync(folder, { mode: 0o555 });
    chmodSync(place.path, 0o755);
    cpSync(script, join(place.path, 'host.js'));
    // The superuser may write anywhere: the process is somebody else's then.
    const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const child = fork(join(place.path, 'host.js'), [folder], { serialization: 'advanced', ...somebody });
    const told: SessionMessage[] = [];
    child.on('message', (message) => told.push(message as SessionMessage));
    await until(() => told.length > 0);
    child.send({ kind: 'hello', version: 1 });
    await until(() => told.length > 1);
    expect(told[1]).toMatchObject({ kind: 'ready', can: { write: false } });
    child.disconnect();
    await new Promise((resolve) => child.once('exit', resolve));
  });

  it('ends when it is closed, and says nothing any more', async () => {
    start();
    await until(() => news.length > 0);
    const { child } = host as unknown as { child: { exitCode: number | null } };
    host.close();
    await until(() => child.exitCode !== null);
    expect([child.exitCode, ends]).toEqual([0, []]);
  });
});

import { randomBytes } from 'node:crypto';
import { ZipFile } from 'yazl';
import { diagnosisWith, findingWith } from '../support/diagnoses';
import { withZips } from '../../../editor-extension/source/view/data/collect';
import { DroppedSource } from '../../../editor-extension/source/view/data/dropped';
import { groupDropped, idOf } from '../../../editor-extension/source/view/data/files';
import type { PathBlob } from '../../../editor-extension/source/view/data/files';
import { zipEntries } from '../../../editor-extension/source/view/data/zipEntries';
import type { CaptureInfo, OpenCapture } from '../../../editor-extension/source/shared/analysis';
import { AnalysisError } from '../../../editor-extension/source/shared/AnalysisError';
import type { FileAnalysis } from '../../../editor-extension/source/view/engine';

const sidecar = JSON.stringify({
  ...{
    version: 2,
    file: 'a.wav',
    format: 'wav',
    origin: 'dump',
    reason: 'echo',
    room: 'r',
    user: 'u',
    durationSeconds: 4,
  },
  ...{
    startedAtUnixMs: 1_700_000_000_000,
    about: { build: '1.2' },
    tracks: [{ file: 'a.local.wav', kind: 'local', user: 'u' }],
  },
  sources: [{ id: 1, kind: 'local', user: 'u', gaps: [{ startSeconds: 1, seconds: 0.5 }], peakDbfs: -3 }],
});
const file = (path: string, content: string | Uint8Array = 'x'): PathBlob => ({
  ...{ path, blob: new Blob([content as BlobPart]), changedMs: 5 },
});
const capture = (folder = ''): PathBlob[] => [
  file(`${folder}a.wav`, 'audio'),
  file(`${folder}a.wav.json`, sidecar),
  file(`${folder}a.wav.features`),
  file(`${folder}a.local.wav`, 'local'),
];

interface Opened {
  names: string[];
  audio: string;
}

/** Answers what was asked of it. */
function analysis(info: Partial<CaptureInfo> = {}, failure?: AnalysisError) {
  const opened: Opened[] = [];
  const state = { closed: 0, disposed: false };
  const open = {
    info: () => Promise.resolve({ lanes: [{ channels: 2 }], files: [{ name: 'a.wav' }], problems: [], ...info }),
    envelope: () => Promise.resolve(Uint8Array.from([0, 1, 2, 3])),
    read: (_: number, __: number, into: Float32Array) => Promise.resolve(into.length / 2 - 1),
    map: () => Promise.reject(new AnalysisError('not-supported', 'no decoder')),
    close: () => (state.closed += 1),
  } as unknown as OpenCapture;
  const made: FileAnalysis = {
    open: (files, audio) => {
      opened.push({ names: files.map(({ name }) => name), audio });
      return failure ? Promise.reject(failure) : Promise.resolve(open);
    },
    wav: (_source, detail, order) =>
      Promise.resolve(new Blob([`${detail.summary.file} ${order.startSeconds}-${order.endSeconds}`])),
    dispose: () => void (state.disposed = true),
  };
  return { made, opened, state };
}

function zip(entries: { name: string; content: Buffer; compress: boolean }[]): Promise<Blob> {
  const archive = new ZipFile();
  for (const { name, content, compress } of entries) archive.addBuffer(content, name, { compress });
  archive.end();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    archive.outputStream.on('data', (part: Buffer) => parts.push(part));
    archive.outputStream.on('end', () => resolve(new Blob(parts as unknown as BlobPart[])));
    archive.outputStream.on('error', reject);
  });
}

describe('DroppedSource', () => {
  it('has the diagnosis that stands in the sidecar, and says where there is none', async () => {
    const written = diagnosisWith({ findings: [findingWith()], detectors: 1 });
    const sidecarWith = (diagnosis: unknown) => ({ sidecar: { diagnosis } as unknown as CaptureInfo['sidecar'] });
    const there = await DroppedSource.of(capture(), analysis(sidecarWith(written)).made);
    const [summary] = await there.list();
    expect(await there.diagnosis(summary?.id ?? '')).toEqual(written);
    for (const other of [undefined, 'none', { version: 9, findings: [] }]) {
      const source = await DroppedSource.of(capture(), analysis(sidecarWith(other)).made);
      await expect(source.diagnosis(summary?.id ?? '')).rejects.toMatchObject({ code: 'not-supported' });
    }
  });

  it('makes one capture of audio, sidecar, levels and tracks', async () => {
    const { made } = analysis();
    const list = await (await DroppedSource.of(capture('x/'), made)).list();
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({
      file: 'a.wav',
      reason: 'echo',
      build: '1.2',
      users: 1,
      durationSeconds: 4,
      startedAtUnixMs: 1_700_000_000_000,
    });
    expect(list[0]?.badges).toEqual([{ kind: 'gaps', count: 1, seconds: 0.5 }]);
  });

  it('opens it with all of its files and no other', async () => {
    const { made, opened } = analysis();
    const source = await DroppedSource.of([...capture('x/'), ...capture('y/'), file('x/other.wav')], made);
    await source.open(idOf('x/a.wav'));
    await source.open(idOf('x/a.wav'));
    expect(opened).toEqual([{ names: ['a.wav', 'a.wav.json', 'a.wav.features', 'a.local.wav'], audio: 'a.wav' }]);
  });

  it('takes audio without a sidecar by its file alone', async () => {
    const { made } = analysis();
    const list = await (await DroppedSource.of([file('b.AAC'), file('notes.txt')], made)).list();
    expect(list).toMatchObject([
      { file: 'b.AAC', format: 'aac', startedAtUnixMs: 5, durationSeconds: null, badges: [{ kind: 'no-sidecar' }] },
    ]);
  });

  it('says of a broken sidecar that there is a problem', async () => {
    const { made } = analysis();
    const list = await (await DroppedSource.of([file('b.wav'), file('b.wav.json', '{')], made)).list();
    expect(list[0]?.badges).toEqual([{ kind: 'no-sidecar' }, { kind: 'problems', count: 1 }]);
  });

  it('refuses files among which there is no audio', async () => {
    await expect(DroppedSource.of([file('x.txt'), file('.hidden.wav')], analysis().made)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('reads ranges of the audio out of the file itself', async () => {
    const source = await DroppedSource.of(capture(), analysis().made);
    expect(new TextDecoder().decode(await source.audio(idOf('a.wav'), 0, 1, 3))).toBe('ud');
    await expect(source.audio(idOf('a.wav'), 7, 0, 1)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('gives parts of an envelope and decoded frames as far as there are some', async () => {
    const source = await DroppedSource.of(capture(), analysis().made);
    expect([...(await source.envelope(idOf('a.wav'), 0, { first: 1, end: 3 }))]).toEqual([1, 2]);
    expect(await source.pcm(idOf('a.wav'), 0, 0, 10)).toHaveLength(18);
  });

  it('gives errors of the analysis by their codes, and opens again afterwards', async () => {
    const { made, opened } = analysis({}, new AnalysisError('key-needed', 'a key is needed'));
    const source = await DroppedSource.of(capture(), made);
    for (let round = 0; round < 2; round += 1)
      await expect(source.open(idOf('a.wav'))).rejects.toMatchObject({ code: 'key-needed' });
    expect(opened).toHaveLength(2);
    const other = await DroppedSource.of(capture(), analysis().made);
    await expect(other.map(idOf('a.wav'), 0)).rejects.toMatchObject({ code: 'not-supported', message: 'no decoder' });
  });

  it('writes nothing', async () => {
    const source = await DroppedSource.of(capture(), analysis().made);
    expect(source.can).toEqual({ write: false, export: ['wav'], link: false });
    await expect(source.setNote()).rejects.toMatchObject({ code: 'refused' });
  });

  it('exports a range as WAV, and nothing that a page cannot make', async () => {
    const source = await DroppedSource.of(capture(), analysis().made);
    const order = { format: 'wav', startSeconds: 1, endSeconds: 2.5 } as const;
    const { name, blob } = await source.export(idOf('a.wav'), order);
    expect([name, await blob.text()]).toEqual(['a_1-2.5s.wav', 'a.wav 1-2.5']);
    await expect(source.export(idOf('a.wav'), { format: 'aac' })).rejects.toMatchObject({ code: 'not-supported' });
  });

  it('takes what a bundle has measured, and says what the bundle is', async () => {
    const manifest = JSON.stringify({
      ...{ version: 1, generator: { name: 'voice-recorder', version: '9.9' }, createdAt: '2026-01-02T03:04:05.000Z' },
      ...{ usersHashed: true, captures: [{ file: 'a.wav', note: 'of the bundle', pinned: true }] },
      files: [
        { name: 'envelopes/a.wav.0.vren', bytes: 4, role: 'envelope', capture: 'a.wav', lane: 0 },
        { name: 'envelopes/a.wav.1.vren', bytes: 9, role: 'envelope', capture: 'a.wav', lane: 1 },
      ],
    });
    const source = await DroppedSource.of(
      [
        ...[...capture('b.zip/'), file('b.zip/bundle.json', manifest)],
        ...[file('b.zip/envelopes/a.wav.0.vren', 'kept'), file('b.zip/envelopes/a.wav.1.vren', 'short')],
      ],
      analysis().made,
    );
    const id = idOf('b.zip/a.wav');
    expect(new TextDecoder().decode(await source.envelope(id, 0, { first: 1, end: 3 }))).toBe('ep');
    expect([...(await source.envelope(id, 1))]).toEqual([0, 1, 2, 3]);
    expect(await source.open(id)).toMatchObject({
      summary: { note: 'of the bundle', pinned: true },
      bundle: { createdAtUnixMs: Date.UTC(2026, 0, 2, 3, 4, 5), generator: 'voice-recorder 9.9', usersHashed: true },
    });
  });

  it('takes no file for a bundle that is none', async () => {
    for (const content of ['{', '{"version": 2, "captures": []}', '[]', '{"version": 1}']) {
      const source = await DroppedSource.of([...capture(), file('bundle.json', content)], analysis().made);
      expect((await source.open(idOf('a.wav'))).bundle).toBeUndefined();
    }
  });

  it('keeps the last few open, and opens another one again', async () => {
    const { made, opened, state } = analysis();
    const names = ['a', 'b', 'c', 'd', 'e'];
    const source = await DroppedSource.of(
      names.map((name) => file(`${name}.wav`)),
      made,
    );
    for (const name of ['a', 'b', 'c', 'd', 'a', 'e']) await source.open(idOf(`${name}.wav`));
    await Promise.resolve();
    expect([state.closed, opened.map(({ audio }) => audio).join()]).toEqual([1, 'a.wav,b.wav,c.wav,d.wav,e.wav']);
    await source.open(idOf('a.wav'));
    expect(opened).toHaveLength(5);
    await source.open(idOf('b.wav'));
    await Promise.resolve();
    expect([state.closed, opened.at(-1)?.audio]).toEqual([2, 'b.wav']);
  });

  it('closes what it opened', async () => {
    const { made, state } = analysis();
    const source = await DroppedSource.of(capture(), made);
    await source.open(idOf('a.wav'));
    source.dispose();
    await Promise.resolve();
    expect([state.closed, state.disposed]).toEqual([1, true]);
  });
});

describe('DroppedFiles', () => {
  it('never take a track from another folder', () => {
    const told = new Map([['x/a.wav', { tracks: ['../y/b.wav', 'c.wav'] } as never]]);
    const captures = groupDropped([file('x/a.wav'), file('y/b.wav'), file('x/c.wav')], told);
    expect(captures.map(({ audio }) => audio.path)).toEqual(['x/a.wav', 'y/b.wav']);
    expect(captures[0]?.files.map(({ name }) => name)).toEqual(['a.wav', 'c.wav']);
  });
});

describe('ZipEntries', () => {
  const audio = randomBytes(300_000);

  it('are slices of the archive where they are stored, and inflated where they are packed', async () => {
    const archive = await zip([
      { name: 'b/a.wav', content: audio, compress: false },
      { name: 'b/a.wav.json', content: Buffer.from(sidecar), compress: true },
    ]);
    const sliced: number[] = [];
    const slice = archive.slice.bind(archive);
    archive.slice = (first, end, type) => {
      sliced.push((end ?? archive.size) - (first ?? 0));
      return slice(first, end, type);
    };
    const files = await zipEntries('x.zip', archive);
    expect(files.map(({ path }) => path)).toEqual(['x.zip/b/a.wav', 'x.zip/b/a.wav.json']);
    expect(Buffer.from(await (files[0] as PathBlob).blob.arrayBuffer()).equals(audio)).toBe(true);
    expect(await files[1]?.blob.text()).toBe(sidecar);
    expect(sliced.filter((bytes) => bytes >= audio.length)).toEqual([audio.length]);
  });

  it('make a capture that opens like one of a folder', async () => {
    const archive = await zip(
      capture('b/').map(({ path }) => ({
        name: path,
        content: Buffer.from(path.endsWith('.json') ? sidecar : 'x'),
        compress: true,
      })),
    );
    const { files } = await withZips([{ path: 'x.zip', blob: archive, changedMs: 0 }]);
    expect(await (await DroppedSource.of(files, analysis().made)).list()).toMatchObject([
      { file: 'a.wav', reason: 'echo' },
    ]);
  });

  it('leave out what is damaged, say so, and keep the rest', async () => {
    const archive = await zip([
      { name: 'a.json', content: Buffer.from('a'.repeat(5000)), compress: true },
      { name: 'b.wav', content: audio, compress: false },
    ]);
    const bytes = new Uint8Array(await archive.arrayBuffer());
    for (let place = 40; place < 50; place += 1) bytes[place] = 0xff;
    const taken = await withZips([{ path: 'x.zip', blob: new Blob([bytes]), changedMs: 0 }]);
    expect([taken.files.map(({ path }) => path), taken.damaged]).toEqual([['x.zip/b.wav'], ['x.zip']]);
  });

  it('are none in a file that is no archive, which is named', async () => {
    const audio = file('a.wav');
    expect(await withZips([file('in/x.zip', 'no archive'), audio])).toEqual({ files: [audio], damaged: ['x.zip'] });
  });

  it('are none in an archive that was not copied completely', async () => {
    const archive = await zip([{ name: 'b.wav', content: audio, compress: false }]);
    const half = { path: 'x.zip', blob: archive.slice(0, 200_000), changedMs: 0 };
    expect(await withZips([half])).toEqual({ files: [], damaged: ['x.zip'] });
  });
});

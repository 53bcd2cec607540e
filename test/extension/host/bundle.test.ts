import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipRaw } from 'unzipit';
import type { BundleManifest } from '../../../editor-extension/source/shared/bundle';
import { UserHashes } from '../../../editor-extension/source/host/bundle/UserHashes';
import { writeBundle } from '../../../editor-extension/source/host/bundle/writeBundle';
import { CaptureLibrary } from '../../../editor-extension/source/host/CaptureLibrary';
import { captureId } from '../../../editor-extension/source/host/names';
import { sidecarOf, temporaryFolder, writeCapture } from '../support/captures';
import { WavAnalysis } from '../support/WavAnalysis';

const ID = captureId('room_alice@example.wav');
const USERS = ['alice@example', 'bob/7781', '31337', '用户小明'];
let folder: ReturnType<typeof temporaryFolder>;
let library: CaptureLibrary;

/** Every place that a user id can be in. */
function writeRoom(): void {
  const [me = '', bob = '', number = '', ming = ''] = USERS;
  writeCapture(folder.path, 'room_alice@example.wav', {
    user: me,
    tracks: [
      { file: 'room_alice@example.local.wav', kind: 'local', user: me, channels: 1 },
      { file: 'room_alice@example.remote-bob_7781.wav', kind: 'remote', user: bob, channels: 1 },
      { file: 'room_alice@example.remote-31337.wav', kind: 'remote', user: number, channels: 1 },
    ],
    sources: [
      { id: 1, kind: 'local', user: me, label: 'microphone', peakDbfs: -6 },
      { id: 2, kind: 'remote', user: bob, label: `headset of ${bob}`, peakDbfs: -12 },
      { id: 3, kind: 'remote', user: ming, label: '', peakDbfs: -20 },
    ],
    markers: [
      {
        seconds: 0.5,
        label: 'hotkey',
        source: me,
        data: { uid: 31337, told: `${ming}说话`, [bob]: [bob] },
        fromGame: true,
      },
    ],
    statistics: [{ seconds: 0, frame: 5150, data: { peers: { '31337': { loss: 1 } } } }],
    about: { build: '9', owner: me },
    note: `${bob} broke up`,
    problems: [`no track of ${ming}`],
  });
  for (const track of ['local', 'remote-bob_7781', 'remote-31337']) {
    writeCapture(folder.path, `room_alice@example.${track}.wav`, null);
  }
}

beforeEach(async () => {
  folder = temporaryFolder();
  writeRoom();
  library = await CaptureLibrary.at({ folder: folder.path, analysis: new WavAnalysis() });
});
afterEach(async () => {
  await library.close();
  folder.remove();
});

async function unzip(blob: Blob) {
  const files = new Map<string, { bytes: Uint8Array; text: string; stored: boolean }>();
  for (const entry of (await unzipRaw(blob)).entries) {
    if (entry.isDirectory) continue;
    const [bytes, text] = [new Uint8Array(await entry.arrayBuffer()), await entry.text()];
    files.set(entry.name, { bytes, text, stored: entry.compressionMethod === 0 });
  }
  return files;
}

const manifestOf = (files: Map<string, { text: string }>): BundleManifest =>
  JSON.parse(files.get('bundle.json')?.text ?? '') as BundleManifest;

describe('Bundle', () => {
  it.each([{ startSeconds: 0.2, endSeconds: 0.4 }, { startSeconds: 0 }, { endSeconds: 1 }, { lanes: [0] }])(
    'IsOfAWholeCaptureAndRefusedForAPart: %j',
    async (part) => {
      const asked = library.export(ID, { format: 'zip', ...part });
      await expect(asked).rejects.toMatchObject({ code: 'refused' });
      await expect(asked).rejects.toThrow('a zip has the whole capture');
    },
  );

  it('HasAllFilesOfACaptureAsTheyAre', async () => {
    const { name, blob } = await library.export(ID, { format: 'zip' });
    const files = await unzip(blob);
    expect(name).toBe('room_alice@example.zip');
    expect([...files.keys()].sort()).toEqual(
      [
        ...['bundle.json', 'report.html', 'room_alice@example.wav', 'room_alice@example.wav.json'],
        ...['local', 'remote-31337', 'remote-bob_7781'].map((tag) => `room_alice@example.${tag}.wav`),
        ...[0, 1, 2, 3].map((lane) => `envelopes/room_alice@example.wav.${lane}.vren`),
      ].sort(),
    );
    for (const file of ['room_alice@example.wav', 'room_alice@example.wav.json']) {
      expect(Buffer.from(files.get(file)?.bytes ?? [])).toEqual(readFileSync(join(folder.path, file)));
    }
    expect([...files.values()].every((file) => file.stored)).toBe(true);
  });

  it('TheManifestHasLengthAndHashOfEveryFile', async () => {
    const files = await unzip((await library.export(ID, { format: 'zip' })).blob);
    const manifest = manifestOf(files);
    expect(manifest).toMatchObject({ version: 1, usersHashed: false, captures: [{ file: 'room_alice@example.wav' }] });
    expect(manifest.files.map((file) => file.name).sort()).toEqual(
      [...files.keys()].filter((name) => name !== 'bundle.json').sort(),
    );
    for (const { name, bytes, sha256 } of manifest.files) {
      const content = files.get(name)?.bytes ?? new Uint8Array();
      expect(content.byteLength).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
  });

  it('OfHashedUsersNoIdIsLeftAnywhereInTheZip', async () => {
    const { name, blob } = await library.export(ID, { format: 'zip', hashUsers: true });
    const bytes = Buffer.from(await blob.arrayBuffer());
    const ids = [...USERS, 'bob_7781'].flatMap((id) => [id, JSON.stringify(id).slice(1, -1)]);
    for (const id of ids) expect([id, bytes.includes(Buffer.from(id, 'utf8'))]).toEqual([id, false]);
    expect(name).toMatch(/^room_[0-9a-f]{8}\.zip$/);
  });

  it('ThatOneUserSpokeTwiceCanStillBeSeen', async () => {
    const files = await unzip((await library.export(ID, { format: 'zip', hashUsers: true })).blob);
    const { captures, usersHashed } = manifestOf(files);
    const sidecar = JSON.parse(files.get(`${captures[0]?.file ?? ''}.json`)?.text ?? '') as ReturnType<
      typeof sidecarOf
    >;
    const { user, tracks, sources, markers, statistics } = sidecar as {
      user: string;
      tracks: { file: string; user: string }[];
      sources: { user: string; label: string; kind: string }[];
      markers: { source: string; data: Record<string, unknown> }[];
      statistics: { frame: number; data: { peers: Record<string, unknown> } }[];
    };
    expect(usersHashed).toBe(true);
    expect(user).toMatch(/^[0-9a-f]{8}$/);
    expect([sources[0]?.user, markers[0]?.source, tracks[0]?.user]).toEqual([user, user, user]);
    expect(sources[1]?.label).toBe(`headset of ${tracks[1]?.user ?? ''}`);
    expect(tracks[1]?.file).toBe(`${captures[0]?.file.replace('.wav', '') ?? ''}.remote-${tracks[1]?.user ?? ''}.wav`);
    expect(files.has(tracks[1]?.file ?? '')).toBe(true);
    expect(markers[0]?.data['uid']).toBe(tracks[2]?.user);
    expect(Object.keys(statistics[0]?.data.peers ?? {})).toEqual([tracks[2]?.user]);
    expect(statistics[0]?.frame).toBe(5150);
    expect(sources.map((source) => source.kind)).toEqual(['local', 'remote', 'remote']);
  });

  it('AnotherBundleHasOtherHashes', async () => {
    const names = await Promise.all([1, 2].map(() => library.export(ID, { format: 'zip', hashUsers: true })));
    expect(names[0]?.name).not.toBe(names[1]?.name);
  });

  it('TheReportStandsAlone', async () => {
    writeCapture(folder.path, 'b.wav', { reason: '<script>alert(1)</script>', note: 'a & b' });
    const files = await unzip((await library.export(captureId('b.wav'), { format: 'zip', language: 'zh' })).blob);
    const report = files.get('report.html')?.text ?? '';
    expect(report).toContain('<html lang="zh">');
    expect(report).toContain('语音录音报告');
    expect(report).toContain('<svg');
    expect(report).toContain('&#60;script&#62;');
    expect(report).not.toMatch(/<script|src=|href=|url\(/);
  });

  it('TheReportTellsSourcesOfOneLabelApart', async () => {
    const voice = (id: number, user: string) => ({ id, kind: 'remote', user, label: 'voice', peakDbfs: -id });
    writeCapture(folder.path, 'b.wav', {
      sources: [voice(1, 'ann@example'), voice(2, 'ben@example'), { ...voice(3, 'cat'), label: 'cat' }],
    });
    const levels = async (hashUsers: boolean) => {
      const files = await unzip((await library.export(captureId('b.wav'), { format: 'zip', hashUsers })).blob);
      const report = files.get('report.html')?.text ?? '';
      return [...report.matchAll(/<td>(remote · [^<]*)<\/td>/g)].map(([, name]) => name);
    };
    expect(await levels(false)).toEqual([
      'remote · voice · ann@example',
      'remote · voice · ben@example',
      'remote · cat',
    ]);
    const hashed = await levels(true);
    expect(new Set(hashed).size).toBe(3);
    expect(hashed[0]).toMatch(/^remote · voice · [0-9a-f]{8}$/);
  });

  it('ADamagedCaptureIsBundledWithWhatThereIs', async () => {
    writeFileSync(join(folder.path, 'c.wav'), 'no audio');
    writeFileSync(join(folder.path, 'c.wav.json'), '{"broken');
    const files = await unzip((await library.export(captureId('c.wav'), { format: 'zip' })).blob);
    expect([...files.keys()].sort()).toEqual(['bundle.json', 'c.wav', 'c.wav.json', 'report.html']);
  });

  it('OfAnEncryptedCaptureNothingStandsInTheOpen', async () => {
    writeCapture(folder.path, 'd.wav', { encrypted: { algorithm: 'x' } });
    const files = await unzip((await library.export(captureId('d.wav'), { format: 'zip' })).blob);
    expect([...files.keys()].some((name) => name.startsWith('envelopes/'))).toBe(false);
    expect(files.get('report.html')?.text).not.toContain('<svg');
  });

  it('WhoIsInAnEncryptedCaptureMustBeKnownToBeHashed', async () => {
    const name = 'e.wav';
    writeFileSync(join(folder.path, name), Buffer.concat([Buffer.from('VRSE'), Buffer.alloc(200)]));
    writeFileSync(
      join(folder.path, `${name}.json`),
      JSON.stringify(sidecarOf(name, { encrypted: { algorithm: 'x' } })),
    );
    const order = { format: 'zip', hashUsers: true } as const;
    await expect(library.export(captureId(name), order)).rejects.toMatchObject({ code: 'key-needed' });
  });

  it('WhenItIsCancelledItEndsAtOnce', async () => {
    const source = await library.bundled(ID);
    const stop = new AbortController();
    const target = join(folder.path, 'out.zip');
    const options = {
      hashUsers: false,
      language: 'en',
      version: '0',
      signal: stop.signal,
      onBytes: () => stop.abort(),
    } as const;
    await expect(writeBundle(target, [source], options)).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(target) ? readFileSync(target).includes('bundle.json') : false).toBe(false);
  });
});

describe('UserHashes', () => {
  it('KnowsAUserInASentenceOfADiagnosisFromATime', () => {
    const hashes = new UserHashes();
    hashes.learn({ user: '2', file: 'a.wav', sources: [{ user: 'error' }] });
    const sentence = { en: 'Remote user 2: 2 dropouts at 2.00 s.', zh: '远端用户 2：在 2.00 秒处。' };
    const sidecar = { diagnosis: { findings: [{ id: 'dropout', severity: 'error', user: '2', sentence }] } };
    const { diagnosis } = JSON.parse(hashes.inSidecar(JSON.stringify(sidecar), 'a.wav')) as typeof sidecar;
    const [finding] = diagnosis.findings;
    expect(finding).toMatchObject({ severity: 'error', user: expect.stringMatching(/^[0-9a-f]{8}$/) as string });
    const user = finding?.user ?? '';
    expect(finding?.sentence).toEqual({
      en: `Remote user ${user}: 2 dropouts at 2.00 s.`,
      zh: `远端用户 ${user}：在 2.00 秒处。`,
    });
  });

  it('AShortIdIsReplacedAsAWordOfItsOwnOnly', () => {
    const hashes = new UserHashes();
    hashes.learn({ user: '7', file: 'a.wav' });
    expect(hashes.inText('7 of 17, at 7.5, x7')).toMatch(/^[0-9a-f]{8} of 17, at [0-9a-f]{8}\.5, x7$/);
  });

  it('AnIdThatLooksLikeAPatternIsAText', () => {
    const hashes = new UserHashes();
    hashes.learn({ user: 'a.*(b)-[c]', file: 'a.wav' });
    expect(hashes.inText('aXX(b)-[c] a.*(b)-[c]')).toMatch(/^aXX\(b\)-\[c\] [0-9a-f]{8}$/);
  });

  it('WordsOfTheFormatStayWhateverUsersAreCalled', () => {
    const hashes = new UserHashes();
    const users = { user: 'remote', sources: [{ user: '1600' }] };
    const sidecar = { ...users, file: 'a.wav', format: 'remote', origin: 'remote', frames: 1600 };
    hashes.learn(sidecar);
    expect(hashes.inName('a.remote-x.wav', 'a.wav')).toBe('a.remote-x.wav');
    const hashed = JSON.parse(hashes.inSidecar(JSON.stringify(sidecar), 'a.wav')) as unknown;
    expect(hashed).toMatchObject({ origin: 'remote', format: 'remote', frames: 1600 });
  });
});

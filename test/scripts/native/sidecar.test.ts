import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodePuertsBridge as bridge } from '../../../assets/scripts/bridge/nodePuerts';
import { validate } from './sidecarSchema';
import { create, drain, options, playTone, request, task, temporaryFolder } from './support';

const folder = temporaryFolder();

/** What stands in the sidecar of an encrypted capture in its sealed part only. */
const SEALED = [
  ...['position', 'reason', 'room', 'user', 'about', 'mixDelayMs', 'peakDbfs', 'rmsDbfs', 'loudnessLufs'],
  ...['sources', 'markers', 'statistics', 'missing', 'problems'],
];

/** Records with marks, a gap, a mute and a source that leaves; gives the sidecars of a dump and of the task. */
function sidecarsOf(name: string, cycleTime: number): unknown[] {
  const recorder = create(bridge, options(folder, { nameTemplate: `${name}-{reason}` }));
  recorder.enterRoom('房间 😀', 'me');
  const mic = recorder.openSource(0, 'me', 'microphone').source;
  const guest = recorder.openSource(1, 'guest "quoted"', '').source;
  const filePath = join(folder, name);
  expect(recorder.start(task(filePath, { cycleTime }))).toBe(0);
  playTone(recorder, mic, 1);
  recorder.mark('boss\nfight', '{"wave":3,"list":[1,null,"x"]}');
  recorder.advance(500);
  playTone(recorder, mic, 1);
  recorder.setMuted(mic, true);
  recorder.closeSource(guest);
  recorder.advance(300);
  const paths = [`${filePath}.json`];
  if (cycleTime > 0) {
    expect(recorder.dump(request({ reason: 'test' })).status).toBe(0);
    recorder.advance(1000);
    paths.push(
      ...drain(recorder).flatMap((event) => (event.kind === 5 && event.capture ? [event.capture.sidecarPath] : [])),
    );
    expect(paths).toHaveLength(2);
  }
  recorder.destroy();
  return paths.map((path) => JSON.parse(readFileSync(path, 'utf8')) as unknown);
}

describe('a sidecar', () => {
  it.each([
    ['cycle.aac', 10],
    ['cycle.wav', 10],
    ['direct.aac', 0],
    ['direct.wav', 0],
  ])('of %s with a cycle of %i s is as its schema says', (name, cycleTime) => {
    for (const sidecar of sidecarsOf(name, cycleTime)) {
      validate(sidecar);
      expect(validate.errors).toBeNull();
    }
  });

  it('without its version, or with another origin, is refused by the schema', () => {
    const [sidecar] = sidecarsOf('other.wav', 0) as Record<string, unknown>[];
    expect(validate({ ...sidecar, origin: 'elsewhere' })).toBe(false);
    expect(validate({ ...sidecar, version: undefined })).toBe(false);
    expect(validate({ ...sidecar, version: 1 })).toBe(false);
    expect(validate({ ...sidecar, missing: undefined })).toBe(false);
  });

  it('of an encrypted capture tells nothing of people or of the game', () => {
    const [sidecar] = sidecarsOf('sealed.wav', 0) as Record<string, unknown>[];
    const encrypted = {
      algorithm: 'xchacha20poly1305',
      keyCheck: '0123456789abcdef',
      salt: '00'.repeat(16),
      sealed: 'AAAA'.repeat(9),
    };
    const open = Object.fromEntries(Object.entries({ ...sidecar, encrypted }).filter(([key]) => !SEALED.includes(key)));
    validate(open);
    expect(validate.errors).toBeNull();
    for (const key of SEALED) expect(validate({ ...open, [key]: sidecar?.[key] })).toBe(false);
    expect(validate({ ...open, encrypted: { ...encrypted, salt: '00' } })).toBe(false);
    expect(validate({ ...open, encrypted: { ...encrypted, sealed: 'no base64' } })).toBe(false);
    const track = { file: 'sealed.remote-1.wav', kind: 'remote', user: '', channels: 1, fileBytes: 0 };
    expect(validate({ ...open, tracks: [track] })).toBe(true);
    expect(validate({ ...open, tracks: [{ ...track, user: 'guest' }] })).toBe(false);
  });

  it('lists tracks, statistics and what is missing as its schema says', () => {
    const [sidecar] = sidecarsOf('lists.wav', 0) as Record<string, unknown>[];
    const track = { file: 'lists.local.wav', kind: 'local', user: 'me', channels: 1, fileBytes: 80 };
    const missing = { startSeconds: 0, seconds: 1, firstFrame: 0, frames: 48_000, why: 'disk' };
    const statistics = { seconds: 0, frame: 0, data: { rttMs: 40 } };
    const full = { ...sidecar, tracks: [track], missing: [missing], statistics: [statistics], problems: ['a text'] };
    validate(full);
    expect(validate.errors).toBeNull();
    expect(validate({ ...full, tracks: [{ ...track, file: '../lists.local.wav' }] })).toBe(false);
    expect(validate({ ...full, missing: [{ ...missing, why: 'bored' }] })).toBe(false);
    expect(validate({ ...full, statistics: [{ seconds: 0, frame: 0 }] })).toBe(false);
    expect(validate({ ...full, about: 'a text' })).toBe(false);
    expect(validate({ ...full, about: { game: 'x' }, loudnessLufs: -18.5 })).toBe(true);
  });
});

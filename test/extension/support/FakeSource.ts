import type { Diagnosis, LaneInfo, LaneMap, Loudness, Sidecar } from '../../../editor-extension/source/shared/analysis';
import { CaptureError } from '../../../editor-extension/source/shared/CaptureError';
import type {
  Badge,
  CaptureChange,
  CaptureDetail,
  CaptureSource,
  CaptureSummary,
  ExportOrder,
} from '../../../editor-extension/source/shared/captures';

const REASONS = [
  'remote voice broke up',
  'echo in lobby',
  '对方听不到我',
  'robot voice',
  'silence after reconnect',
  '',
];
const BADGES: Badge[][] = [
  [
    { kind: 'gaps', count: 3, seconds: 0.42 },
    { kind: 'clipped', sources: 1 },
    { kind: 'dropped', count: 12 },
  ],
  [],
  [{ kind: 'finding', id: 'one-way', severity: 'error', count: 1 }],
  [{ kind: 'missing', seconds: 5 }],
  [{ kind: 'silent', sources: 1 }],
  [{ kind: 'no-sidecar' }],
];

/** Ten minutes apart, newest first. */
export function fakeSummary(place: number, now: number): CaptureSummary {
  const reason = REASONS[place % REASONS.length] ?? '';
  return {
    id: `c${place}`,
    file: `2026-11-2${place % 8}_18-31-07-${String(place).padStart(3, '0')}.${place % 3 === 1 ? 'aac' : 'wav'}`,
    format: place % 3 === 1 ? 'aac' : 'wav',
    bytes: 172_800_000 / (place + 1),
    startedAtUnixMs: now - place * 4_100_000,
    durationSeconds: place % 7 === 5 ? null : 900 / ((place % 5) + 1),
    origin: place % 4 === 3 ? 'recovered' : 'dump',
    reason,
    room: place % 2 === 0 ? 'battle5v5' : 'lobby',
    user: 'anna',
    build: `1.${(place % 3) + 4}.0`,
    users: 3,
    pinned: place % 9 === 2,
    note: place % 4 === 0 ? 'Heard it twice, only from bob.\n@5:02.400 here it breaks up' : '',
    encrypted: place === 6,
    live: false,
    badges: BADGES[place % BADGES.length] ?? [],
  };
}

const lane = (kind: LaneInfo['kind'], user: string, file: number | null): LaneInfo => ({
  ...{ kind, user, label: '', sourceId: kind === 'mix' ? 0 : user.length, file, channel: null, channels: 1 },
  features: true,
  gaps:
    user === 'bob'
      ? [
          { startSeconds: 300, seconds: 0.26 },
          { startSeconds: 302.5, seconds: 0.06 },
        ]
      : [],
});

function sidecarOf(summary: CaptureSummary, seconds: number): Sidecar {
  const marker = (at: number, label: string, fromGame: boolean, data: unknown = null, source = '') => ({
    ...{ seconds: at, frame: Math.round(at * 48000), label, source, data, fromGame },
  });
  const source = (id: number, kind: 'local' | 'remote', user: string, gaps: Sidecar['missing'] = []) => ({
    ...{
      id,
      kind,
      user,
      label: '',
      sampleRate: 48000,
      channels: 1,
      blocksTaken: 90000,
      blocksDropped: id === 3 ? 12 : 0,
    },
    ...{
      blocksLate: 2,
      driftPpm: id * 4.3,
      peakDbfs: -3.2 - id,
      rmsDbfs: -24.5,
      loudnessLufs: -23.1,
      gaps: gaps ?? [],
    },
  });
  return {
    ...{ version: 2, id: '0123456789abcdef-7', generator: { name: 'voice-recorder', version: '0.1.0' } },
    ...{ file: summary.file, format: summary.format, encoder: 'pcm16', sampleRate: 48000, channels: 2, layout: 'mix' },
    ...{ position: 'mixedRecordingAndPlayback', origin: 'dump', reason: summary.reason, room: summary.room },
    ...{ user: summary.user, startedAt: new Date(summary.startedAtUnixMs).toISOString() },
    ...{ startedAtUnixMs: summary.startedAtUnixMs, durability: 'process', durationSeconds: seconds, validStart: 0 },
    ...{ validFrames: seconds * 48000, fileFrames: seconds * 48000, mixDelayMs: 200, peakDbfs: -0.4, rmsDbfs: -22.7 },
    loudnessLufs: -21.4,
    about: {
      build: summary.build,
      commit: '9f3c2ab',
      device: { model: 'Pixel 8', os: 'Android 15' },
      scene: 'Battle5v5',
    },
    sources: [
      source(5, 'local', 'annab'),
      source(3, 'remote', 'bob', [{ startSeconds: 300, seconds: 0.26, firstFrame: 1, frames: 2, why: 'disk' }]),
      source(4, 'remote', 'caro'),
    ],
    markers: [
      marker(0, 'source-opened', false, null, 'anna'),
      marker(seconds * 0.3, 'match-started', true, { map: 'dust', players: 10 }),
      marker(seconds * 0.5, 'reconnecting', false),
      marker(seconds * 0.505, 'reconnected', false, { seconds: 3.1 }),
      marker(seconds - 1.2, 'hotkey', false, { key: 'F9' }),
      marker(seconds - 1.1, 'dump', false, { lastSeconds: 900 }),
    ],
    statistics: Array.from({ length: 60 }, (_, place) => ({
      ...{ seconds: (place * seconds) / 60, frame: place },
      data: {
        loss: Math.max(0, Math.sin(place / 5)) * 4,
        roundTripMs: 40 + (place % 9) * 3,
        jitterMs: 5 + (place % 4),
      },
    })),
    missing: [],
    problems: [],
  };
}

const empty = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(0));

/** A folder that is not there: what the page looks like with captures of every kind. */
export class FakeSource implements CaptureSource {
  readonly can: CaptureSource['can'];
  readonly calls: string[] = [];
  captures: CaptureSummary[];
  failNotes = false;
  /** By id. */
  readonly failures = new Map<string, CaptureError>();
  private readonly removed = new Map<string, CaptureSummary>();
  private readonly listeners = new Set<(change: CaptureChange) => void>();

  constructor(count: number, now: number, can: Partial<CaptureSource['can']> = {}) {
    this.can = { write: true, export: ['wav', 'aac', 'zip'], link: true, ...can };
    this.captures = Array.from({ length: count }, (_, place) => fakeSummary(place, now));
    this.failures.set('c6', new CaptureError('key-needed', 'c6 is encrypted, and its key is missing'));
    this.failures.set(
      'c5',
      new CaptureError('unreadable', 'no RIFF header: expected a WAV file, got 12 bytes of text'),
    );
  }

  tell(change: CaptureChange): void {
    for (const listener of this.listeners) listener(change);
  }

  folder = () => Promise.resolve('/home/anna/game/captures');
  list = () => Promise.resolve(this.captures.map((capture) => ({ ...capture })));

  watch(listener: (change: CaptureChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  open(id: string): Promise<CaptureDetail> {
    this.calls.push(`open ${id}`);
    const failure = this.failures.get(id);
    const summary = this.captures.find((capture) => capture.id === id);
    if (failure) return Promise.reject(failure);
    if (!summary) return Promise.reject(new CaptureError('not-found', `${id} is not there any more`));
    const seconds = summary.durationSeconds ?? 60;
    return Promise.resolve({
      ...{ summary: { ...summary }, sampleRate: 48000, channels: 2, layout: 'mix', validStart: 0 },
      ...{
        validFrames: seconds * 48000,
        durationSeconds: seconds,
        unfinished: false,
        encrypted: false,
        decodable: true,
      },
      ...{ problems: [], sidecar: sidecarOf(summary, seconds), missing: [] },
      lanes: [lane('local', 'annab', 1), lane('remote', 'bob', 2), lane('remote', 'caro', null), lane('mix', '', 0)],
      files: [],
    });
  }

  envelope = empty;
  audio = empty;
  adtsIndex = empty;
  /** null: there is none to be had. */
  diagnosed: Diagnosis | null = null;
  diagnosis: CaptureSource['diagnosis'] = () => {
    if (this.diagnosed) return Promise.resolve(this.diagnosed);
    return Promise.reject(new CaptureError('not-supported', 'these files have no diagnosis'));
  };
  map = (): Promise<LaneMap> =>
    Promise.resolve({
      ...{ basis: 'features', approximate: false, silence: [], zeros: [], gaps: [], clipping: [], clippedSamples: 0 },
      truncated: false,
    });
  loudness = (): Promise<Loudness> =>
    Promise.resolve({
      ...{ integratedLufs: -21.4, rangeLu: 6.2, truePeakDbtp: -0.3, samplePeakDbfs: -0.4, stepSeconds: 0.1 },
      ...{ shortTermLufs: [], approximate: false },
    });
  pcm = () => Promise.resolve(new Float32Array(0));

  setNote(id: string, note: string): Promise<void> {
    this.calls.push(`note ${id} ${note}`);
    if (this.failNotes) return Promise.reject(new CaptureError('io', 'the disk is full'));
    this.captures = this.captures.map((capture) => (capture.id === id ? { ...capture, note } : capture));
    return Promise.resolve();
  }

  setPinned(id: string, pinned: boolean): Promise<void> {
    this.calls.push(`pin ${id} ${String(pinned)}`);
    this.captures = this.captures.map((capture) => (capture.id === id ? { ...capture, pinned } : capture));
    return Promise.resolve();
  }

  remove(id: string): Promise<{ undoSeconds: number }> {
    this.calls.push(`remove ${id}`);
    const capture = this.captures.find((one) => one.id === id);
    if (!capture) return Promise.reject(new CaptureError('not-found', `${id} is not there any more`));
    this.removed.set(id, capture);
    this.captures = this.captures.filter((one) => one.id !== id);
    return Promise.resolve({ undoSeconds: 30 });
  }

  restore(id: string): Promise<void> {
    this.calls.push(`restore ${id}`);
    const capture = this.removed.get(id);
    if (!capture) return Promise.reject(new CaptureError('not-found', `${id} is gone for good`));
    this.captures = [...this.captures, capture];
    return Promise.resolve();
  }

  export(id: string, order: ExportOrder): Promise<{ name: string; blob: Blob }> {
    this.calls.push(`export ${id} ${JSON.stringify(order)}`);
    return Promise.resolve({ name: `${id}.${order.format}`, blob: new Blob(['x']) });
  }
}

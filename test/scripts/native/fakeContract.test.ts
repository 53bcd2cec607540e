import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { NativeEventKind } from '../../../assets/scripts/bridge/NativeBridge';
import type {
  NativeBridge,
  NativeEvent,
  NativeRecorder,
  NativeRecorderOptions,
} from '../../../assets/scripts/bridge/NativeBridge';
import { nodePuertsBridge } from '../../../assets/scripts/bridge/nodePuerts';
import { FakeBridge } from '../../../assets/scripts/testing/fakes/FakeBridge';
import { create, drain, options, request, task, temporaryFolder } from './support';

const folder = temporaryFolder();
const STEPS = 120;
const SETTLE_MS = 970;
/** Of the objects, not of the interface. */
const INSIDE = ['call', 'constructor', 'refuse'];

/** One recorder under test, with what its sources are called by it. */
interface Subject {
  recorder: NativeRecorder;
  sources: Map<string, number>;
  /** The path of a file of the walk. */
  path(name: string): string;
}

function open({ recorder, sources }: Subject, kind: number, userId: string): number {
  const { status, source } = recorder.openSource(kind, userId, '');
  if (status === 0) sources.set(userId, source);
  return status;
}

function close({ recorder, sources }: Subject, userId: string): number {
  const source = sources.get(userId) ?? 2 ** 50;
  sources.delete(userId);
  return recorder.closeSource(source);
}

const OPERATIONS: Record<string, (subject: Subject) => number> = {
  enter: ({ recorder }) => recorder.enterRoom('lobby', 'me'),
  enterOther: ({ recorder }) => recorder.enterRoom('dungeon', 'me'),
  reconnecting: ({ recorder }) => recorder.reconnecting(),
  leave: ({ recorder }) => recorder.leaveRoom(),
  agree: ({ recorder }) => recorder.setConsent(true),
  disagree: ({ recorder }) => recorder.setConsent(false),
  startRealTime: ({ recorder, path }) => recorder.start(task(path('a.wav'), { cycleTime: 0 })),
  startCycle: ({ recorder, path }) => recorder.start(task(path('b.wav'), { cycleTime: 5, sampleRate: 16000 })),
  startInMemory: ({ recorder, path }) => recorder.start(task(path('c.wav'), { cycleTime: 5, durability: 0 })),
  startDurable: ({ recorder, path }) => recorder.start(task(path('d.wav'), { cycleTime: 5, durability: 1 })),
  startSeparate: ({ recorder, path }) => recorder.start(task(path('e.wav'), { cycleTime: 5, tracks: 1 })),
  startSeparateRealTime: ({ recorder, path }) => recorder.start(task(path('f.wav'), { cycleTime: 0, tracks: 1 })),
  startBadSuffix: ({ recorder, path }) => recorder.start(task(path('g.mp3'))),
  stop: ({ recorder }) => recorder.stop(),
  pause: ({ recorder }) => recorder.pause(),
  resume: ({ recorder }) => recorder.resume(),
  dump: ({ recorder, path }) => recorder.dump(request({ filePath: path('h.wav'), overwrite: true })).status,
  dumpSome: ({ recorder, path }) =>
    recorder.dump(request({ filePath: path('i.wav'), overwrite: true, lastSeconds: 0.5, clear: true, hotkey: 'F9' }))
      .status,
  discard: ({ recorder }) => recorder.discard(2 ** 50),
  mark: ({ recorder }) => recorder.mark('here', '{"wave":3}'),
  statistics: ({ recorder }) => recorder.addStatistics('{"rttMs":40}'),
  about: ({ recorder }) => recorder.setAbout('{"build":7}'),
  aboutNothing: ({ recorder }) => recorder.setAbout(''),
  notify: ({ recorder }) => recorder.notify(4, 'headset'),
  muteAll: ({ recorder }) => recorder.setAllMuted(true),
  unmuteAll: ({ recorder }) => recorder.setAllMuted(false),
  exclude: ({ recorder }) => recorder.exclude('stranger', false),
  excludeAndForget: ({ recorder }) => recorder.exclude('stranger', true),
  include: ({ recorder }) => recorder.include('stranger'),
  wipe: ({ recorder }) => recorder.wipe(),
  wipeTwice: ({ recorder }) => recorder.wipe() + recorder.wipe(),
  recover: ({ recorder }) => recorder.recover(new Uint8Array(0)),
  openLocal: (subject) => open(subject, 0, 'me'),
  openRemote: (subject) => open(subject, 1, 'ann'),
  openRemoteMix: (subject) => open(subject, 2, ''),
  closeLocal: (subject) => close(subject, 'me'),
  closeRemote: (subject) => close(subject, 'ann'),
  closeRemoteMix: (subject) => close(subject, ''),
};

const OWN_KINDS = [NativeEventKind.DumpProgress, NativeEventKind.RecoveryProgress, NativeEventKind.Log];

/** What of an event both must tell; progress and log lines are the real one's own. */
function told({ kind, code, path, text, capture }: NativeEvent): unknown {
  const about = capture && {
    name: basename(capture.filePath),
    ...{ format: capture.format, sampleRate: capture.sampleRate, channels: capture.channels, origin: capture.origin },
    ...{ reason: capture.reason, seconds: capture.durationSeconds.toFixed(2) },
    tracks: capture.trackPaths.map((track) => basename(track)).sort(),
  };
  const isFailure = kind === NativeEventKind.Task && (code === 1 || code === 2);
  return { code, path: basename(path), says: isFailure ? 'why' : text, about };
}

/** Events by their kind, because only among those of one kind is the order promised. */
function byKind(events: readonly NativeEvent[]): Record<string, unknown[]> {
  const kinds: Record<string, unknown[]> = {};
  for (const event of events) {
    if (OWN_KINDS.includes(event.kind)) continue;
    (kinds[NativeEventKind[event.kind] ?? event.kind] ??= []).push(told(event));
  }
  return kinds;
}

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Walks at random through the operations; gives what was answered and told at each step. */
function walk(bridge: NativeBridge, seed: number, made: NativeRecorderOptions): unknown[] {
  const recorder = create(bridge, made);
  const subject: Subject = { recorder, sources: new Map(), path: (name) => join(made.capturesFolder, name) };
  const next = generator(seed);
  const names = Object.keys(OPERATIONS);
  const log: unknown[] = [];
  for (let i = 0; i < STEPS; i++) {
    // The room is entered and something started often enough for the rest to mean something.
    const name = i % 7 === 0 ? 'enter' : i % 7 === 1 ? 'startSeparate' : String(names[next(names.length)]);
    const status = OPERATIONS[name]?.(subject);
    recorder.advance(SETTLE_MS);
    log.push({ step: i, name, status, events: byKind(drain(recorder)) });
  }
  recorder.destroy();
  return log;
}

describe('the fake answers and tells what the plugin does', () => {
  const cases = [1, 2, 3, 4, 5, 6].flatMap((seed) =>
    [
      { durable: true, requireConsent: false },
      { durable: false, requireConsent: seed % 2 === 0 },
    ].map((more) => [seed, more] as const),
  );

  it.each(cases)('in the walk of seed %i with %j', (seed, { durable, requireConsent }) => {
    const own = join(folder, `${seed}-${durable}`);
    mkdirSync(join(own, 'rings'), { recursive: true });
    const made = options(own, { recoveryFolder: durable ? join(own, 'rings') : '', requireConsent });
    const real = walk(nodePuertsBridge, seed, made);
    const fake = walk(new FakeBridge(), seed, made);
    for (let i = 0; i < STEPS; i++) expect(fake[i]).toEqual(real[i]);
  });

  it('and the walks leave out no call but those that need audio, a real clock or a capture that failed', () => {
    const bridge = new FakeBridge();
    for (const seed of [1, 2, 3, 4, 5, 6]) walk(bridge, seed, options(folder));
    const called = new Set(bridge.recorders.flatMap(({ calls }) => calls.map(({ name }) => name as string)));
    const real = create(nodePuertsBridge, options(folder));
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(real)).filter((name) => name in bridge.recorder);
    real.destroy();
    const left = methods.filter((name) => !called.has(name) && !INSIDE.includes(name));
    expect(left.sort()).toEqual(['estimate', 'lastError', 'nowMs', 'poll', 'push', 'readStats', 'retry', 'setMuted']);
  });
});

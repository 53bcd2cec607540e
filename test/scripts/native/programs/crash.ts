import { nodePuertsBridge } from '../../../../assets/scripts/bridge/nodePuerts';
import { loadNative } from '../../../../assets/scripts/bridge/nodeAddon';
import type { HandleRecorder } from '../../../../assets/scripts/bridge/handleRecorder';
import type { NativeRecorderOptions } from '../../../../assets/scripts/bridge/NativeBridge';
import { VoiceRecorder, VoiceSource } from '../../../../assets/scripts/index';
import { HOSTILE } from './hostileValues';

// Seeded random calls with hostile arguments on every method of the face, of the bridge and of the addon itself.
// Usage: crash.mjs SEED CALLS; prints how many calls were made, threw, were refused and were accepted.
const [seed, count] = process.argv.slice(2, 4).map(Number) as [number, number];
const folder = process.cwd();

let state = seed;
function random(below: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}

function pick<T>(list: readonly T[]): T {
  return list[random(list.length)] as T;
}

const OPTIONS: NativeRecorderOptions = {
  ...{
    name: '',
    capturesFolder: folder,
    nameTemplate: '{count}',
    retentionCount: 3,
    retentionBytes: 0,
    retentionAgeSeconds: 0,
  },
  ...{ minFreeBytes: 0, maxBufferBytes: 8 << 20, maxSources: 4, mixDelayMs: 50, requireConsent: false },
  ...{ virtualClock: true, logLevel: 3, recoveryFolder: folder, maxRingBytes: 0, maxTracks: 2 },
};

const KEY = new Uint8Array(32).fill(5);

/** Plausible values beside the hostile ones, so that calls get past the first check. */
const FRIENDLY: readonly (() => unknown)[] = [
  () => `${folder}/a.wav`,
  () => `${folder}/b.aac`,
  () => `${folder}/missing/c.wav`,
  () => ({ filePath: `${folder}/d.wav`, cycleTime: 5, sampleRate: 16000 }),
  () => ({ filePath: `${folder}/e.aac`, cycleTime: 5 }),
  () => ({ filePath: `${folder}/f.wav`, cycleTime: 5, tracks: 'separate', durability: 'process' }),
  () => ({ filePath: `${folder}/g.aac`, cycleTime: 5, durability: 'memory', encryptionKey: KEY }),
  () => ({ filePath: `${folder}/h.wav`, durability: pick(HOSTILE)(), tracks: pick(HOSTILE)() }),
  () => ({ filePath: `${folder}/i.wav`, encryptionKey: pick(HOSTILE)() }),
  () => ({ encryptionKey: KEY }),
  () => ({ encryptionKey: pick(HOSTILE)() }),
  () => ({ forget: true }),
  () => ({ rttMs: 40, deep: pick(HOSTILE)() }),
  () => pick(['background', 'foreground', 'interruptionBegan', 'interruptionEnded', 'deviceChanged']),
  () => pick(['me', 'ann']),
  () => KEY,
  () => ({ filePath: pick(HOSTILE)(), cycleTime: pick(HOSTILE)(), sampleRate: pick(HOSTILE)() }),
  () => ({ lastSeconds: 1, reason: 'r' }),
  () => ({ lastSeconds: pick(HOSTILE)(), filePath: pick(HOSTILE)(), reason: pick(HOSTILE)(), clear: pick(HOSTILE)() }),
  () => ({ kind: 'local', userId: 'me', label: 'x' }),
  () => ({ kind: 'remote', userId: pick(HOSTILE)() }),
  () => ({ roomId: 'room', userId: 'me' }),
  () => ({ sampleRate: 48000, channels: 1 }),
  () => ({ sampleRate: pick(HOSTILE)(), channels: pick(HOSTILE)(), captureTimeMs: pick(HOSTILE)() }),
  () => ({ ...OPTIONS, [pick(Object.keys(OPTIONS))]: pick(HOSTILE)() }),
];

const value = (): unknown => (random(3) === 0 ? pick(FRIENDLY)() : pick(HOSTILE)());

interface Target {
  object: object;
  name: string;
}

function methodsOf(object: object, prototype: object): Target[] {
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => ({ object, name }));
}

let handles: number[] = [];
const SKIPPED = ['Destroy', 'DestroyAll', 'end', 'endAll']; // called with hostile values below; here they end the batch

function targets(): Target[] {
  const recorder = new VoiceRecorder({
    ...{ virtualClock: true, capturesFolder: folder, recoveryFolder: folder, log: () => undefined },
    about: { program: 'crash' },
  });
  recorder.enterRoom({ roomId: 'room', userId: 'me' });
  recorder.startAudioRecordingWithConfig({ filePath: `${folder}/task.wav`, cycleTime: 3 });
  const source = recorder.openSource({ kind: 'local', userId: 'me' });
  const native = nodePuertsBridge.create(OPTIONS);
  if ('status' in native) throw new Error(native.message);
  native.enterRoom('room', 'me');
  native.start({
    ...{ filePath: `${folder}/native.wav`, sampleRate: 16000, quality: 1, position: 0, cycleTime: 3 },
    ...{ channels: 1, layout: 0, overwrite: true, durability: -1, tracks: 1, encryptionKey: KEY },
  });
  handles = [native.openSource(0, 'me', '').source, source.id, (native as HandleRecorder).handle];
  const addon = loadNative();
  const all = [
    ...methodsOf(recorder, VoiceRecorder.prototype),
    ...methodsOf(source, VoiceSource.prototype),
    ...methodsOf(native, Object.getPrototypeOf(native) as object),
    ...methodsOf(nodePuertsBridge, Object.getPrototypeOf(nodePuertsBridge) as object),
    ...methodsOf(addon, addon),
  ];
  return all.filter(({ name }) => !SKIPPED.includes(name));
}

/** What the functions of the addon take: number, text, flag or memory; calls of the right types reach native code. */
const SIGNATURES: Readonly<Record<string, string>> = {
  ...{ Create: 'ttnnnnnnnffntnn', NowMs: 'n', Advance: 'nn', SetConsent: 'nf', EnterRoom: 'ntt', Reconnecting: 'n' },
  ...{ LeaveRoom: 'n', OpenSource: 'nntt', Push: 'nmnnnnn', SetMuted: 'nf', CloseSource: 'n', Start: 'ntnnnnnnfnnm' },
  ...{ Stop: 'n', Estimate: 'ntnnnnnnnnmm', Dump: 'nnnttfft', Retry: 'nnt', Discard: 'nn', Mark: 'ntt', Poll: 'n' },
  ...{ ReadEvent: 'm', EventText: 'n', ReadStats: 'nm', SetAbout: 'nt', Notify: 'nnt', Exclude: 'ntf', Include: 'nt' },
  ...{ Wipe: 'n', Recover: 'nm', SetAllMuted: 'nf', Pause: 'n', Resume: 'n', AddStatistics: 'nt' },
};

const made = HOSTILE.map((make) => make());
const numbers = made.filter((one) => typeof one === 'number');
const texts = made.filter((one) => typeof one === 'string');

function typed(kind: string, position: number): unknown {
  if (kind === 'n') return position === 0 && random(2) === 0 ? pick(handles) : pick(numbers);
  if (kind === 't') return random(2) === 0 ? `${folder}/t${random(3)}.wav` : pick(texts);
  if (kind === 'f') return random(2) === 0;
  for (;;) {
    const memory = pick(HOSTILE)();
    if (memory instanceof ArrayBuffer || ArrayBuffer.isView(memory)) return memory;
  }
}

function argumentsFor(name: string): unknown[] {
  const signature = SIGNATURES[name];
  if (signature === undefined || random(4) === 0) return Array.from({ length: random(12) }, value);
  return [...signature].map(typed);
}

/** A jump of weeks in virtual time is allowed, and too long for a test. */
function isTooLong(name: string, args: readonly unknown[]): boolean {
  return /^advance$/i.test(name) && args.some((one) => typeof one === 'number' && one > 1e6 && one <= 9e12);
}

const tally = { made: 0, threw: 0, refused: 0, accepted: 0 };

function call({ object, name }: Target): void {
  tally.made++;
  try {
    const method: unknown = Reflect.get(object, name);
    if (typeof method !== 'function') return;
    // Mostly on the object itself; else detached, on a stranger, on a proxy or a child of it, or with `new`.
    const self = [object, object, object, object, undefined, value(), new Proxy(object, {}), Object.create(object)];
    const args = argumentsFor(name);
    if (isTooLong(name, args)) return;
    if (random(40) === 0) Reflect.construct(method as new () => object, args);
    const answer: unknown = Reflect.apply(method, pick(self), args);
    if (answer instanceof Promise) answer.catch(() => undefined);
    if (typeof answer === 'number' && answer >= 30000) tally.refused++;
    else tally.accepted++;
  } catch {
    tally.threw++;
  }
}

/** A call with little of the stack left. */
function callDeep(target: Target): void {
  try {
    callDeep(target);
  } catch {
    call(target);
  }
}

process.on('unhandledRejection', () => undefined);
let batch: Target[] = [];
for (let i = 0; i < count; i++) {
  if (i % 500 === 0) {
    loadNative().DestroyAll(); // what the batch before had open is used after its end by nobody
    batch = targets();
  }
  if (i % 97 === 0) callDeep(pick(batch));
  else call(pick(batch));
}
for (const make of HOSTILE) {
  for (const name of ['Destroy', 'NowMs', 'Poll', 'EventText'] as const) {
    try {
      loadNative()[name](make() as number);
    } catch {
      tally.threw++;
    }
  }
}
console.log(JSON.stringify(tally));

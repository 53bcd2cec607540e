import { writeSync } from 'node:fs';
import '../../../../assets/scripts/bridge/nodePuerts';
import { VoiceRecorder } from '../../../../assets/scripts/index';
import type { AudioRecordingConfig, DumpOptions, VoiceRecorderOptions } from '../../../../assets/scripts/index';
import { counting } from './counting';

// A game that talks until it is killed, and says after each block how many frames it has pushed by now.
// Usage: talk.mjs JSON, where JSON is { options, config, guest, dump }: a guest talks the same, half a second ahead; a dump
// is asked for after half a second. With a virtual clock it talks as fast as it can, and what is on
// disk when it says so does not depend on what else the machine does.
const RATE = 48000;
const FRAMES = RATE / 100;
const GUEST_AHEAD_FRAMES = RATE / 2;
const DUMP_AT_FRAMES = RATE / 2;

interface Talk {
  options: VoiceRecorderOptions;
  config: AudioRecordingConfig;
  guest?: boolean;
  dump?: DumpOptions;
}

const { options, config, guest, dump } = JSON.parse(process.argv[2] ?? '') as Talk;
const recorder = new VoiceRecorder({ ...options, about: { program: 'talk', build: 7 } });
recorder.on('log', ({ message }) => process.stderr.write(`${message}\n`));
recorder.enterRoom({ roomId: 'lobby', userId: 'me' });
const mic = recorder.openSource({ kind: 'local', userId: 'me' });
const other = guest === true ? recorder.openSource({ kind: 'remote', userId: 'ann' }) : undefined;
const started = recorder.start(config);

let pushed = 0;
let startMs = 0;
let isAsked = dump === undefined;

function tick(): void {
  if (options.virtualClock === true) recorder.advance(10);
  recorder.tick();
}

function pushDue(): void {
  tick();
  for (; startMs + (pushed * 1000) / RATE <= recorder.now - 10; pushed += FRAMES) {
    const captureTimeMs = startMs + (pushed * 1000) / RATE;
    const format = { sampleRate: RATE, channels: 1, captureTimeMs };
    const codes = [
      mic.push(counting(pushed, FRAMES), format),
      other?.push(counting(pushed + GUEST_AHEAD_FRAMES, FRAMES), format) ?? 0,
    ];
    if (codes.some((code) => code !== 0)) throw recorder.lastError ?? new Error('a block was refused');
  }
  if (!isAsked && pushed >= DUMP_AT_FRAMES) {
    isAsked = true;
    recorder.dump(dump).catch(() => undefined);
  }
  if (pushed > 0) writeSync(1, `${pushed}\n`);
}

const ticking = setInterval(tick, 2);
await started;
clearInterval(ticking);
startMs = recorder.now;
recorder.mark('talk began', { text: '开始' });
recorder.addStatistics({ rttMs: 40 });
setInterval(pushDue, options.virtualClock === true ? 0 : 5);

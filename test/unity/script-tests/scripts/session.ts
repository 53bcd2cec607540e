import { Game } from '../../../../samples/webrtc-room/game';
import type { AudioBlock } from '../../../../samples/webrtc-room/game';

/**
 * A session of the sample's game script, the same in Node and in Unity's host: a second of a tone in real time, saved by
 * a key. It knows nothing of the machine; the host calls `update` until `report` says something.
 */
const BLOCK_FRAMES = 480;
const BLOCKS = 120;

let game: Game | undefined;
let listener: (userId: string, block: AudioBlock) => void = () => undefined;
let sentBlocks = 0;
let beganMs = 0;
let isRecording = false;
const told: unknown[] = [];
let ended = '';

export function begin(capturesFolder: string, recoveryFolder: string): void {
  const room = {
    ...{ roomId: 'lobby', localUserId: 'me', remoteUserIds: ['ann'] },
    onAudio: (wanted: typeof listener) => (listener = wanted),
  };
  const made = new Game(room, { capturesFolder, recoveryFolder, lastSeconds: 0.5 });
  game = made;
  made.recorder.on('onAudioRecording', (code) => told.push(code));
  made.recorder.on('dumpDone', ({ capture }) => {
    told.push([capture.reason, capture.durationSeconds, capture.channels, Math.round(capture.peakDbfs)]);
    void made.stop().then(finish, fail);
  });
  made.keepApart(10, `${capturesFolder}/session.wav`).then(() => {
    isRecording = true;
    beganMs = made.recorder.now;
  }, fail);
}

/** Once a frame. */
export function update(): void {
  if (game === undefined || ended !== '') return;
  game.update();
  if (!isRecording) return;
  const dueBlocks = Math.min(BLOCKS, Math.floor((game.recorder.now - beganMs) / 10));
  for (; sentBlocks < dueBlocks; sentBlocks++) {
    speak('me', 0.25);
    speak('ann', sentBlocks < 20 ? 0.125 : 0); // over before what the key saves
    if (sentBlocks === BLOCKS - 1) game.press('F9');
  }
}

/** What happened, as JSON; empty until the session is over. */
export function report(): string {
  return ended;
}

function speak(userId: string, amplitude: number): void {
  listener(userId, { samples: tone(amplitude), sampleRate: 48000, channels: 1 });
}

/** A sine of 1000 Hz: ten periods a block. */
function tone(amplitude: number): Int16Array {
  return Int16Array.from({ length: BLOCK_FRAMES }, (_, i) => {
    return Math.round(32767 * amplitude * Math.sin((2 * Math.PI * (i % 48)) / 48));
  });
}

function finish(): void {
  const taken = game?.recorder.stats.blocksTaken;
  game?.end();
  ended = JSON.stringify([...told, taken]);
}

function fail(error: unknown): void {
  ended = JSON.stringify(['failed', String(error)]);
}

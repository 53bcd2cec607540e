import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CountingRoom } from '../../scripts/native/rooms';
import { type WaveOptions, waveFile } from './waves';

const base = { channels: 1, sampleRate: 16000, seconds: 5 };

/** Plain WAV files by name. */
export const waves: Record<string, WaveOptions> = {
  'pcm8.wav': { ...base, format: 'pcm8' },
  'pcm16.wav': { ...base, format: 'pcm16' },
  'pcm16-stereo.wav': { format: 'pcm16', channels: 2, sampleRate: 48000, seconds: 9.7 },
  'pcm24-three.wav': { format: 'pcm24', channels: 3, sampleRate: 44100, seconds: 4.2, extensible: true },
  'pcm32.wav': { ...base, format: 'pcm32' },
  'float32-stereo.wav': { ...base, format: 'float32', channels: 2 },
  'float64.wav': { ...base, format: 'float64', extensible: true },
  'rf64.wav': { ...base, format: 'pcm16', channels: 2, rf64: true },
  'unfinished.wav': { ...base, format: 'pcm16', toldBytes: 0 },
  'told-too-long.wav': { ...base, format: 'pcm16', toldBytes: 1_000_000_000 },
  'one-frame.wav': { ...base, format: 'pcm16', seconds: 1 / 16000 },
  'empty.wav': { ...base, format: 'pcm16', seconds: 0 },
  '8-kHz.wav': { ...base, format: 'pcm16', sampleRate: 8000 },
  '8-kHz-8-bits.wav': { ...base, format: 'pcm8', sampleRate: 8000, seconds: 4.12345 },
  '192-kHz.wav': { ...base, format: 'pcm24', channels: 2, sampleRate: 192000, seconds: 3.33333 },
  '384-kHz.wav': { ...base, format: 'float32', sampleRate: 384000, seconds: 1.23457 },
  '96-kHz-prime.wav': { ...base, format: 'pcm32', channels: 2, sampleRate: 96000, seconds: 300007 / 96000 },
  'eight-channels.wav': { ...base, format: 'pcm16', channels: 8, seconds: 1.00003 },
  'broken-floats.wav': { ...base, format: 'float32', channels: 2, broken: true },
  ...Object.fromEntries(
    (['pcm8', 'pcm24', 'pcm32', 'float32', 'float64'] as const).map((format) => [
      `one-frame-${format}.wav`,
      { ...base, format, seconds: 1 / 16000 },
    ]),
  ),
};

export function writeWaves(folder: string): string[] {
  for (const [name, options] of Object.entries(waves)) writeFileSync(join(folder, name), waveFile(options));
  return Object.keys(waves);
}

/** Numbers that look random and are the same each time. */
function bytesOf(seed: number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, i) => (Math.imul(i + seed, 0x9e3779b1) >>> 24) & 0xff));
}

/** Files that are cut, or of which some bytes are others; what they are is told, or why they are not. */
export function writeDamaged(folder: string): string[] {
  const whole = waveFile({ ...base, format: 'pcm16', channels: 2 });
  const damaged: Record<string, Buffer> = {
    'nothing.wav': Buffer.alloc(0),
    'nothing.aac': Buffer.alloc(0),
    'noise.wav': bytesOf(1, 5000),
    'noise.aac': bytesOf(2, 5000),
    'text.wav': Buffer.from('this is no audio file\n'.repeat(40)),
    'cut-header.wav': whole.subarray(0, 30),
    'cut-data.wav': whole.subarray(0, whole.length - 12345),
    'odd-end.wav': whole.subarray(0, whole.length - 1),
    'zeros.wav': Buffer.alloc(5000),
    'riff.wav': whole.subarray(0, 7),
    'picture.wav': Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500)]),
    'flac.aac': Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(500)]),
    'mp4.aac': Buffer.concat([Buffer.from([0, 0, 0, 32]), Buffer.from('ftypM4A '), Buffer.alloc(500)]),
  };
  for (let seed = 0; seed < 24; seed++) {
    const changed = Buffer.from(whole);
    for (const [i, value] of bytesOf(seed, 6).entries()) changed[(value * 7 + i * 13 + seed) % 44] = value ^ (seed + i);
    damaged[`changed-${seed}.wav`] = changed;
  }
  for (const [name, bytes] of Object.entries(damaged)) writeFileSync(join(folder, name), bytes);
  return Object.keys(damaged);
}

/** What the recorder itself writes: AAC with the tracks of each user, left and right, plain WAV; all with sidecars. */
export async function writeCaptures(folder: string): Promise<string[]> {
  const room = new CountingRoom(folder, 'room');
  const me = room.join('local', 'me');
  room.join('remote', 'ann', 5000);
  const made: string[] = [];
  const record = async (name: string, config: Parameters<CountingRoom['start']>[1]): Promise<void> => {
    made.push(await room.start(name, config));
    room.talk(2);
    room.recorder.mark('here', { at: 'two' });
    me.setMuted(true);
    room.talk(0.8);
    me.setMuted(false);
    room.wait(300); // nobody gives anything: a gap
    room.talk(1);
    await room.stop();
  };
  await record('mix.wav', {});
  await record('tracks.wav', { tracks: 'separate' });
  await record('tracks.aac', { tracks: 'separate' });
  await record('split.wav', { channels: 2, layout: 'split' });
  await record('mix.aac', {});
  room.recorder.destroy();
  return made;
}

/** AAC of another encoder, in ADTS frames, if ffmpeg is there. */
export function writeForeignAac(folder: string): string[] {
  const source = join(folder, 'for-ffmpeg.wav');
  writeFileSync(source, waveFile({ ...base, format: 'pcm16', channels: 2, sampleRate: 44100 }));
  const path = join(folder, 'foreign.aac');
  execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-i', source, '-b:a', '64k', path]);
  return [path];
}

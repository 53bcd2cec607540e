import { execFile } from 'node:child_process';
import { readAdts } from './adts-file.mjs';

/** ADTS frames of the undisturbed encoding of a signal that begins at frame `lead` of the task. */
export function referenceFrames(program, { rate, quality, voices, lead, pushed, frames, silence = [] }) {
  const args = [
    `rate=${rate}`,
    `quality=${quality}`,
    `voices=${voices}`,
    `lead=${lead}`,
    `pushed=${pushed}`,
    `frames=${frames}`,
    ...silence.map(([first, count]) => `silence=${first},${count}`),
  ];
  return new Promise((resolve, reject) => {
    execFile(program, args, { encoding: 'buffer', maxBuffer: 1 << 26 }, (error, stdout) => {
      if (error) reject(error);
      else resolve(readAdts(stdout).frames);
    });
  });
}

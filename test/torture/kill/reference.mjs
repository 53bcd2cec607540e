import { execFile } from 'node:child_process';
import { readAdts } from './adts-file.mjs';

/** ADTS frames of the undisturbed encoding of a sound that begins at frame `lead` of the task; its gaps are the task's. */
export function referenceFrames(program, { rate, quality, sound, lead, frames }) {
  const args = [
    `rate=${rate}`,
    `quality=${quality}`,
    `voices=${sound.name}`,
    `lead=${lead}`,
    `pushed=${sound.pushed}`,
    `frames=${frames}`,
    ...sound.voices.flatMap((voice) =>
      (sound.gaps[voice] ?? []).map(([from, count]) => `gap=${voice},${from},${count}`),
    ),
  ];
  return new Promise((resolve, reject) => {
    execFile(program, args, { encoding: 'buffer', maxBuffer: 1 << 26 }, (error, stdout) => {
      if (error) reject(error);
      else resolve(readAdts(stdout).frames);
    });
  });
}

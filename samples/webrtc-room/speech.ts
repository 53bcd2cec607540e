import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { ExitCode, SampleError } from './sampleError';
import { generateVoice } from './generatedVoice';
import { VOICE_RATE_HZ, toVoice } from './voiceFormat';
import { WavError, parseWav } from './wavFile';

/** What one player says: 48 kHz mono, repeated for as long as the room is open. */
export interface Voice {
  samples: Int16Array;
  /** Where it comes from, for the reader of the output. */
  origin: string;
}

/** A player's manner of speaking. */
export interface Character {
  /** An espeak-ng voice. */
  voice: string;
  wordsPerMinute: number;
  text: string;
  /** For the generated voice, where espeak-ng is missing. */
  pitchHz: number;
}

export const characters: Character[] = [
  {
    voice: 'en-us+m3',
    wordsPerMinute: 165,
    pitchHz: 115,
    text: 'Two of them behind the gate. I am going left, cover me. Careful, the bridge is open. Ready in three, two, one.',
  },
  {
    voice: 'en-gb+f3',
    wordsPerMinute: 175,
    pitchHz: 205,
    text: 'Copy that, I can see you. The door on the right is locked. I have the key, wait for me. Healing, ten seconds.',
  },
  {
    voice: 'cmn+f2',
    wordsPerMinute: 170,
    pitchHz: 165,
    text: '我在桥的左边。有两个人在门后面。等我一下,我马上就到。大家小心,他们来了。',
  },
];

const PAUSE_MS = 350;
/** Half of full scale, so that Opus and three voices at once have room above it. */
const SPOKEN_PEAK = 16384;
const ESPEAK_TIMEOUT_MS = 10000;
const cache = new Map<Character, Promise<Voice>>();

/** Spoken by espeak-ng when it is installed, otherwise generated; made once per process, kept in memory only. */
export function speak(character: Character): Promise<Voice> {
  let voice = cache.get(character);
  if (!voice) {
    voice = speakWithEspeak(character).catch(() => ({
      samples: generateVoice(character.pitchHz, 6),
      origin: `generated voice, ${character.pitchHz} Hz`,
    }));
    cache.set(character, voice);
  }
  return voice;
}

async function speakWithEspeak({ voice, wordsPerMinute, text }: Character): Promise<Voice> {
  const args = ['-v', voice, '-s', String(wordsPerMinute), '-z', '--stdout', text];
  const options = { encoding: 'buffer', maxBuffer: 64 << 20, timeout: ESPEAK_TIMEOUT_MS } as const;
  const { stdout } = await promisify(execFile)('espeak-ng', args, options);
  const spoken = toVoice(parseWav(stdout));
  const gain = SPOKEN_PEAK / spoken.reduce((peak, value) => Math.max(peak, Math.abs(value)), 1);
  const samples = new Int16Array(spoken.length + (PAUSE_MS * VOICE_RATE_HZ) / 1000);
  spoken.forEach((value, index) => (samples[index] = Math.round(value * gain)));
  return { samples, origin: `espeak-ng ${voice}` };
}

/** The user's own recording. Throws a {@link SampleError} that names the file and the reason. */
export async function voiceFromFile(path: string): Promise<Voice> {
  try {
    return { samples: toVoice(parseWav(await readFile(path))), origin: path };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (!(error instanceof WavError) && code === undefined) throw error;
    const reason =
      error instanceof WavError
        ? error.message
        : code === 'ENOENT'
          ? 'there is no such file'
          : code === 'EISDIR'
            ? 'it is a folder, a WAV file is expected'
            : (error as Error).message;
    throw new SampleError(ExitCode.UnreadableInput, `cannot read ${path}: ${reason}`);
  }
}

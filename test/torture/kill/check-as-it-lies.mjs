import { AAC_FRAMES, DELAY, compareFrames } from './compare-frames.mjs';
import { compareSamples } from './compare-samples.mjs';
import { Sound } from './signal.mjs';
import { readWav } from './wav-file.mjs';

/**
 * Checks a real-time file as the kill left it, before any recovery: a player must be able to play it, and what it plays
 * must be what was said. `{ problems, endOfSignal }`. Where the signal begins and its gaps are as in the recovered file.
 */
export async function checkAsItLies(audio, { plan, said, tools }, { lead, gaps }) {
  const sound = new Sound(plan.tracks ? 'both' : 'lone', said.pushed, gaps);
  const problems = [];
  if (plan.format === 'wav') {
    const { samples, rate, told, held, riff } = readWav(audio);
    if (rate !== plan.rate) problems.push(`its rate is ${rate}`);
    if (told > held || riff > audio.length) problems.push('its header tells more than it holds');
    const { wrong, firstWrong } = compareSamples(samples, lead, sound, []);
    if (wrong > 0) problems.push(`${wrong} wrong samples, the first is ${firstWrong}`);
    return { problems, endOfSignal: samples.length - lead };
  }
  const found = await compareFrames(tools.reference, audio, {
    quality: plan.quality,
    sound,
    skip: 0,
    lead,
    around: 0,
    holes: [],
  });
  if (found.wrong > 0) problems.push(`${found.wrong} wrong ADTS frames, the first is ${found.firstWrong}`);
  return { problems, endOfSignal: Math.max(0, found.frames * AAC_FRAMES - DELAY) - lead };
}

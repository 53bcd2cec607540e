import { AAC_FRAMES, DELAY, compareFrames } from './compare-frames.mjs';
import { compareSamples, findLead } from './compare-samples.mjs';
import { readWav } from './wav-file.mjs';

const framesIn = (ns, rate) => (ns * rate) / 1e9;

/**
 * Checks a real-time file as the kill left it, before any recovery: a player must be able to play it, and what it plays
 * must be what was said. `{ problems, endOfSignal }`. `gaps` are those of the recovered file's sidecar.
 */
export async function checkAsItLies(audio, { plan, said, tools, gaps }) {
  const signal = { voices: plan.tracks ? 'both' : 'lone', pushed: said.pushed };
  const lead = Math.round(framesIn(said.sourceNs - said.startingNs, plan.rate));
  const around = 3 + Math.ceil(framesIn(said.calledNs - said.startingNs, plan.rate));
  const problems = [];
  if (plan.format === 'wav') {
    const { samples, rate, told, held, riff } = readWav(audio);
    if (rate !== plan.rate) problems.push(`its rate is ${rate}`);
    if (told > held || riff > audio.length) problems.push('its header tells more than it holds');
    const found = findLead(samples, lead, signal, around);
    const { wrong, firstWrong } = compareSamples(samples, found, signal, gaps);
    if (wrong > 0) problems.push(`${wrong} wrong samples, the first is ${firstWrong}`);
    return { problems, endOfSignal: samples.length - found };
  }
  const found = await compareFrames(tools.reference, audio, {
    ...signal,
    rate: plan.rate,
    quality: plan.quality,
    skip: 0,
    lead,
    holes: [],
    silence: gaps,
  });
  if (found.wrong > 0) problems.push(`${found.wrong} wrong ADTS frames, the first is ${found.firstWrong}`);
  return { problems, endOfSignal: Math.max(0, found.frames * AAC_FRAMES - DELAY) - found.lead };
}

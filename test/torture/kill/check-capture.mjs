import { compareFrames, AAC_FRAMES, DELAY } from './compare-frames.mjs';
import { compareSamples, findLead } from './compare-samples.mjs';
import { readWav } from './wav-file.mjs';

const spans = (list) => list.map(({ firstFrame, frames }) => [firstFrame, frames]);
const framesIn = (ns, rate) => (ns * rate) / 1e9;

/** The gaps of all sources: stretches of the capture in which the machine was too slow to push in time. */
function gapsOf(sidecar) {
  return sidecar.sources.flatMap((source) => spans(source.gaps));
}

const shift = (list, by) => list.map(([first, frames]) => [first + by, frames]);

/** Compares one audio file of a capture with what was pushed. */
async function compareAudio(context, audio, voices) {
  const { plan, said, sidecar, lead, tools } = context;
  const signal = { voices, pushed: said.pushed };
  const gaps = gapsOf(sidecar);
  const missing = spans(sidecar.missing);
  if (plan.format === 'wav') {
    const { samples, rate, channels, told, held } = readWav(audio);
    const whole = told === held && channels === 1 && rate === plan.rate && samples.length === sidecar.validFrames;
    const found = findLead(samples, Math.round(lead), signal);
    return { whole, lead: found, unit: 'sample', ...compareSamples(samples, found, signal, [...gaps, ...missing]) };
  }
  // Blocks of the task's stream lie on a grid, so the time of the capture tells which one is the first.
  const about = framesIn(context.startNs - said.startingNs, plan.rate);
  const skip = Math.max(0, Math.round((about + DELAY - sidecar.validStart) / AAC_FRAMES));
  const from = skip * AAC_FRAMES + sidecar.validStart - DELAY;
  const found = await compareFrames(tools.reference, audio, {
    ...signal,
    rate: plan.rate,
    quality: plan.quality,
    skip,
    lead: Math.round(lead + from),
    holes: shift(missing, sidecar.validStart),
    silence: shift(gaps, from),
  });
  const whole = found.rest === 0 && found.rate === plan.rate && found.frames * AAC_FRAMES === sidecar.fileFrames;
  return { ...found, whole, lead: found.lead - from, unit: 'ADTS frame', from };
}

/**
 * Checks a complete capture sample by sample. `{ problems, startNs, endNs, endOfSignal, silent, missing }`, where
 * endOfSignal is how many frames of the signal it holds to its end.
 */
export async function checkCapture(found, { plan, said, tools, origins }) {
  const { sidecar } = found;
  if (!sidecar) return { problems: ['it has no sidecar'] };
  const problems = [];
  if (!origins.includes(sidecar.origin)) problems.push(`its origin is ${sidecar.origin}`);
  if (!found.whole) problems.push('it was opened in part only');
  const startNs = Math.round(sidecar.startMonotonicMs * 1e6);
  const lead = framesIn(said.sourceNs - startNs, plan.rate);
  const context = { plan, said, sidecar, tools, startNs, lead };
  const parts = [{ name: 'mix', voices: plan.tracks ? 'both' : 'lone', audio: found.audio }];
  for (const track of found.tracks) parts.push({ name: track.kind, voices: track.kind, audio: track.audio });
  if (parts.length !== (plan.tracks ? 3 : 1)) problems.push(`${parts.length - 1} tracks`);
  let mix;
  for (const part of parts) {
    const result = await compareAudio(context, part.audio, part.voices);
    mix ??= result;
    if (!result.whole) problems.push(`${part.name}: its lengths do not agree with its sidecar`);
    if (result.wrong > 0) problems.push(`${part.name}: ${result.wrong} wrong, first ${result.unit} ${result.firstWrong}`);
    if (Math.abs(result.lead - lead) > 2) problems.push(`${part.name}: ${(result.lead - lead).toFixed(1)} frames off its time`);
  }
  const missing = sidecar.missing.reduce((sum, { frames }) => sum + frames, 0);
  return {
    problems,
    startNs,
    endNs: startNs + (sidecar.validFrames * 1e9) / plan.rate,
    endOfSignal: sidecar.validFrames - mix.lead,
    firstOfSignal: -mix.lead,
    silent: mix.silent,
    missing,
    told: sidecar.problems,
  };
}

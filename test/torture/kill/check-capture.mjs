import { AAC_FRAMES, DELAY, compareFrames } from './compare-frames.mjs';
import { compareSamples, findLead } from './compare-samples.mjs';
import { Sound, shift } from './signal.mjs';
import { readWav } from './wav-file.mjs';

/** A source stands this near to its time, and stays as it is. */
const PLACED_WITHIN_MS = 2;

const spans = (list) => list.map(({ firstFrame, frames }) => [firstFrame, frames]);
const TRACK_HOLE = /^of the track of (.*), (\d+) frames from frame (\d+) on are missing: /;
const TRACK_END = /^the own file of (.*) ends (\d+) frames (before|after) the mix$/;
const framesIn = (ns, rate) => (ns * rate) / 1e9;

/** Of each voice the stretches of the capture in which the machine was too slow to push in time. */
export function gapsOf(sidecar, tracks) {
  const named = sidecar.sources.map((source) => [tracks ? source.kind : 'lone', spans(source.gaps)]);
  return Object.fromEntries(named);
}

export function shiftGaps(gaps, by) {
  return Object.fromEntries(Object.entries(gaps).map(([voice, list]) => [voice, shift(list, by)]));
}

/** Which block of the task's stream a file may begin with: blocks lie on a grid, so its time tells, as the start's does. */
function skipsOf(said, startNs, rate, validStart) {
  const about = (ns) => Math.max(0, Math.round((framesIn(startNs - ns, rate) + DELAY - validStart) / AAC_FRAMES));
  const [least, most] = [about(said.calledNs), about(said.startingNs)];
  return Array.from({ length: most - least + 1 }, (_, index) => most - index);
}

/** Holes that the sidecar tells of, of the mix or of one user's track. */
function holesOf(sidecar, user) {
  const told = sidecar.problems.flatMap((text) => {
    const [, name, frames, first] = TRACK_HOLE.exec(text) ?? [];
    return name === undefined || name !== user ? [] : [[Number(first), Number(frames)]];
  });
  return [...spans(sidecar.missing), ...told];
}

/** How much longer than the mix a user's own file is, as its sidecar tells; a kill may come between the two. */
function longerThanMix(sidecar, user) {
  for (const text of sidecar.problems) {
    const [, name, frames, side] = TRACK_END.exec(text) ?? [];
    if (name !== undefined && name === user) return side === 'after' ? Number(frames) : -Number(frames);
  }
  return 0;
}

/** Compares one audio file of a capture with what was pushed. */
async function compareAudio({ plan, said, sidecar, startNs, lead, exactly, tools }, { audio, voices, user }) {
  const gaps = gapsOf(sidecar, plan.tracks);
  const missing = holesOf(sidecar, user);
  const longer = longerThanMix(sidecar, user);
  if (plan.format === 'wav') {
    const around = exactly ? 0 : Math.ceil((plan.rate * PLACED_WITHIN_MS) / 1000);
    const sound = new Sound(voices, said.pushed, gaps);
    const { samples, rate, channels, told, held } = readWav(audio);
    const whole =
      told === held && channels === 1 && rate === plan.rate && samples.length === sidecar.validFrames + longer;
    const found = findLead(samples, Math.round(lead), sound, around);
    return { whole, lead: found, unit: 'sample', ...compareSamples(samples, found, sound, missing) };
  }
  const skips = plan.mode === 'cycle' ? skipsOf(said, startNs, plan.rate, sidecar.validStart) : [0];
  let found;
  for (const skip of skips) {
    const from = plan.mode === 'cycle' ? skip * AAC_FRAMES + sidecar.validStart - DELAY : 0;
    const tried = await compareFrames(tools.reference, audio, {
      quality: plan.quality,
      sound: new Sound(voices, said.pushed, shiftGaps(gaps, from)),
      skip,
      lead: Math.round(lead + from),
      around: exactly ? 0 : 8,
      holes: shift(missing, sidecar.validStart),
      validStart: sidecar.validStart,
    });
    if (found === undefined || tried.wrong < found.wrong) found = { ...tried, lead: tried.lead - from };
    if (found.wrong === 0) break;
  }
  const whole =
    found.rest === 0 &&
    (found.frames === 0 || found.rate === plan.rate) &&
    found.frames * AAC_FRAMES === sidecar.fileFrames + longer;
  return { ...found, whole, unit: 'ADTS frame' };
}

async function compareParts(context, parts) {
  const results = [];
  for (const part of parts) {
    // Where the mix began comes first.
    results.push(await compareAudio(results.length > 0 ? { ...context, lead: results[0].lead } : context, part));
  }
  return results;
}

const agree = (results) => results.every(({ wrong, lead }) => wrong === 0 && lead === results[0].lead);

/**
 * Where all parts begin together. A few blocks of AAC may be the same for sounds that begin some frames apart, so it is tried
 * as each of the parts says.
 */
async function compareTogether(context, parts) {
  const results = await compareParts(context, parts);
  if (agree(results)) return results;
  for (const lead of new Set(results.slice(1).map((result) => result.lead))) {
    const again = await compareParts({ ...context, lead, exactly: true }, parts);
    if (agree(again)) return again;
  }
  return results;
}

/**
 * Checks a complete capture sample by sample. `{ problems, startNs, endNs, endOfSignal, lead, silent, missing, told }`, where
 * endOfSignal is how many frames of the signal it holds to its end, and lead the valid frame at which the signal begins.
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
  for (const track of found.tracks)
    parts.push({ name: track.kind, user: track.user, voices: track.kind, audio: track.audio });
  if (parts.length !== (plan.tracks ? 3 : 1)) problems.push(`${parts.length - 1} tracks`);
  const results = await compareTogether(context, parts);
  const [mix] = results;
  let wrong = 0;
  for (const [index, part] of parts.entries()) {
    const result = results[index];
    wrong += result.wrong;
    if (!result.whole) problems.push(`${part.name}: its lengths do not agree with its sidecar`);
    if (result.wrong > 0)
      problems.push(`${part.name}: ${result.wrong} wrong, first ${result.unit} ${result.firstWrong}`);
    const offMs = ((result.lead - lead) * 1000) / plan.rate;
    if (Math.abs(offMs) > PLACED_WITHIN_MS) problems.push(`${part.name}: ${offMs.toFixed(1)} ms off its time`);
    if (result.lead !== mix.lead) problems.push(`${part.name} does not begin with the mix`);
  }
  return {
    problems,
    wrong,
    startNs,
    endNs: startNs + (sidecar.validFrames * 1e9) / plan.rate,
    endOfSignal: sidecar.validFrames - mix.lead,
    lead: mix.lead,
    silent: mix.silent,
    missing: sidecar.missing.reduce((sum, { frames }) => sum + frames, 0),
    told: sidecar.problems.filter((text) => !TRACK_HOLE.test(text) && !(plan.mode !== 'cycle' && TRACK_END.test(text))),
    firstTrackHole: Math.min(...found.tracks.flatMap(({ user }) => holesOf(sidecar, user).map(([first]) => first))),
  };
}

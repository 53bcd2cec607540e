import { listen, start } from '../../../scripts/lib/torture/children.mjs';

/** What the lines of a recorder say: numbers as they were last, dumps by their ids. */
function listener() {
  const said = { pushed: 0, keptFrames: 0, keptBytes: 0, dumps: new Map(), ended: [], refused: [], degraded: [] };
  const dump = (id) => said.dumps.get(id) ?? said.dumps.set(id, {}).get(id);
  const words = {
    source: ([at]) => (said.sourceNs = Number(at)),
    starting: ([at]) => (said.startingNs = Number(at)),
    called: ([at]) => (said.calledNs = Number(at)),
    started: () => (said.started = true),
    pushed: ([frames]) => (said.pushed = Number(frames)),
    kept: ([frames, bytes]) => Object.assign(said, { keptFrames: Number(frames), keptBytes: Number(bytes) }),
    ended: (rest) => said.ended.push(rest.join(' ')),
    refused: (rest) => said.refused.push(rest.join(' ')),
    degraded: (rest) => said.degraded.push(rest.join(' ')),
    asked: ([id, last, after, ...path]) =>
      Object.assign(dump(id), { last: Number(last), after: Number(after), path: path.join(' ') }),
    accepted: ([id, at]) => Object.assign(dump(id), { acceptedMs: Number(at) }),
    captured: ([id]) => Object.assign(dump(id), { captured: true }),
    done: ([id]) => Object.assign(dump(id), { done: true }),
    failed: ([id, ...why]) => Object.assign(dump(id), { failed: why.join(' ') }),
  };
  return {
    said,
    hear(line) {
      const [word, ...rest] = line.split(' ');
      words[word]?.(rest);
    },
  };
}

function argumentsOf(plan, folders, key) {
  const all = {
    rings: folders.rings,
    captures: folders.captures,
    file: `${folders.files}/${plan.room}.${plan.format}`,
    rate: plan.rate,
    cycle: plan.cycleSeconds,
    room: plan.room,
    tracks: plan.tracks ? 1 : 0,
    quality: plan.quality,
    lead_ms: plan.leadMs,
    key: plan.sealed ? key : '',
  };
  const dumps = plan.dumps.map(
    (dump, index) =>
      `dump=${dump.atMs},${dump.lastSeconds},${dump.afterSeconds},${folders.files}/${plan.room}-d${index}.${plan.format}`,
  );
  return [...Object.entries(all).map(([name, value]) => `${name}=${value}`), ...dumps];
}

/** Starts a recorder that is killed when its time has come. `died` resolves with what it said once it is gone. */
export function startRecorder(program, plan, folders, key, beforeKill) {
  const child = start(program, argumentsOf(plan, folders, key));
  const { said, hear } = listener();
  const ended = listen(child, hear);
  const timer = setTimeout(async () => {
    await beforeKill();
    child.kill('SIGKILL');
  }, plan.killMs);
  const died = ended.then((how) => {
    clearTimeout(timer);
    return { ...said, ...how };
  });
  return { died, kill: () => child.kill('SIGKILL') };
}

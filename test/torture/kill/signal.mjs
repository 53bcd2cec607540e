/** The counting signal of test/torture/support/counting_signal.h. */
const TURN = 7919;
const TOPS = { lone: 32767, local: 16383, remote: 8191 };

/** Sample `frame` of one voice: `lone`, `local` or `remote`. Never 0. */
export function sampleOf(voice, frame) {
  const top = TOPS[voice];
  const period = 2 * top;
  const lap = Math.floor(frame / period);
  const at = (frame + TURN * lap) % period;
  return at < top ? at - top : at - top + 1;
}

export const within = (spans, frame) => spans.some(([first, frames]) => frame >= first && frame < first + frames);
export const shift = (spans, by) => spans.map(([first, frames]) => [first + by, frames]);

/**
 * What a file holds: `voices` of which each has `gaps`, spans of the file in which nothing of it arrived in time, begin at
 * frame `lead` of the file and have been pushed for so many frames.
 */
export class Sound {
  constructor(voices, pushed, gaps) {
    this.voices = voices === 'both' ? ['local', 'remote'] : [voices];
    this.name = voices;
    this.pushed = pushed;
    this.gaps = gaps;
  }

  at(frame, lead) {
    const told = frame - lead;
    if (told < 0 || told >= this.pushed) return 0;
    let sum = 0;
    for (const voice of this.voices) if (!within(this.gaps[voice] ?? [], frame)) sum += sampleOf(voice, told);
    return sum;
  }
}

/**
 * What one part has counted. Counts add up, `most` keeps the largest; `goal` is the value that a count must have, or a
 * bound like '<= 450'.
 */
export class PartReport {
  #figures = new Map();
  #skipped = new Set();
  failures = [];

  constructor(part) {
    this.part = part;
  }

  #figure(name, value, unit) {
    const figure = this.#figures.get(name) ?? { value, unit };
    this.#figures.set(name, figure);
    return figure;
  }

  count(name, count = 1, unit = '') {
    this.#figure(name, 0, unit).value += count;
  }

  most(name, value, unit = '') {
    const figure = this.#figure(name, value, unit);
    figure.value = Math.max(figure.value, value);
  }

  /** States what the figure must be; a count that never came is 0. */
  goal(name, goal, unit = '') {
    this.#figure(name, 0, unit).goal = goal;
  }

  /** A failure, with the seed that repeats it. */
  wrong(seed, what) {
    this.failures.push({ seed, what });
  }

  /** Something could not be tried here; many say the same. */
  skip(why) {
    this.#skipped.add(why);
  }

  get skipped() {
    return [...this.#skipped];
  }

  value(name) {
    return this.#figures.get(name)?.value ?? 0;
  }

  /** As the benchmarks' figures. */
  figures() {
    return [...this.#figures].map(([name, { value, unit, goal = null }]) => ({
      name: `${this.part}: ${name}`,
      value,
      unit,
      peer: null,
      peerValue: null,
      ratio: null,
      goal: goal === null ? null : String(goal),
      met: goal === null ? null : meets(value, String(goal)),
    }));
  }

  /** For the summary of all tests: what was to be so and is, what is not, what was not tried. */
  tally() {
    const passed = this.figures().filter(({ met }) => met === true).length;
    return { passed, failed: this.failures.length, skipped: this.skipped.length };
  }
}

/** Whether a value is what the goal says: '0', '<= 450', '>= 1000'. */
export function meets(value, goal) {
  const [, relation, bound] = /^(<=|>=)? *(-?[\d.]+)$/.exec(goal) ?? [];
  if (relation === '<=') return value <= Number(bound);
  if (relation === '>=') return value >= Number(bound);
  return value === Number(bound);
}

/** The line that repeats a failure. */
export function repeatLine(part, seed, cases) {
  return `npm run torture -- --only ${part} --seed ${seed} --cases ${cases}`;
}

import { listen, start } from './children.mjs';

/**
 * Runs a program of test/torture, whose lines are `count N NAME`, `most X NAME`, `wrong SEED WHAT`, `skipped WHY`, and
 * `progress 0..1` (test/torture/support/tell.h), and takes them into the report.
 */
export async function runNative(program, args, report, show) {
  const child = start(program, args);
  const words = {
    count: (number, name) => report.count(name, Number(number)),
    most: (number, name) => report.most(name, Number(number)),
    wrong: (seed, what) => report.wrong(Number(seed), what),
    progress: (done) => show(`${Math.floor(100 * Number(done))} %`),
  };
  const { code, signal, error } = await listen(child, (line) => {
    const [word, value] = line.split(' ', 2);
    if (word === 'skipped') report.skip(line.slice('skipped '.length));
    else words[word]?.(value, line.slice(word.length + value.length + 2));
  });
  if (error) report.wrong(0, `${program}: ${error.message}`);
  else if (code !== 0) report.wrong(0, `${program} ended with ${signal ?? code}`);
}

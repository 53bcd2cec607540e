import { readFileSync } from 'node:fs';

const SAMPLE_MS = 50;
const MIB = 1024 * 1024;

/** Bytes of memory of a process that are its own: shared pages count by their share. */
function proportionalBytes(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return 1024 * Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The processes of a browser that show pages, by CDP. */
export async function rendererPids(browserSession) {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Which renderer shows a page: the one that works while the page is kept busy. */
export async function pidOfPage(page, browserSession) {
  const cpuTimes = async () => {
    const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
  };
  const before = await cpuTimes();
  await page.evaluate(() => {
    const end = performance.now() + 300;
    while (performance.now() < end);
  });
  const worked = [...(await cpuTimes())].map(([id, time]) => [id, time - (before.get(id) ?? 0)]);
  return worked.sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Follows the memory of a process; `peakMib` since `start`, `nowMib` at this moment. */
export class MemoryWatch {
  #peak = 0;
  #timer;

  constructor(pid) {
    this.pid = pid;
  }

  start() {
    this.#peak = proportionalBytes(this.pid);
    this.#timer = setInterval(() => {
      this.#peak = Math.max(this.#peak, proportionalBytes(this.pid));
    }, SAMPLE_MS);
  }

  stop() {
    clearInterval(this.#timer);
  }

  get peakMib() {
    return this.#peak / MIB;
  }

  get nowMib() {
    return proportionalBytes(this.pid) / MIB;
  }
}

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

/** Which process shows an address, of the events of a trace of the timeline. */
export function pidInTrace(traceEvents, url) {
  const frames = traceEvents
    .filter((event) => event.name === 'TracingStartedInBrowser')
    .flatMap((event) => event.args.data.frames ?? []);
  const place = (text) => text.split(/[?#]/)[0];
  const shown = frames.find((frame) => frame.parent === undefined && place(frame.url) === place(url));
  if (shown?.processId === undefined) throw new Error(`no process shows ${url}`);
  return shown.processId;
}

/** Which process shows a page: Chromium says it where a trace begins. */
export async function pidOfPage(browser, page) {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8'));
  return pidInTrace(traceEvents, page.url());
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

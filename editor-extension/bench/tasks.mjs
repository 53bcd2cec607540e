const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'];
const SCRIPT_EVENTS = new Set(['FunctionCall', 'EvaluateScript', 'FireAnimationFrame', 'TimerFire', 'EventDispatch']);

/** Follows the tasks of a page's main thread by Chromium's own tracing. */
export class TaskWatch {
  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
  }

  start() {
    return this.browser.startTracing(this.page, { categories: CATEGORIES });
  }

  /** The tasks of the thread `pid` shows its page with: `{ ms, cpuMs, ours }`; `ours`: a script ran within it. */
  async stop(pid) {
    const { traceEvents } = JSON.parse((await this.browser.stopTracing()).toString('utf8'));
    const main = traceEvents.find(
      (event) => event.name === 'thread_name' && event.pid === pid && event.args.name === 'CrRendererMain',
    );
    const events = traceEvents.filter((event) => event.pid === pid && event.tid === main?.tid && event.ph === 'X');
    const scripts = events.filter((event) => SCRIPT_EVENTS.has(event.name)).sort((a, b) => a.ts - b.ts);
    return events
      .filter(({ name }) => name === 'RunTask')
      .map((task) => ({
        ms: task.dur / 1000,
        cpuMs: (task.tdur ?? task.dur) / 1000,
        ours: scripts.some((script) => script.ts >= task.ts && script.ts < task.ts + task.dur),
      }));
  }
}

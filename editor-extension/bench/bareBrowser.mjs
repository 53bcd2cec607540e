import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchOptions } from '../../scripts/lib/browser.mjs';
import { pidInTrace } from './memory.mjs';

const FLAGS = [
  ...['--headless', '--remote-debugging-pipe', '--no-first-run', '--no-default-browser-check', '--disable-extensions'],
  '--autoplay-policy=no-user-gesture-required',
];

const NO_PAGE_MS = 5000;

/**
 * Chromium as a person has it, for measures of memory: whoever drives a browser otherwise makes it keep what every
 * request has answered, in the memory of the page. One page at a time.
 */
export class BareBrowser {
  #waiting = new Map();
  #last = 0;
  #traced = [];
  #tracingDone = () => undefined;

  static async launch() {
    const browser = new BareBrowser();
    await browser.#start();
    return browser;
  }

  async #start() {
    const { executablePath, args, chromiumSandbox } = launchOptions();
    this.profile = mkdtempSync(join(tmpdir(), 'vr-bare-'));
    const all = [...FLAGS, ...args, ...(chromiumSandbox ? [] : ['--no-sandbox']), `--user-data-dir=${this.profile}`];
    this.child = spawn(executablePath, all, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    let rest = '';
    this.child.stdio[4].setEncoding('utf8').on('data', (text) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#take(JSON.parse(message));
    });
    await this.send('Browser.getVersion');
  }

  #take({ id, result, error, method, params }) {
    if (method === 'Tracing.dataCollected') this.#traced.push(...params.value);
    if (method === 'Tracing.tracingComplete') this.#tracingDone();
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  send(method, params = {}, sessionId = undefined) {
    this.#last += 1;
    const id = this.#last;
    this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async open(url, { width, height }) {
    const { targetId } = await this.send('Target.createTarget', { url });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const size = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.send('Emulation.setDeviceMetricsOverride', size, sessionId);
    return new BarePage(this, targetId, sessionId);
  }

  /** Which process shows this address: Chromium says it where a trace begins. */
  async pidOf(url, sessionId) {
    this.#traced = [];
    const done = new Promise((resolve) => (this.#tracingDone = resolve));
    const traceConfig = { includedCategories: ['disabled-by-default-devtools.timeline'] };
    await this.send('Tracing.start', { traceConfig, transferMode: 'ReportEvents' }, sessionId);
    await this.send('Tracing.end', {}, sessionId);
    await done;
    return pidInTrace(this.#traced, url);
  }

  async close() {
    await this.send('Browser.close').catch(() => undefined);
    await this.ended;
    rmSync(this.profile, { recursive: true, force: true });
  }
}

class BarePage {
  constructor(browser, targetId, sessionId) {
    this.browser = browser;
    this.targetId = targetId;
    this.sessionId = sessionId;
    this.send = (method, params) => browser.send(method, params, sessionId);
  }

  async pid() {
    return this.browser.pidOf(await this.evaluate('location.href'), this.sessionId);
  }

  /** The value of a JavaScript expression; a promise is awaited. Waits for a page that is not there yet. */
  async evaluate(expression) {
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#send(asked, performance.now() + NO_PAGE_MS);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async #send(asked, deadline) {
    for (;;) {
      try {
        return await this.send('Runtime.evaluate', asked);
      } catch (error) {
        if (!error.message.includes('execution context') || performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  async waitFor(expression, milliseconds = 60_000) {
    const end = performance.now() + milliseconds;
    while (!(await this.evaluate(expression))) {
      if (performance.now() > end) throw new Error(`not within ${milliseconds} ms: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  wheel(x, y, deltaX, deltaY, { control = false } = {}) {
    const modifiers = control ? 2 : 0;
    return this.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX, deltaY, modifiers });
  }

  async press(key) {
    const text = key.length === 1 ? key : undefined;
    const code = key === ' ' ? 'Space' : `Key${key.toUpperCase()}`;
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, code });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
  }

  close() {
    return this.browser.send('Target.closeTarget', { targetId: this.targetId });
  }
}

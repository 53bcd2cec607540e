#!/usr/bin/env node
// The viewer with a capture of 15 minutes: how soon it is drawn, what it takes, how smoothly it moves.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { chromiumDriver, findChromium, launchOptions } from '../../scripts/lib/browser.mjs';
import { BareBrowser } from './bareBrowser.mjs';
import { noteFrames, notedFrames, quantile, shareWithin } from './frames.mjs';
import { writeLongCapture } from './longCapture.mjs';
import { MemoryWatch, pidOfPage } from './memory.mjs';
import { clickUntilDrawn, idOfRow, openPage, scrollAndZoom } from './page.mjs';
import { servePeer } from './peerServer.mjs';
import { serveCaptures } from './server.mjs';
import { TaskWatch } from './tasks.mjs';
import { zoomWildly } from './wildZoom.mjs';

const HELP = `node editor-extension/bench/viewer.mjs [--json FILE]

Measures the viewer in the system's Chromium, beside wavesurfer.js and beside an empty page. Needs npm run setup.
  --json FILE   writes the figures as a list of {name, value, unit, peer, peerValue, ratio, goal, met}
  --help        this text`;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'build', 'bench', 'viewer');
const captures = join(folder, 'captures');
const long = join(captures, 'long.wav');
const addon = process.env.VR_NATIVE_BUILD && join(process.env.VR_NATIVE_BUILD, 'voice_recorder_node.node');
const RUNS = 5;
const PEER_RUNS = 2;
const MOVE_SECONDS = 10;
const VIEWPORT = { width: 1280, height: 800 };

const figures = [];

function figure(name, value, unit, { peer = null, peerValue = null, goal = null, met = null } = {}) {
  const rounded = (number) => (number === null ? null : Number(number.toPrecision(4)));
  const ratio = peerValue ? rounded(value / peerValue) : null;
  figures.push({ name, value: rounded(value), unit, peer, peerValue: rounded(peerValue), ratio, goal, met });
}

const atMost = (value, limit) => ({ goal: `<= ${limit}`, met: value <= limit });
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** The long capture, and a short newer one, which the page opens by itself. */
async function makeCaptures() {
  rmSync(captures, { recursive: true, force: true });
  mkdirSync(captures, { recursive: true });
  await writeLongCapture(long);
  const past = new Date(Date.now() - 3_600_000);
  utimesSync(long, past, past);
  const short = Buffer.alloc(44 + 96_000);
  short.write('RIFF', 0);
  short.writeUInt32LE(short.length - 8, 4);
  short.write('WAVEfmt ', 8);
  short.set([16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0xbb, 0, 0, 0, 0x77, 1, 0, 2, 0, 16, 0], 16);
  short.write('data', 36);
  short.writeUInt32LE(96_000, 40);
  writeFileSync(join(captures, 'short.wav'), short);
}

const forgetCache = () => rmSync(join(captures, '.voice-recorder'), { recursive: true, force: true });

async function withPage(browser, use) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Milliseconds from the click to the whole waveform, in a server and a page that have just begun. */
async function timeToWaveform(browser, cached) {
  if (!cached) forgetCache();
  const server = await serveCaptures({ root, folder: captures, addon });
  try {
    return await withPage(browser, async (page) => {
      await openPage(page, server.link);
      return clickUntilDrawn(page, await idOfRow(page, 'long.wav'));
    });
  } finally {
    await server.stop();
  }
}

/** Gives the peak of the peer's memory in MiB. */
async function measureWaveform(browser, peer) {
  const times = { fresh: [], cached: [], peer: [] };
  let peerMib = 0;
  for (let run = 0; run < RUNS; run++) {
    times.fresh.push(await timeToWaveform(browser, false));
    times.cached.push(await timeToWaveform(browser, true));
  }
  for (let run = 0; run < PEER_RUNS; run++) {
    times.peer.push(
      await withPage(browser, async (page) => {
        await page.goto(peer.origin);
        const memory = new MemoryWatch(await pidOfPage(browser, page));
        memory.start();
        const ms = await page.evaluate(() => globalThis.drawWithPeer('/long.wav'));
        memory.stop();
        peerMib = Math.max(peerMib, memory.peakMib);
        return ms;
      }),
    );
  }
  const beside = { peer: 'wavesurfer.js decodes it', peerValue: Math.min(...times.peer) };
  const [cached, fresh] = [median(times.cached), median(times.fresh)];
  figure('15 min WAV: click to waveform, cached', cached, 'ms', { ...beside, ...atMost(cached, 300) });
  figure('15 min WAV: click to waveform, not cached', fresh, 'ms', { ...beside, ...atMost(fresh, 1500) });
  return peerMib;
}

/** Frames and tasks of a page while the wheel turns over it. */
async function measureMotion(browser, page, box) {
  const pid = await pidOfPage(browser, page);
  const tasks = new TaskWatch(browser, page);
  await tasks.start();
  await page.evaluate(noteFrames);
  await scrollAndZoom(page, box, MOVE_SECONDS);
  const frames = await page.evaluate(notedFrames);
  return { frames, tasks: await tasks.stop(pid) };
}

const WHOLE = { x: 0, y: 0, ...VIEWPORT };
const longest = (tasks, what) => Math.max(0, ...tasks.map((task) => task[what]));

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function inBareBrowser(url, use) {
  const browser = await BareBrowser.launch();
  try {
    return await use(await browser.open(url, VIEWPORT));
  } finally {
    await browser.close();
  }
}

/** With the spectrogram, zoomed wildly, then played: the most it takes at any time. */
async function measureMemory(peer, peerMoreMib) {
  const emptyMib = await inBareBrowser(`${peer.origin}/empty`, async (page) => {
    await rest(1000);
    return new MemoryWatch(await page.pid()).nowMib;
  });
  const server = await serveCaptures({ root, folder: captures, addon });
  const usedMib = await inBareBrowser(server.link, async (page) => {
    const drawn = '[...document.querySelectorAll(".vr-stage")].some((each) => each.dataset.waveforms === "complete")';
    await page.waitFor(drawn);
    const memory = new MemoryWatch(await page.pid());
    memory.start();
    await page.evaluate(
      '[...document.querySelectorAll("[data-capture]")].find((row) => row.textContent.includes("long.wav")).click()',
    );
    await page.waitFor('document.querySelector(".vr-header h2")?.textContent.includes("long.wav")');
    await page.waitFor(drawn);
    await page.press('s');
    await rest(1000);
    const box = await page.evaluate(
      '(({ x, y, width, height }) => ({ x, y, width, height }))(document.querySelector(".vr-stage").getBoundingClientRect())',
    );
    await zoomWildly(page, box);
    await page.press('f');
    await page.press(' ');
    await rest(5000);
    memory.stop();
    const { frames, tileBytes } = await page.evaluate('document.querySelector(".vr-stage").debug()');
    if (frames < 100 || tileBytes === 0) throw new Error('the view was hardly drawn: the figure means nothing');
    return memory.peakMib;
  });
  await server.stop();
  const moreMib = usedMib - emptyMib;
  figure('page memory above an empty page, wild zoom', moreMib, 'MiB', {
    ...{ peer: 'wavesurfer.js decodes it', peerValue: peerMoreMib, ...atMost(moreMib, 120) },
  });
}

async function measureUse(browser, peer, peerMib) {
  const emptyMib = await withPage(browser, async (page) => {
    await page.goto(`${peer.origin}/empty`);
    return new MemoryWatch(await pidOfPage(browser, page)).nowMib;
  });
  await measureMemory(peer, peerMib - emptyMib);
  const empty = await withPage(browser, async (page) => {
    await page.goto(`${peer.origin}/empty`);
    return measureMotion(browser, page, WHOLE);
  });
  const server = await serveCaptures({ root, folder: captures, addon });
  const used = await withPage(browser, async (page) => {
    await openPage(page, server.link);
    await clickUntilDrawn(page, await idOfRow(page, 'long.wav'));
    const box = await page.locator('.vr-stage').boundingBox();
    const drawn = () => page.evaluate(() => document.querySelector('.vr-stage').debug().frames);
    const before = await drawn();
    const motion = await measureMotion(browser, page, box);
    const moved = (await drawn()) - before;
    if (moved < MOVE_SECONDS * 10) throw new Error(`the view was drawn ${moved} times only: the figures mean nothing`);
    return motion;
  });
  await server.stop();
  const ours = used.tasks.filter((task) => task.ours);
  const within = 100 * shareWithin(used.frames, 33.4);
  const beside = { peer: 'an empty animation loop', peerValue: 100 * shareWithin(empty.frames, 33.4) };
  figure('zoom and scroll 10 s: frames within 33 ms', within, '%', { ...beside, goal: '>= 99', met: within >= 99 });
  figure('zoom and scroll 10 s: 99 % of frames within', quantile(used.frames, 0.99), 'ms', {
    ...{ peer: beside.peer, peerValue: quantile(empty.frames, 0.99) },
  });
  // What other programs take from a task is theirs: the goal is on processor time, the clock's time stands beside it.
  figure('zoom and scroll 10 s: longest task of ours', longest(ours, 'cpuMs'), 'ms', {
    ...{ peer: beside.peer, peerValue: longest(empty.tasks, 'cpuMs'), ...atMost(longest(ours, 'cpuMs'), 16) },
  });
  figure('zoom and scroll 10 s: the same by the clock', longest(ours, 'ms'), 'ms', {
    ...{ peer: beside.peer, peerValue: longest(empty.tasks, 'ms') },
  });
}

async function measureAddon() {
  const bundle = join(folder, 'analysis.mjs');
  const contents = "export { loadAnalysis } from './host/analysis/loadAnalysis';";
  const stdin = { contents, resolveDir: join(root, 'editor-extension', 'source'), loader: 'ts' };
  const options = { bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' };
  await build({ stdin, outfile: bundle, ...options, logLevel: 'silent' });
  const script = join(root, 'editor-extension', 'bench', 'addonMemory.mjs');
  const env = { ...process.env, ...(addon ? { VR_ANALYSIS_ADDON: addon } : {}) };
  const { mib, ms, kind } = JSON.parse(execFileSync(process.execPath, [script, bundle, long], { env }));
  if (kind !== 'addon') throw new Error(`the addon did not load; ${kind} did`);
  figure('addon: peaks of every lane', ms, 'ms');
  figure('addon: memory for the peaks', mib, 'MiB', atMost(mib, 64));
}

const { values } = parseArgs({ options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });

async function main() {
  if (values.help) return void console.log(HELP);
  await makeCaptures();
  console.log(`${(statSync(long).size / 1e6).toFixed(1)} MB of WAV`);
  await measureAddon();
  if (findChromium() === undefined) {
    console.log('Chromium is not installed: nothing is measured in a browser');
  } else {
    const browser = await (await chromiumDriver()).launch(launchOptions());
    const peer = await servePeer(root, long);
    await measureUse(browser, peer, await measureWaveform(browser, peer));
    await browser.close();
    peer.close();
  }
  for (const { name, value, unit, peer, peerValue, ratio, goal, met } of figures) {
    const judged = goal ? `goal ${goal}: ${met ? 'met' : 'missed'}` : '';
    const beside = peer ? `${ratio ?? '-'}x of ${peer} (${peerValue} ${unit})` : '';
    console.log(`${name.padEnd(48)} ${String(value).padStart(8)} ${unit.padEnd(4)} ${judged.padEnd(22)} ${beside}`);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (figures.some(({ met }) => met === false)) process.exitCode = 1;
  rmSync(captures, { recursive: true, force: true });
}

await main();

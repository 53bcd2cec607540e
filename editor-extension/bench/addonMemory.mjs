#!/usr/bin/env node
// Run by viewer.mjs in a process of its own: how much memory the addon takes for the peaks of a file, as JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [bundle, file] = process.argv.slice(2);
const kib = (name) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? NaN);

const { loadAnalysis } = await import(pathToFileURL(bundle).href);
const analysis = await loadAnalysis();
const capabilities = await analysis.capabilities();
// From here on the highest memory is counted anew.
writeFileSync('/proc/self/clear_refs', '5');
const before = kib('VmRSS');
const started = performance.now();
const open = await analysis.open(file);
const { lanes } = await open.info();
let bytes = 0;
for (let lane = 0; lane < lanes.length; lane++) bytes += (await open.envelope(lane)).byteLength;
const ms = performance.now() - started;
const mib = (kib('VmHWM') - before) / 1024;
process.stdout.write(`${JSON.stringify({ mib, ms, lanes: lanes.length, bytes, kind: analysis.kind, capabilities })}\n`);
open.close();
process.exit(0);

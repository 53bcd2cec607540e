import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Analysis } from '../../../editor-extension/source/shared/analysis';
import { findAnalysis, WASM_FILES } from '../../../editor-extension/source/host/analysis/loadAnalysis';
import { bundleProgram, type Ran, runProgram } from '../../support/nodePrograms';

export const root = resolve(__dirname, '../../..');
export const ADDON = process.env['VR_ANALYSIS_ADDON'] ?? join(root, 'build/native/voice_recorder_node.node');
const WASM = join(root, 'build/wasm');

export type Kind = Analysis['kind'];

/** WebAssembly needs emscripten, which not every machine has; without it nothing of it is tested, and jest says so. */
export const hasWasm = Object.values(WASM_FILES).every((name) => existsSync(join(WASM, name)));

/** The builds that are there; the addon must be. */
export const kinds: Kind[] = hasWasm ? ['addon', 'wasm'] : ['addon'];

export async function analysisOf(kind: Kind): Promise<Analysis> {
  const { analysis, tried } = await findAnalysis({ prefer: kind });
  if (analysis.kind !== kind) throw new Error(`no ${kind}: ${JSON.stringify(tried)}`);
  return analysis;
}

/** Runs a program of programs/ in a Node of its own. */
export const run = (program: string, args: string[], flags: string[] = []): Ran =>
  runProgram([...flags, bundleProgram(join(__dirname, 'programs', program)), ...args]);

/** A folder that goes away with the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vr-analysis-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

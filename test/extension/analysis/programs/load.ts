import type { Analysis } from '../../../../editor-extension/source/shared/analysis';
import { findAnalysis } from '../../../../editor-extension/source/host/analysis/loadAnalysis';

/** The build of this name, and no other. */
export async function load(kind: string): Promise<Analysis> {
  if (kind !== 'addon' && kind !== 'wasm') throw new Error(`no such build: ${kind}`);
  const { analysis, tried } = await findAnalysis({ prefer: kind });
  if (analysis.kind !== kind) throw new Error(`no ${kind}: ${JSON.stringify(tried)}`);
  return analysis;
}

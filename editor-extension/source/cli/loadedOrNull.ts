import type { Analysis } from '../shared/analysis';
import { findAnalysis } from '../host/analysis/loadAnalysis';

/** The analysis library; null where none loads, and why. */
export async function loadedOrNull(): Promise<{ analysis: Analysis | null; told: string }> {
  try {
    return { analysis: (await findAnalysis()).analysis, told: '' };
  } catch (error) {
    return { analysis: null, told: (error as Error).message };
  }
}

import type { Analysis } from '../../shared/analysis';
import { loadAnalysis } from './loadAnalysis';

/** The analysis library; null where none loads, and why. */
export async function loadedOrNull(load = loadAnalysis): Promise<{ analysis: Analysis | null; told: string }> {
  try {
    return { analysis: await load(), told: '' };
  } catch (error) {
    return { analysis: null, told: (error as Error).message };
  }
}

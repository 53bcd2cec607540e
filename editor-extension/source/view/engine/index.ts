/** The engine of the viewer: lanes, player and worker of one capture. What the shell sees of it is view/engine.ts. */
import './engine.css';
import type { CreateEngine } from '../engine';
import { CaptureEngine } from './Engine';

export { createFileAnalysis } from './worker/FileCapture';
export { mountStatistics } from './statistics/mountStatistics';

export const createEngine: CreateEngine = (options) => new CaptureEngine(options);

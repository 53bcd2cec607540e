/** What the npm package gives to scripts of Node: the analysis of captures, and recovery of what was left. */
export { AnalysisError } from '../../shared/AnalysisError';
export type * from '../../shared/analysis';
export { findAnalysis, loadAnalysis } from './loadAnalysis';
export type { LoadedAnalysis, LoadOptions } from './loadAnalysis';
export type { Attempt } from './places';
export { recorderTools } from './recorderTools';
export type { RecorderTools, RecoveredCapture, RecoverOptions, RecoveryReport, WipeOptions } from './recorderTools';

import { loadAnalysis } from '../host/analysis/loadAnalysis';
import { run } from './run';

void run(loadAnalysis);

import { writeSync } from 'node:fs';

import type { RecoveryReport } from '../../assets/scripts/index';

/** What a life of the game tells the run that watches it, one JSON object a line. */
export interface LifeReport {
  /** Frames of the local microphone that the recorder has taken. */
  sentFrames?: number;
  /** How long the recording has run at that moment. */
  recordedSeconds?: number;
  /** At the end of a life that recovers: what it found. */
  recovered?: RecoveryReport;
}

/** The pipe between both, beside standard input and the outputs. */
export const REPORT_FD = 3;

/** Tells the watching run; what is told before a kill arrives. Throws when nobody watches any more. */
export function tell(report: LifeReport): void {
  writeSync(REPORT_FD, `${JSON.stringify(report)}\n`);
}

/** Takes in what arrives, in whatever pieces, and hands on each whole report. */
export class ReportReader {
  private rest = '';

  constructor(private readonly onReport: (report: LifeReport) => void) {}

  take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.onReport(JSON.parse(line) as LifeReport);
  }
}

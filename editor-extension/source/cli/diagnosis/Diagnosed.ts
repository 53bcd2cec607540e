import type { CaptureInfo, Diagnosis, Finding, Severity } from '../../shared/analysis';
import { SEVERITIES } from '../../shared/diagnosis';
import type { ExitCode } from '../CliError';

/** A capture that was listened to. */
export interface Diagnosed {
  /** As it was given, or found in a folder. */
  path: string;
  info: CaptureInfo;
  diagnosis: Diagnosis;
}

/** One that could not be; nothing is found in it. */
export interface NotDiagnosed {
  path: string;
  code: ExitCode;
  message: string;
}

export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);

export const findingsAtLeast = ({ findings }: Diagnosis, least: Severity): Finding[] =>
  findings.filter(({ severity }) => isAtLeast(severity, least));

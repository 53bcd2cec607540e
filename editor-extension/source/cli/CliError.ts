import type { CaptureError } from '../shared/CaptureError';
import { asCaptureError } from '../host/captureErrors';

export enum ExitCode {
  Fine = 0,
  Findings = 1,
  Usage = 2,
  Unreadable = 3,
  Environment = 4,
  Interrupted = 130,
}

/** What ends a command: the message goes to stderr. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

export const usageError = (message: string): CliError => new CliError(ExitCode.Usage, message);

const EXITS: Record<CaptureError['code'], ExitCode> = {
  'not-found': ExitCode.Unreadable,
  unreadable: ExitCode.Unreadable,
  'key-needed': ExitCode.Unreadable,
  refused: ExitCode.Usage,
  'no-token': ExitCode.Usage,
  'not-supported': ExitCode.Environment,
  io: ExitCode.Environment,
  lost: ExitCode.Environment,
  busy: ExitCode.Environment,
  cancelled: ExitCode.Interrupted,
};

/** Whatever a command has thrown, with its exit code. */
export function asCliError(thrown: unknown): CliError {
  if (thrown instanceof CliError) return thrown;
  const error = asCaptureError(thrown);
  return new CliError(EXITS[error.code], error.message);
}

/** Exit codes of the sample, as every command of this project uses them. */
export enum ExitCode {
  Fine = 0,
  Findings = 1,
  Usage = 2,
  UnreadableInput = 3,
  Environment = 4,
  Interrupted = 130,
}

/** An end that the user can do something about: printed as one line, without a stack. */
export class SampleError extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
    this.name = 'SampleError';
  }
}

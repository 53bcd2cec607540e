/** Exit codes of every command. */
export const Exit = { ok: 0, failed: 1, usage: 2, unreadable: 3, environment: 4 };

/** An expected failure: printed without a stack, and the command ends with `exitCode`. */
export class CommandError extends Error {
  constructor(message, exitCode = Exit.failed) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** Runs a command's main function and turns what it throws into an exit code. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? Exit.ok;
  } catch (error) {
    const expected = error instanceof CommandError;
    console.error(expected ? `\n${error.message}` : error);
    process.exitCode = expected ? error.exitCode : Exit.failed;
  }
}

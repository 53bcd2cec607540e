interface ConsoleLike {
  error?: (text: string) => void;
  warn?: (text: string) => void;
  log?: (text: string) => void;
}

/** Prints a line on the host's console, where there is one. `level`: 1 error, 2 warning, otherwise information. */
export function printLine(level: number, text: string): void {
  const found = (globalThis as { console?: ConsoleLike }).console;
  if (found === undefined) return;
  const line = `[voice-recorder] ${text}`;
  if (level === 1) found.error?.(line);
  else if (level === 2) found.warn?.(line);
  else found.log?.(line);
}

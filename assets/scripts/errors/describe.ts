const LONGEST_SHOWN = 80;

/**
 * A value for an error message: `"abc" (string)`, `12 (number)`, `object`. Runs no code of the value, so that a
 * hostile one (a throwing getter, a revoked proxy) cannot turn the message into a second error.
 */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `${quote(value)} (string)`;
    case 'number':
    case 'boolean':
      return `${String(value)} (${typeof value})`;
    case 'bigint':
      return value > -1e12 && value < 1e12 ? `${value.toString()}n (bigint)` : 'a long bigint';
    case 'undefined':
      return 'undefined';
    case 'object':
      return value === null ? 'null' : isArray(value) ? 'array' : 'object';
    default:
      return typeof value;
  }
}

/** "expected x, got y (type)", with the name of the field in front. */
export function expected(name: string, what: string, got: unknown): string {
  return `${name}: expected ${what}, got ${describe(got)}`;
}

/** The text of anything that was thrown, without running code of it that could throw again. */
export function messageOf(thrown: unknown): string {
  try {
    if (typeof thrown === 'object' && thrown !== null) {
      const message: unknown = (thrown as { message?: unknown }).message;
      if (typeof message === 'string') return message;
    }
  } catch {
    return 'an unreadable error';
  }
  return describe(thrown);
}

/** Text in quotes, cut when it is long. */
export function quote(text: string): string {
  return text.length > LONGEST_SHOWN ? `${JSON.stringify(text.slice(0, LONGEST_SHOWN))}...` : JSON.stringify(text);
}

function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a revoked proxy
  }
}

/**
 * Walks the text of valid JSON and lets strings, keys and numbers be replaced; every other byte stays. `path` holds the
 * keys that lead to a value; places in lists are '*'.
 */
export interface JsonToken {
  kind: 'key' | 'string' | 'number';
  /** Decoded for a string or key, as it stands for a number. */
  text: string;
  path: readonly string[];
}

/** The replacement as JSON text; null: as it is. */
export type JsonVisitor = (token: JsonToken) => string | null;

const STRING = /"(?:[^"\\]|\\.)*"/y;
const NUMBER = /-?\d[\d.eE+-]*/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

export function mapJsonText(source: string, visit: JsonVisitor): string {
  return new JsonWalk(source, visit).run();
}

class JsonWalk {
  private at = 0;
  /** Up to where the source is in `out`. */
  private copied = 0;
  private readonly out: string[] = [];
  private readonly path: string[] = [];

  constructor(
    private readonly source: string,
    private readonly visit: JsonVisitor,
  ) {}

  run(): string {
    this.value();
    return this.out.join('') + this.source.slice(this.copied);
  }

  private value(): void {
    this.match(SPACE);
    const char = this.source[this.at];
    if (char === '{' || char === '[') this.list(char === '{' ? '}' : ']', char === '{');
    else if (char === '"') this.token('string', STRING);
    else if (this.match(WORD) === '') this.token('number', NUMBER);
  }

  private list(close: string, isObject: boolean): void {
    this.at += 1;
    for (;;) {
      this.match(SPACE);
      const char = this.source[this.at];
      if (char === close || char === undefined) break;
      if (char === ',') {
        this.at += 1;
        continue;
      }
      this.path.push(isObject ? this.key() : '*');
      this.value();
      this.path.pop();
    }
    this.at += 1;
  }

  private key(): string {
    const name = this.token('key', STRING);
    this.match(SPACE);
    this.at += 1;
    return name;
  }

  private token(kind: JsonToken['kind'], pattern: RegExp): string {
    const start = this.at;
    const raw = this.match(pattern);
    if (raw === '') throw new SyntaxError(`no JSON at character ${this.at}`);
    const text = kind === 'number' ? raw : (JSON.parse(raw) as string);
    const replacement = this.visit({ kind, text, path: this.path });
    if (replacement !== null) {
      this.out.push(this.source.slice(this.copied, start), replacement);
      this.copied = this.at;
    }
    return text;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const raw = pattern.exec(this.source)?.[0] ?? '';
    this.at += raw.length;
    return raw;
  }
}

/** Takes a stream of server-sent events apart: gives the `data` of each whole event. Pure, chunk by chunk. */
const MAX_EVENT_CHARACTERS = 1_000_000;

export class EventParser {
  private rest = '';
  private data: string[] = [];
  private size = 0;

  constructor(private readonly onData: (data: string) => void) {}

  push(text: string): void {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    // A server that never ends a line is no event source; what it sent is dropped.
    if (this.rest.length > MAX_EVENT_CHARACTERS) this.rest = '';
    for (const line of lines) this.line(line);
  }

  private line(line: string): void {
    if (line === '') {
      if (this.data.length > 0 && this.size <= MAX_EVENT_CHARACTERS) this.onData(this.data.join('\n'));
      this.data = [];
      this.size = 0;
      return;
    }
    const match = /^data:? ?(.*)$/.exec(line);
    if (!match || !/^data(:|$)/.test(line)) return;
    this.size += line.length;
    if (this.size <= MAX_EVENT_CHARACTERS) this.data.push(match[1] ?? '');
  }
}

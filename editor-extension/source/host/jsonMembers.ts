/**
 * Changes members of a JSON object in its text, and leaves every other byte as it is: numbers that a double cannot hold,
 * the order, white space. The text must be valid JSON (JSON.parse took it) and an object.
 */
interface Member {
  key: string;
  start: number;
  valueStart: number;
  end: number;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function skipString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Behind the value that begins at `from`. */
function skipValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length;) {
    const char = text[at];
    if (char === '"') {
      at = skipString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (depth === 0 && (char === ',' || char === '}' || isSpace(text.charCodeAt(at)))) return at;
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    at += 1;
    if (depth === 0 && (char === '}' || char === ']')) return at;
  }
  return text.length;
}

/** The members one after the other; none is kept, because a stranger's file may have millions. */
function* membersOf(text: string): Generator<Member> {
  let at = skipSpace(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const start = at;
    const keyEnd = skipString(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, valueStart);
    yield { key: JSON.parse(text.slice(start, keyEnd)) as string, start, valueStart, end };
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
}

function without(text: string, key: string): string {
  const open = text.indexOf('{') + 1;
  const kept: string[] = [];
  let runStart = -1;
  let last = open;
  const endRun = (): void => {
    if (runStart >= 0) kept.push(text.slice(runStart, last));
    runStart = -1;
  };
  let firstStart = open;
  for (const member of membersOf(text)) {
    if (last === open) firstStart = member.start;
    if (member.key === key) endRun();
    // What stands before the first member that is left is what stood before the first one; a comma otherwise.
    else if (runStart < 0) runStart = kept.length === 0 ? member.start : last;
    last = member.end;
  }
  endRun();
  if (kept.length === 0) return text.slice(0, open) + text.slice(skipSpace(text, last));
  return text.slice(0, firstStart) + kept.join('') + text.slice(last);
}

function withMember(text: string, key: string, value: unknown): string {
  let count = 0;
  let first: Member | undefined;
  let last: Member | undefined;
  let same: Member | undefined;
  for (const member of membersOf(text)) {
    first ??= member;
    last = member;
    if (member.key !== key) continue;
    same = member;
    count += 1;
  }
  if (count > 1) return withMember(without(text, key), key, value);
  if (same !== undefined) return text.slice(0, same.valueStart) + JSON.stringify(value) + text.slice(same.end);
  const open = text.indexOf('{') + 1;
  const fresh = `${JSON.stringify(key)}:${colonSpace(text, first)}${JSON.stringify(value)}`;
  if (last === undefined || first === undefined) return text.slice(0, open) + fresh + text.slice(skipSpace(text, open));
  return `${text.slice(0, last.end)},${text.slice(open, first.start)}${fresh}${text.slice(last.end)}`;
}

/** The white space that this text has behind its colons. */
function colonSpace(text: string, member: Member | undefined): string {
  if (member === undefined) return '';
  const colon = skipSpace(text, skipString(text, member.start));
  return text.slice(colon + 1, member.valueStart);
}

/** `undefined` takes a member away; anything else is put in its place, or behind the last one. */
export function editMembers(text: string, changes: Record<string, unknown>): string {
  let edited = text;
  for (const [key, value] of Object.entries(changes)) {
    edited = value === undefined ? without(edited, key) : withMember(edited, key, value);
  }
  return edited;
}

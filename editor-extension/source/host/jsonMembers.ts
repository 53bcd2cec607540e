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

function membersOf(text: string): { members: Member[]; open: number; close: number } {
  const open = text.indexOf('{');
  const members: Member[] = [];
  let at = skipSpace(text, open + 1);
  while (text[at] === '"') {
    const start = at;
    const keyEnd = skipString(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, valueStart);
    members.push({ key: JSON.parse(text.slice(start, keyEnd)) as string, start, valueStart, end });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return { members, open, close: at };
}

function without(text: string, key: string): string {
  const { members, open, close } = membersOf(text);
  const place = members.findIndex((member) => member.key === key);
  const member = members[place];
  if (member === undefined) return text;
  const before = members[place - 1];
  const after = members[place + 1];
  if (after !== undefined) return without(text.slice(0, member.start) + text.slice(after.start), key);
  return text.slice(0, before?.end ?? open + 1) + text.slice(before === undefined ? close : member.end);
}

function withMember(text: string, key: string, value: unknown): string {
  const { members, open, close } = membersOf(text);
  const same = members.filter((member) => member.key === key);
  const [only] = same;
  if (only !== undefined && same.length === 1) {
    return text.slice(0, only.valueStart) + JSON.stringify(value) + text.slice(only.end);
  }
  if (same.length > 1) return withMember(without(text, key), key, value);
  const last = members.at(-1);
  const first = members[0];
  const fresh = `${JSON.stringify(key)}:${colonSpace(text, first)}${JSON.stringify(value)}`;
  if (last === undefined || first === undefined) return text.slice(0, open + 1) + fresh + text.slice(close);
  return `${text.slice(0, last.end)},${text.slice(open + 1, first.start)}${fresh}${text.slice(last.end)}`;
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

/**
 * The note of a capture is one text. A line that begins with `@MINUTES:SECONDS` belongs to that moment, so that notes
 * at moments stay readable wherever the text is shown.
 */
import type { TimedNote } from '../engine';
import { clock } from './format';

const TIMED = /^@(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:\.\d{1,3})?)(?:\s+(.*))?$/;

function timedNote(line: string): TimedNote | null {
  const match = TIMED.exec(line.trim());
  if (!match) return null;
  const [, hours, minutes, rest, text] = match;
  return { seconds: Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(rest), text: (text ?? '').trim() };
}

/** In the order of time. */
export function timedNotes(note: string): TimedNote[] {
  return note
    .split('\n')
    .map(timedNote)
    .filter((found): found is TimedNote => found !== null)
    .sort((a, b) => a.seconds - b.seconds);
}

const lineOf = ({ seconds, text }: TimedNote): string => `@${clock(Math.max(seconds, 0))} ${text.trim()}`.trimEnd();

/** A new line behind the last note of an earlier moment, so that the text reads in the order of time. */
export function withTimedNote(note: string, added: TimedNote): string {
  const oneLine = { seconds: added.seconds, text: added.text.replace(/\s*\n\s*/g, ' ') };
  const lines = note === '' ? [] : note.replace(/\n+$/, '').split('\n');
  const before = lines.reduce((last, line, place) => {
    const found = timedNote(line);
    return found && found.seconds <= oneLine.seconds ? place + 1 : last;
  }, -1);
  const firstLater = lines.findIndex((line) => (timedNote(line)?.seconds ?? -1) > oneLine.seconds);
  const place = before >= 0 ? before : firstLater >= 0 ? firstLater : lines.length;
  return [...lines.slice(0, place), lineOf(oneLine), ...lines.slice(place)].join('\n');
}

export function withoutTimedNote(note: string, removed: TimedNote): string {
  const lines = note.split('\n');
  const place = lines.findIndex((line) => {
    const found = timedNote(line);
    return found !== null && found.seconds === removed.seconds && found.text === removed.text;
  });
  return place < 0 ? note : [...lines.slice(0, place), ...lines.slice(place + 1)].join('\n');
}

import { createHmac, randomBytes } from 'node:crypto';
import { isObject, list, text } from '../../shared/loose';
import { splitName } from '../names';
import { mapJsonText } from '../jsonText';
import type { JsonToken } from '../jsonText';

const HASH_DIGITS = 8;
/** A shorter id is replaced as a word of its own only: '7' would be everywhere. */
const FREE_LENGTH = 4;
/** Words of the format itself; whatever a user is called, they stay. */
const FORMAT_KEYS = new Set(
  'version id generator name format encoder layout position origin startedAt durability kind why algorithm keyCheck salt sealed form severity state basis unit'.split(
    ' ',
  ),
);
/** Of a diagnosis: it has times and levels beside users. */
const SENTENCE_KEY = 'sentence';
/** What the game gave in a form of its own. */
const GAME_KEYS = new Set(['data', 'about']);

/**
 * Replaces user ids by the first digits of a keyed hash. The key is random and kept nowhere, so that nobody can try ids;
 * the same id is the same hash within one bundle.
 */
export class UserHashes {
  private readonly key = randomBytes(32);
  private readonly hashes = new Map<string, string>();
  private pattern: RegExp | null = null;
  private sentencePattern: RegExp | null = null;

  /** Takes up the ids of a sidecar, plain or sealed, and how names of tracks have them. */
  learn(sidecar: unknown): void {
    if (!isObject(sidecar)) return;
    const users = [sidecar, ...list(sidecar, 'sources'), ...list(sidecar, 'tracks')].map((each) => text(each, 'user'));
    for (const user of users) this.add(user, user);
    const stem = splitName(text(sidecar, 'file')).stem;
    for (const track of list(sidecar, 'tracks')) {
      const name = splitName(text(track, 'file')).stem;
      const user = text(track, 'user');
      const mark = `${stem}.remote-`;
      if (user !== '' && name.startsWith(mark)) this.add(partInName(name.slice(mark.length), user), user);
    }
    this.pattern = patternOf([...this.hashes.keys()], asWord);
    this.sentencePattern = patternOf([...this.hashes.keys()], inSentence);
  }

  inText(source: string): string {
    return this.replaced(source, this.pattern);
  }

  private replaced(source: string, pattern: RegExp | null): string {
    return pattern === null ? source : source.replace(pattern, (id) => this.hashes.get(id) ?? id);
  }

  /** Of a file of the capture whose audio is `audio`; what the recorder adds to a name stays. */
  inName(name: string, audio: string): string {
    const { stem, suffix } = splitName(name);
    const own = splitName(audio).stem;
    const [, tag = '', user = ''] =
      /^(\.local(?:-\d+)?|\.remoteMix|\.remote-?)(.*)$/s.exec(stem.slice(own.length)) ?? [];
    if (!stem.startsWith(own) || tag === '') return this.inText(stem) + suffix;
    return `${this.inText(own)}${tag}${this.inText(user)}${suffix}`;
  }

  /** Of a sidecar; everything that is no id keeps its bytes. */
  inSidecar(source: string, audio: string): string {
    return mapJsonText(source, (token) => this.inToken(token, audio));
  }

  private inToken({ kind, text: value, path }: JsonToken, audio: string): string | null {
    const isGames = path.some((key) => GAME_KEYS.has(key));
    if (kind === 'number') return isGames && this.hashes.has(value) ? JSON.stringify(this.hashes.get(value)) : null;
    if (kind === 'key' && !isGames) return null;
    const key = path.at(-1) ?? '';
    if (!isGames && FORMAT_KEYS.has(key)) return null;
    if (path.at(-2) === SENTENCE_KEY && !isGames) {
      const told = this.replaced(value, this.sentencePattern);
      return told === value ? null : JSON.stringify(told);
    }
    const hashed = !isGames && key === 'file' ? this.inFileField(value, audio) : this.inText(value);
    return hashed === value ? null : JSON.stringify(hashed);
  }

  private inFileField(name: string, audio: string): string {
    for (const companion of ['.features', '.json']) {
      if (name.endsWith(companion)) return this.inName(name.slice(0, -companion.length), audio) + companion;
    }
    return this.inName(name, audio);
  }

  private add(id: string, user: string): void {
    if (id === '' || this.hashes.has(id)) return;
    this.hashes.set(id, createHmac('sha256', this.key).update(user, 'utf8').digest('hex').slice(0, HASH_DIGITS));
  }
}

/** What of a track's name is the user: a number may follow it, and what no file system takes is '_'. */
function partInName(rest: string, user: string): string {
  const safe = user.replace(/[/\\<>:"|?*\u0000-\u001f\u007f]/g, '_').replace(/^[. ]+|[. ]+$/g, '');
  return safe !== '' && rest.startsWith(safe) ? safe : rest;
}

/** As a word of its own. */
const asWord = (quoted: string): string => `(?<![\\p{L}\\p{N}])${quoted}(?![\\p{L}\\p{N}])`;

/** What is a number is a user only where it is called one. */
const inSentence = (quoted: string): string =>
  /^\d+$/.test(quoted) ? `(?<=(?:user|用户) )${asWord(quoted)}` : asWord(quoted);

function patternOf(ids: string[], bounded: (quoted: string) => string): RegExp | null {
  if (ids.length === 0) return null;
  const longestFirst = [...ids].sort((a, b) => b.length - a.length);
  const choices = longestFirst.map((id) => {
    const quoted = id.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    return id.length >= FREE_LENGTH ? quoted : bounded(quoted);
  });
  return new RegExp(choices.join('|'), 'gu');
}

import { expected } from '../errors/describe';
import { invalidParameter } from '../errors/VoiceRecorderError';
import { checkKey } from './encryptionKey';
import type { EncryptionKey } from './encryptionKey';
import { flag, readFields } from './fields';
import { checkedName } from './text';

/** What `exclude` takes beside the user. */
export interface ExcludeOptions {
  /**
   * With a mix alone, true forgets everything that is buffered, because one voice cannot be taken out of it. Default
   * false. Where tracks are kept apart the user is taken out of the past in any case.
   */
  forget?: boolean;
}

/** What `recover` takes. */
export interface RecoverOptions {
  /** The key of what was encrypted; without it that is left as it is and told as a problem. */
  encryptionKey?: EncryptionKey;
}

/** Checks a user; throws 30003. */
export function checkUser(userId: unknown): string {
  const text = checkedName('userId', userId);
  if (text.length === 0) throw invalidParameter(expected('userId', 'the userId of a source', userId));
  return text;
}

/** Checks what `exclude` takes; throws 30003. */
export function checkExclude(userId: unknown, options: unknown): { userId: string; forget: boolean } {
  const fields = readFields('options', options === undefined ? {} : options, ['forget']);
  return { userId: checkUser(userId), forget: flag(fields, 'forget', false) };
}

/** Checks what `recover` takes; throws 30003. The key has no bytes when there is none. */
export function checkRecover(options: unknown): Uint8Array {
  const fields = readFields('options', options === undefined ? {} : options, ['encryptionKey']);
  return checkKey('encryptionKey', fields.get('encryptionKey'));
}

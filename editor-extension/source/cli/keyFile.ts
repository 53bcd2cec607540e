import { readFile, stat } from 'node:fs/promises';
import { reasonOf } from '../host/systemErrors';
import { CliError, ExitCode } from './CliError';

export const KEY_BYTES = 32;
const MAX_BYTES = 4096;

/** The key of a game as a file holds it: 32 bytes as they are, or 64 hexadecimal digits, white space around them or none. */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const bytes = await contentOf(path);
  if (bytes.length === KEY_BYTES) return new Uint8Array(bytes);
  const text = bytes.toString('latin1').replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  if (/^[0-9a-fA-F]{64}$/.test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  throw new CliError(
    ExitCode.Unreadable,
    `${path} is no key: it has ${bytes.length} bytes, and 32 bytes or 64 hexadecimal digits are expected; give the file ` +
      'with the key that the game records with',
  );
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > MAX_BYTES)
      throw new Error(`it has more than ${MAX_BYTES} bytes, and a key has fewer`);
    return await readFile(path);
  } catch (error) {
    throw new CliError(ExitCode.Unreadable, `the key file ${path} cannot be read: ${reasonOf(error)}`);
  }
}

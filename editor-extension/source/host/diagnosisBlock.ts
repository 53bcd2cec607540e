import { readFile } from 'node:fs/promises';
import type { Diagnosis } from '../shared/analysis';
import { CaptureError } from '../shared/CaptureError';
import { readSidecarFacts } from '../shared/sidecarFacts';
import { editMembers } from './jsonMembers';
import { sidecarName } from './names';
import { replaceFile } from './replaceFile';
import { reasonOf } from './systemErrors';

/**
 * Puts a diagnosis into the sidecar of a capture, by a rename; every other byte of it stays. Refused where there is no
 * sidecar, and where it is encrypted: who said what when would stand in the open.
 */
export async function writeDiagnosis(audioPath: string, diagnosis: Diagnosis): Promise<void> {
  const path = sidecarName(audioPath);
  const before = await readFile(path, 'utf8').catch((error: unknown) => {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isMissing) throw new CaptureError('refused', `${audioPath} has no sidecar that a diagnosis could stand in`);
    throw new CaptureError('io', `the sidecar ${path} cannot be read: ${reasonOf(error)}`);
  });
  const facts = readSidecarFacts(before);
  if ('problem' in facts) throw new CaptureError('unreadable', `${facts.problem}: ${path}`);
  if (facts.encrypted) {
    throw new CaptureError('refused', `${path} is encrypted: a diagnosis would stand in it in the open`);
  }
  const after = editMembers(before, { diagnosis });
  if (after !== before) await replaceFile(path, after);
}

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenCapture, Work } from '../shared/analysis';
import type { ExportOrder } from '../shared/captures';
import { CaptureError } from '../shared/CaptureError';
import { splitName } from './names';
import { reasonOf } from './systemErrors';

/** A file that was made to be handed on. */
export interface MadeFile {
  name: string;
  /** Media type. */
  type: string;
  path: string;
  bytes: number;
  /** Removes it. */
  dispose(): Promise<void>;
}

export const MEDIA_TYPES = { wav: 'audio/wav', aac: 'audio/aac', zip: 'application/zip', html: 'text/html' } as const;

/** Makes one file in a folder of its own, which goes with it; nothing is left when `make` fails. */
export async function makeFile(
  name: string,
  type: string,
  make: (path: string) => Promise<unknown>,
): Promise<MadeFile> {
  const folder = await mkdtemp(join(tmpdir(), 'voice-recorder-')).catch((error: Error) => {
    throw new CaptureError('io', `nothing can be written in ${tmpdir()}: ${reasonOf(error)}`);
  });
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true }).catch(() => undefined);
  try {
    const path = join(folder, `made${splitName(name).suffix}`);
    await make(path);
    return { name, type, path, bytes: (await stat(path)).size, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Throws 'refused' for what is no range of seconds and no list of lanes. */
export function checkOrder({ startSeconds, endSeconds, lanes }: ExportOrder, laneCount: number): void {
  const start = startSeconds ?? 0;
  const isRange = Number.isFinite(start) && start >= 0 && (endSeconds === undefined || endSeconds > start);
  if (!isRange) {
    throw new CaptureError('refused', `from ${start} to ${endSeconds} s is no range: the end comes after the start`);
  }
  for (const lane of lanes ?? []) {
    if (Number.isInteger(lane) && lane >= 0 && lane < laneCount) continue;
    throw new CaptureError('refused', `there is no lane ${lane}: lanes are 0 to ${laneCount - 1}`);
  }
}

export async function exportAudio(open: OpenCapture, path: string, order: ExportOrder, work: Work): Promise<void> {
  const { startSeconds, endSeconds, lanes } = order;
  await open.export(
    path,
    {
      ...(startSeconds === undefined ? {} : { startSeconds }),
      ...(endSeconds === undefined ? {} : { endSeconds }),
      ...(lanes === undefined ? {} : { lanes }),
      withSidecar: false,
    },
    work,
  );
}

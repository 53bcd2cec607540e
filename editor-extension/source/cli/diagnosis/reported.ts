import type { OpenCapture } from '../../shared/analysis';
import type { ReportedCapture } from '../../host/bundle/report';
import { reportedCapture } from '../../host/bundle/reported';
import { asCliError, ExitCode } from '../CliError';
import type { Diagnosed } from './Diagnosed';

/** What a page tells of it, all that the key has opened; a lane whose picture cannot be made has none. */
export async function reportedOf(
  capture: OpenCapture,
  { info, diagnosis }: Diagnosed,
  signal: AbortSignal,
): Promise<ReportedCapture> {
  const envelopes: { lane: number; bytes: Uint8Array }[] = [];
  for (const lane of info.lanes.keys()) {
    const bytes = await capture.envelope(lane, { signal }).catch((error: unknown) => {
      if (asCliError(error).exitCode === ExitCode.Interrupted) throw error;
      return null;
    });
    if (bytes !== null) envelopes.push({ lane, bytes });
  }
  return reportedCapture(info, envelopes, diagnosis);
}

import type { CaptureInfo, Diagnosis } from '../../shared/analysis';
import { readEnvelope } from '../envelopeFile';
import type { ReportedCapture } from './report';

/** What a page tells of an open capture, of all that stands in it. An envelope that is none has no picture. */
export function reportedCapture(
  { file, sidecar, lanes }: CaptureInfo,
  envelopes: readonly { lane: number; bytes: Uint8Array }[],
  diagnosis: Diagnosis | null,
  note = sidecar?.note ?? '',
): ReportedCapture {
  return {
    ...{ file, note, encrypted: false, allLanes: lanes, diagnosis },
    sidecar: sidecar as Record<string, unknown> | null,
    lanes: envelopes.flatMap(({ lane: place, bytes }) => {
      const envelope = readEnvelope(bytes);
      const lane = lanes[place];
      return envelope === null || lane === undefined ? [] : [{ place, lane, envelope }];
    }),
  };
}

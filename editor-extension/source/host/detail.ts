import type { CaptureInfo, Sidecar } from '../shared/analysis';
import type { CaptureDetail, CaptureSummary } from '../shared/captures';

/** What the page is told of an open capture. */
export function detailOf(summary: CaptureSummary, info: CaptureInfo): CaptureDetail {
  const { sampleRate, channels, layout, validStart, validFrames, durationSeconds } = info;
  return {
    summary,
    ...{ sampleRate, channels, layout, validStart, validFrames, durationSeconds },
    unfinished: info.unfinished || summary.badges.some(({ kind }) => kind === 'unfinished'),
    encrypted: info.encrypted,
    decodable: info.decodable,
    problems: info.problems,
    sidecar: info.sidecar === null ? null : noted(info.sidecar, summary),
    lanes: info.lanes,
    files: info.files,
    missing: (info.sidecar?.missing ?? []).map(({ startSeconds, seconds, why }) => ({ startSeconds, seconds, why })),
  };
}

/** The sidecar as it was opened may be older than the note. */
function noted(sidecar: Sidecar, { note, pinned }: CaptureSummary): Sidecar {
  return { ...sidecar, note, pinned };
}

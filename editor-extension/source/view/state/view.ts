import { signal } from '@preact/signals';
import type { CaptureDetail } from '../../shared/captures';
import type { Range, ViewState } from '../engine';

/** About 20 samples at 48 kHz. */
export const MIN_RANGE_SECONDS = 0.0004;
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
export const LAST_SECONDS = 10;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

export function clampTime(seconds: number, durationSeconds: number): number {
  return Number.isFinite(seconds) ? clamp(seconds, 0, Math.max(durationSeconds, 0)) : 0;
}

/** Within the capture, ordered, and not shorter than what can be drawn; moved rather than cut where it fits. */
export function clampRange(range: Range, durationSeconds: number): Range {
  const duration = Math.max(durationSeconds, 0);
  if (!Number.isFinite(range.from) || !Number.isFinite(range.to)) return { from: 0, to: duration };
  const length = clamp(Math.abs(range.to - range.from), Math.min(MIN_RANGE_SECONDS, duration), duration);
  const from = clamp(Math.min(range.from, range.to), 0, duration - length);
  return { from, to: from + length };
}

/** `factor` below 1 zooms in; the moment `around` keeps its place. */
export function zoomedBy(range: Range, factor: number, around: number, durationSeconds: number): Range {
  const length = range.to - range.from;
  const wanted = clamp(length * factor, Math.min(MIN_RANGE_SECONDS, durationSeconds), durationSeconds);
  const place = length > 0 ? clamp((around - range.from) / length, 0, 1) : 0.5;
  const from = around - wanted * place;
  return clampRange({ from, to: from + wanted }, durationSeconds);
}

export function movedBy(range: Range, seconds: number, durationSeconds: number): Range {
  return clampRange({ from: range.from + seconds, to: range.to + seconds }, durationSeconds);
}

/** Moves the range so that a moment is in it, a tenth from the edge; as it is when it is in already. */
export function showing(range: Range, seconds: number, durationSeconds: number): Range {
  if (seconds >= range.from && seconds <= range.to) return range;
  const length = range.to - range.from;
  const from = seconds < range.from ? seconds - length * 0.1 : seconds - length * 0.9;
  return clampRange({ from, to: from + length }, durationSeconds);
}

/** A lane that can be heard; others have levels only. */
export const hasAudio = (detail: Pick<CaptureDetail, 'lanes'>, lane: number): boolean => {
  const info = detail.lanes[lane];
  return info !== undefined && info.file !== null;
};

/** Which lanes are heard: those with solo, else those that are not muted; never one without audio. */
export function audibleLanes(detail: Pick<CaptureDetail, 'lanes'>, view: Pick<ViewState, 'lanes'>): boolean[] {
  const soloed = view.lanes.some((lane) => lane.solo.value);
  return view.lanes.map((lane, place) => {
    if (!hasAudio(detail, place)) return false;
    return soloed ? lane.solo.value : !lane.muted.value;
  });
}

/** Where users' audio stands beside the mix it would be heard twice, so the mix begins muted and folded. */
function mixIsDouble(detail: Pick<CaptureDetail, 'lanes'>): boolean {
  return detail.lanes.some((lane) => lane.kind !== 'mix' && lane.file !== null);
}

export function createViewState(detail: Pick<CaptureDetail, 'lanes' | 'durationSeconds'>): ViewState {
  const double = mixIsDouble(detail);
  const firstWithAudio = detail.lanes.findIndex((lane) => lane.file !== null && !(double && lane.kind === 'mix'));
  return {
    durationSeconds: signal(detail.durationSeconds),
    range: signal<Range>({ from: 0, to: detail.durationSeconds }),
    selection: signal<Range | null>(null),
    position: signal(0),
    lanes: detail.lanes.map((lane) => ({
      solo: signal(false),
      muted: signal(double && lane.kind === 'mix'),
      gainDb: signal(0),
      folded: signal(double && lane.kind === 'mix'),
    })),
    focusedLane: signal(Math.max(firstWithAudio, 0)),
    speed: signal(1),
    loop: signal(false),
    spectrogram: signal(false),
    loudness: signal(false),
    normalise: signal(false),
    notes: signal([]),
    findings: signal([]),
  };
}

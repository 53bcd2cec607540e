import type { NativeCapture, NativeTaskConfig } from '../../bridge/NativeBridge';

/** `NativeCapture.origin`. */
export enum Origin {
  Task,
  Dump,
  Recovered,
}

/** A capture without audio: its size is 0 and its level is silence. */
export function fakeCapture(
  filePath: string,
  reason: string,
  origin: Origin,
  durationSeconds: number,
  config: NativeTaskConfig,
  tracks: Iterable<string>,
): NativeCapture {
  const [suffix = ''] = /\.[a-z]+$/i.exec(filePath) ?? [];
  const stem = filePath.slice(0, filePath.length - suffix.length);
  return {
    filePath,
    sidecarPath: `${filePath}.json`,
    format: suffix.toLowerCase() === '.aac' ? 1 : 0,
    sampleRate: config.sampleRate,
    channels: config.channels,
    durationSeconds,
    startedAtUnixMs: 0,
    reason,
    origin,
    sizeBytes: 0,
    peakDbfs: -120,
    trackPaths: config.tracks === 0 ? [] : Array.from(tracks, (name) => `${stem}.${name}${suffix}`),
  };
}

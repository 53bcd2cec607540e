import type { NativeCapture } from '../bridge/NativeBridge';
import type { Capture } from '../events/Capture';

const ORIGINS = ['task', 'dump', 'recovered'] as const;

/** A native description of a capture in the script's own words. */
export function toCapture(native: NativeCapture, captureId: number): Capture {
  return {
    captureId,
    filePath: native.filePath,
    sidecarPath: native.sidecarPath,
    format: native.format === 1 ? 'aac' : 'wav',
    sampleRate: native.sampleRate,
    channels: native.channels,
    durationSeconds: native.durationSeconds,
    startedAt: new Date(native.startedAtUnixMs),
    reason: native.reason,
    origin: ORIGINS[native.origin] ?? 'task',
    sizeBytes: native.sizeBytes,
    peakDbfs: native.peakDbfs,
    trackPaths: [...native.trackPaths],
  };
}

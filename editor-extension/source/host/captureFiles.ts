import { captureId, audioOfSidecar, formatOf, mayBeTrack, sidecarName } from './names';
import { companionsOf } from './folderEntries';
import type { FileFacts } from './folderEntries';
import type { SidecarFacts } from '../shared/sidecarFacts';

export type SidecarReading = SidecarFacts | { problem: string };

/** All files of one capture. */
export interface CaptureFiles {
  id: string;
  /** Of the audio; it is gone when `audio` is null. */
  name: string;
  audio: FileFacts | null;
  tracks: FileFacts[];
  features: FileFacts | null;
  sidecar: FileFacts | null;
  /** null: there is no sidecar. */
  reading: SidecarReading | null;
}

export function isReadable(reading: SidecarReading | null): reading is SidecarFacts {
  return reading !== null && !('problem' in reading);
}

/** Every file that goes and comes together: tracks before the mix, the sidecar last, as the recorder writes them. */
export function allFiles(capture: CaptureFiles): FileFacts[] {
  const { tracks, audio, features, sidecar, reading } = capture;
  // A file that only looks like a sidecar is somebody else's.
  const own = isReadable(reading) || audio === null ? sidecar : null;
  return [...tracks, audio, features, own].filter((file) => file !== null);
}

/** Which files make which capture: the recorder's own rule (native/.../writer/retention.h), and what is left alone. */
export function groupCaptures(
  entries: ReadonlyMap<string, FileFacts>,
  readings: ReadonlyMap<string, SidecarReading>,
): CaptureFiles[] {
  const captures = [...entries.values()].flatMap((entry) => captureAt(entry, entries, readings));
  const claimed = new Set(captures.flatMap((capture) => capture.tracks.map((track) => track.name)));
  return captures.filter((capture) => !claimed.has(capture.name));
}

function captureAt(
  entry: FileFacts,
  entries: ReadonlyMap<string, FileFacts>,
  readings: ReadonlyMap<string, SidecarReading>,
): CaptureFiles[] {
  const isAudio = formatOf(entry.name) !== null;
  const name = isAudio ? entry.name : audioOfSidecar(entry.name);
  if (name === null || (!isAudio && entries.has(name))) return [];
  const reading = readings.get(sidecarName(name)) ?? null;
  if (!isAudio && !isReadable(reading)) return [];
  const tracks = isReadable(reading) ? reading.tracks.flatMap((track) => trackAt(track, name, entries)) : [];
  const audio = isAudio ? entry : null;
  return [{ id: captureId(name), name, audio, tracks, reading, ...companionsOf(name, entries) }];
}

function trackAt(track: string, audio: string, entries: ReadonlyMap<string, FileFacts>): FileFacts[] {
  const entry = entries.get(track);
  const isTrack = entry !== undefined && mayBeTrack(track, audio) && !entries.has(sidecarName(track));
  return isTrack ? [entry] : [];
}

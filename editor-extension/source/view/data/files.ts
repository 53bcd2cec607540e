/** Which of the files that were dropped make which capture. Pure. */
import { MANIFEST_NAME } from '../../shared/bundle';
import type { SidecarFacts } from '../../shared/sidecarFacts';
import type { BundleTold } from './bundle';

export interface PathBlob {
  /** With folders, `/` between them. */
  path: string;
  blob: Blob;
  /** Last change, in milliseconds since 1970; 0: not known. */
  changedMs: number;
}

export interface DroppedCapture {
  id: string;
  audio: PathBlob;
  /** Audio, sidecar, features and tracks, by their names alone. */
  files: { name: string; blob: Blob }[];
  bytes: number;
  facts: SidecarFacts | null;
  /** Why the sidecar could not be used. */
  sidecarProblem: string | null;
  bundle: BundleTold | null;
  /** Of its bundle, by lane: what need not be measured again. */
  envelopes: ReadonlyMap<number, Blob>;
}

export type SidecarTold = SidecarFacts | { problem: string };

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
export const isAudio = (path: string): boolean => /\.(wav|aac)$/i.test(path) && !/(^|\/)(\.|__MACOSX\/)/.test(path);
export const isManifest = (path: string): boolean => nameOf(path) === MANIFEST_NAME;
export const isZip = (path: string): boolean => /\.zip$/i.test(path);
export const formatOf = (path: string): 'wav' | 'aac' => (/\.aac$/i.test(path) ? 'aac' : 'wav');
export const sidecarPath = (audioPath: string): string => `${audioPath}.json`;

/** 64 bits of FNV-1a in two halves: the same file has the same id when it is dropped again. */
export function idOf(path: string): string {
  const half = (seed: number): string => {
    let hash = seed;
    for (let place = 0; place < path.length; place += 1) {
      hash = Math.imul(hash ^ path.charCodeAt(place), 0x01000193) >>> 0;
    }
    return hash.toString(16).padStart(8, '0');
  };
  return `f-${half(0x811c9dc5)}${half(0x9dc5811c)}`;
}

const isFacts = (told: SidecarTold | undefined): told is SidecarFacts => told !== undefined && !('problem' in told);

/** What the manifest names, stands beside it, and is as long as it says. */
function envelopesOf(audio: PathBlob, all: ReadonlyMap<string, PathBlob>, bundle: BundleTold | null) {
  const own = bundle?.envelopes.filter((each) => each.audio === nameOf(audio.path)) ?? [];
  return new Map(
    own.flatMap(({ lane, name, bytes }): [number, Blob][] => {
      const blob = all.get(`${folderOf(audio.path)}${name}`)?.blob;
      return blob?.size === bytes ? [[lane, blob]] : [];
    }),
  );
}

function captureOf(
  audio: PathBlob,
  all: ReadonlyMap<string, PathBlob>,
  told: SidecarTold | undefined,
  bundle: BundleTold | null,
): DroppedCapture {
  const facts = isFacts(told) ? told : null;
  const tracks = (facts?.tracks ?? [])
    .filter((track) => isAudio(track) && nameOf(track) === track)
    .map((track) => `${folderOf(audio.path)}${track}`);
  const paths = [audio.path, sidecarPath(audio.path), `${audio.path}.features`, ...tracks];
  const files = [...new Set(paths)].map((path) => all.get(path)).filter((file): file is PathBlob => file !== undefined);
  return {
    id: idOf(audio.path),
    audio,
    files: files.map(({ path, blob }) => ({ name: nameOf(path), blob })),
    bytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
    facts,
    sidecarProblem: told && 'problem' in told ? told.problem : null,
    bundle,
    envelopes: envelopesOf(audio, all, bundle),
  };
}

/**
 * A track of another capture is no capture of its own. `told` is by path of the audio file, `bundles` by path of the
 * manifest.
 */
export function groupDropped(
  files: readonly PathBlob[],
  told: ReadonlyMap<string, SidecarTold>,
  bundles: ReadonlyMap<string, BundleTold> = new Map(),
): DroppedCapture[] {
  const all = new Map(files.map((file) => [file.path, file]));
  const captures = [...all.values()]
    .filter(({ path }) => isAudio(path))
    .map((audio) =>
      captureOf(audio, all, told.get(audio.path), bundles.get(`${folderOf(audio.path)}${MANIFEST_NAME}`) ?? null),
    );
  const tracks = new Set(
    captures.flatMap(({ audio, facts }) => (facts?.tracks ?? []).map((track) => `${folderOf(audio.path)}${track}`)),
  );
  return captures.filter(({ audio, facts }) => facts !== null || !tracks.has(audio.path));
}

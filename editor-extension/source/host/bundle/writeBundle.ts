import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { CaptureInfo, LaneInfo } from '../../shared/analysis';
import { envelopeName, MANIFEST_NAME, REPORT_NAME } from '../../shared/bundle';
import type { BundleManifest } from '../../shared/bundle';
import { diagnosisOfSidecar } from '../../shared/diagnosis';
import { CaptureError } from '../../shared/CaptureError';
import { openInside } from '../audioFile';
import { isReadable } from '../captureFiles';
import type { CaptureFiles } from '../captureFiles';
import { readEnvelope } from '../envelopeFile';
import type { FileFacts } from '../folderEntries';
import { isObject } from '../../shared/loose';
import type { Loose } from '../../shared/loose';
import { featuresName, sidecarName } from '../names';
import { reportHtml } from './report';
import type { ReportedCapture } from './report';
import type { ReportLanguage } from './reportTexts';
import { UserHashes } from './UserHashes';
import { ZipWriter } from './ZipWriter';

export interface BundleSource {
  folder: string;
  files: CaptureFiles;
  note: string;
  pinned: boolean;
  encrypted: boolean;
  /** null: it could not be opened. */
  info: CaptureInfo | null;
  /** By lane; of a capture that is encrypted there are none, because they would stand in the open. */
  envelopes: { lane: number; bytes: Uint8Array }[];
}

export interface BundleOptions {
  hashUsers: boolean;
  language: ReportLanguage;
  version: string;
  signal?: AbortSignal;
  /** So many bytes more are in it. */
  onBytes?: (bytes: number) => void;
}

/** Writes one zip at `path`, which must not be there. What stands there after a failure is the caller's to remove. */
export async function writeBundle(
  path: string,
  sources: BundleSource[],
  options: BundleOptions,
): Promise<BundleManifest> {
  const now = new Date();
  const zip = await ZipWriter.open(path, now, options.signal, options.onBytes ?? (() => undefined));
  try {
    const bundle = new Bundle(zip, options);
    const captures = [];
    for (const source of sources) captures.push(await bundle.add(source));
    await bundle.addReport();
    const manifest: BundleManifest = {
      version: 1,
      generator: { name: 'voice-recorder', version: options.version },
      createdAt: now.toISOString(),
      usersHashed: options.hashUsers,
      captures,
      files: zip.files,
    };
    await zip.end(MANIFEST_NAME, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    return manifest;
  } catch (error) {
    await zip.abandon();
    throw error;
  }
}

const READ_BYTES = 1 << 18;

class Bundle {
  private readonly reported: ReportedCapture[] = [];

  constructor(
    private readonly zip: ZipWriter,
    private readonly options: BundleOptions,
  ) {}

  async add(source: BundleSource): Promise<BundleManifest['captures'][number]> {
    const { folder, files } = source;
    const text = await this.sidecarOf(source);
    const hashes = this.hashesOf(source, text);
    const name = hashes.inName(files.name, files.name);
    if (this.reported.some((other) => other.file === name)) {
      throw new CaptureError('refused', `two of these captures are called ${name}: make a bundle of each`);
    }
    for (const track of files.tracks) {
      await this.addFile(folder, track, 'track', name, hashes.inName(track.name, files.name));
    }
    if (files.audio !== null) await this.addFile(folder, files.audio, 'audio', name, name);
    if (files.features !== null) await this.addFile(folder, files.features, 'features', name, featuresName(name));
    const sidecar = text === null ? null : this.options.hashUsers ? hashes.inSidecar(text, files.name) : text;
    if (sidecar !== null) await this.addText(sidecarName(name), 'sidecar', name, sidecar);
    for (const { lane, bytes } of source.envelopes) {
      const described = { name: envelopeName(name, lane), role: 'envelope' as const, capture: name, lane };
      await this.zip.add(described, () => Readable.from([Buffer.from(bytes)]));
    }
    const note = hashes.inText(source.note);
    this.reported.push(reportedOf(source, name, note, sidecar, hashes));
    return { file: name, note, pinned: source.pinned };
  }

  async addReport(): Promise<void> {
    const { language, hashUsers } = this.options;
    await this.addText(REPORT_NAME, 'report', null, reportHtml(this.reported, language, hashUsers));
  }

  /** A damaged one, or somebody else's, goes as it is; not where ids would have to be replaced in it. */
  private async sidecarOf({ folder, files: { sidecar, reading } }: BundleSource): Promise<string | null> {
    if (sidecar === null || (this.options.hashUsers && !isReadable(reading))) return null;
    return readFile(join(folder, sidecar.name), 'utf8');
  }

  private hashesOf({ encrypted, info }: BundleSource, sidecar: string | null): UserHashes {
    const hashes = new UserHashes();
    if (!this.options.hashUsers) return hashes;
    if (encrypted && (info?.sidecar ?? null) === null) {
      throw new CaptureError('key-needed', 'which user ids there are is encrypted: give the key of the game');
    }
    hashes.learn(info?.sidecar ?? null);
    if (sidecar !== null) hashes.learn(parsed(sidecar));
    return hashes;
  }

  private async addFile(
    folder: string,
    file: FileFacts,
    role: 'audio' | 'track' | 'features',
    capture: string,
    name: string,
  ) {
    const { handle } = await openInside(folder, file.name);
    try {
      await this.zip.add({ name, role, capture, lane: null }, () =>
        handle.createReadStream({ autoClose: false, highWaterMark: READ_BYTES }),
      );
    } finally {
      await handle.close();
    }
  }

  private async addText(name: string, role: 'sidecar' | 'report', capture: string | null, content: string) {
    await this.zip.add({ name, role, capture, lane: null }, () => Readable.from([Buffer.from(content, 'utf8')]));
  }
}

function reportedOf(
  { encrypted, envelopes, info }: BundleSource,
  file: string,
  note: string,
  sidecar: string | null,
  hashes: UserHashes,
): ReportedCapture {
  const lanes = envelopes.flatMap(({ lane, bytes }) => {
    const envelope = readEnvelope(bytes);
    const known = info?.lanes[lane];
    return envelope === null || known === undefined ? [] : [{ place: lane, envelope, lane: hashedLane(known, hashes) }];
  });
  const allLanes = (info?.lanes ?? []).map((lane) => hashedLane(lane, hashes));
  const told = sidecar === null ? null : parsed(sidecar);
  return { file, note, encrypted, sidecar: told, lanes, allLanes, diagnosis: diagnosisOfSidecar(told) };
}

function hashedLane({ kind, user, label }: LaneInfo, hashes: UserHashes) {
  return { kind, user: hashes.inText(user), label: hashes.inText(label) };
}

function parsed(text: string): Loose | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * A bundle: one zip with everything of one or more captures. All files lie at its top but for envelopes, so that what was
 * unpacked is a folder of captures; dropped onto the page it opens without a server.
 */
export const MANIFEST_NAME = 'bundle.json';
export const REPORT_NAME = 'report.html';

export interface BundleManifest {
  version: 1;
  generator: { name: string; version: string };
  /** ISO 8601, UTC. */
  createdAt: string;
  /** User ids were replaced by hashes of them; the key was random and is gone. */
  usersHashed: boolean;
  captures: BundleCapture[];
  /** Every file but the manifest itself. */
  files: BundleFile[];
}

export interface BundleCapture {
  /** Name of the audio file. */
  file: string;
  /** Of a capture without a sidecar to have them. */
  note: string;
  pinned: boolean;
}

export interface BundleFile {
  name: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
  role: 'audio' | 'track' | 'features' | 'sidecar' | 'envelope' | 'report';
  /** Name of the audio file of the capture that it belongs to; null: to all. */
  capture: string | null;
  /** Of an envelope: as in the capture's lanes. */
  lane: number | null;
}

export const envelopeName = (audio: string, lane: number): string => `envelopes/${audio}.${lane}.vren`;

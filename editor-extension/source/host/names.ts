/** Names of the files that belong to a capture, as native/plugins/voice-recorder/doc/capture-format.md has them. Pure. */
import { createHash } from 'node:crypto';

export type Format = 'wav' | 'aac';

/** What the viewer itself keeps in a folder of captures: cache, notes, trash. */
export const OWN_FOLDER = '.voice-recorder';

/** 'room.local.wav': 'room.local' and '.wav'. */
export function splitName(name: string): { stem: string; suffix: string } {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? { stem: name, suffix: '' } : { stem: name.slice(0, dot), suffix: name.slice(dot) };
}

/** null: no audio file. The suffix may have any letter case. */
export function formatOf(name: string): Format | null {
  const suffix = splitName(name).suffix.toLowerCase();
  if (suffix === '.wav') return 'wav';
  return suffix === '.aac' ? 'aac' : null;
}

/** 'room.part.wav', 'room.part-2.wav': a capture in the making. */
export function isPartName(name: string): boolean {
  return /^\.part(-\d+)?$/.test(splitName(splitName(name).stem).suffix);
}

export const sidecarName = (audio: string): string => `${audio}.json`;
export const featuresName = (audio: string): string => `${audio}.features`;

/** The audio file that a sidecar's name belongs to; null: it is no name of a sidecar. */
export function audioOfSidecar(name: string): string | null {
  const audio = name.endsWith('.json') ? name.slice(0, -'.json'.length) : '';
  return formatOf(audio) === null ? null : audio;
}

/** A name alone: it leads to no other folder, on any system. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
}

/** Whether a sidecar of `audio` may name this file as a track. */
export function mayBeTrack(name: string, audio: string): boolean {
  const format = formatOf(name);
  return isPlainName(name) && format !== null && format === formatOf(audio) && name !== audio;
}

/** Stands in links: 96 bits of a hash of the name. */
export function captureId(audio: string): string {
  return createHash('sha256').update(audio, 'utf8').digest('base64url').slice(0, 16);
}

import type { BundleFacts } from '../../shared/captures';
import { flag, isObject, list, number, text } from '../../shared/loose';

/** What a bundle's manifest says; names as they stand in it, which nobody has checked. */
export interface BundleTold {
  facts: BundleFacts;
  /** By name of the audio file. */
  captures: ReadonlyMap<string, { note: string; pinned: boolean }>;
  envelopes: readonly { audio: string; lane: number; name: string; bytes: number }[];
}

const VERSION = 1;

/** Null: it is no manifest of a bundle. */
export function readBundle(source: string): BundleTold | null {
  let manifest: unknown;
  try {
    manifest = JSON.parse(source);
  } catch {
    return null;
  }
  if (!isObject(manifest) || number(manifest, 'version') !== VERSION || !Array.isArray(manifest['captures']))
    return null;
  const { generator } = manifest;
  const createdAtUnixMs = Date.parse(text(manifest, 'createdAt'));
  return {
    facts: {
      createdAtUnixMs: Number.isFinite(createdAtUnixMs) ? createdAtUnixMs : null,
      generator: isObject(generator) ? `${text(generator, 'name')} ${text(generator, 'version')}`.trim() : '',
      usersHashed: flag(manifest, 'usersHashed'),
    },
    captures: new Map(
      list(manifest, 'captures').map((each) => [
        text(each, 'file'),
        { note: text(each, 'note'), pinned: flag(each, 'pinned') },
      ]),
    ),
    envelopes: list(manifest, 'files').flatMap((each) => {
      const lane = number(each, 'lane');
      if (text(each, 'role') !== 'envelope' || lane === null) return [];
      return [{ audio: text(each, 'capture'), lane, name: text(each, 'name'), bytes: number(each, 'bytes') ?? -1 }];
    }),
  };
}

/** Every fact of a capture in words and units, as rows of a table. Pure. */
import type { Loudness, Sidecar } from '../../shared/analysis';
import type { CaptureDetail } from '../../shared/captures';
import type { Texts } from '../i18n/texts';
import type { Format } from './format';
import { dataText } from './markers';
import { reasonText } from './title';

export type MetadataGroup = 'capture' | 'audio' | 'recorder' | 'about';
export interface MetadataRow {
  group: MetadataGroup;
  /** Unique, and the same in every language. */
  key: string;
  label: string;
  value: string;
}

interface Words {
  texts: Texts;
  format: Format;
}
type RowName = keyof Texts['metadata']['rows'];
type Cell = [RowName, string | null | undefined];

const MAX_ABOUT_ROWS = 300;
const MAX_DEPTH = 6;

/** Nested keys become `device.model`; lists stay one row. */
export function flattened(value: Record<string, unknown>, prefix = '', depth = 0): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    if (isObject && depth < MAX_DEPTH) return flattened(inner as Record<string, unknown>, name, depth + 1);
    return [[name, dataText(inner)]];
  });
}

function bundleCells({ bundle }: CaptureDetail, { texts, format }: Words): Cell[] {
  if (bundle === undefined) return [];
  const { createdAtUnixMs, generator, usersHashed } = bundle;
  const words = texts.metadata;
  return [
    ['bundleMade', createdAtUnixMs === null ? null : format.dateTime(createdAtUnixMs)],
    ['bundleGenerator', generator],
    ['bundleUsers', usersHashed ? words.usersHashed : words.usersPlain],
  ];
}

function captureCells(detail: CaptureDetail, { texts, format }: Words): Cell[] {
  const { summary, sidecar } = detail;
  const words = texts.metadata;
  return [
    ['file', summary.file],
    ['id', sidecar?.id],
    ['reason', reasonText(summary.reason, texts)],
    ['origin', texts.header.origins[summary.origin]],
    ['room', summary.room],
    ['user', summary.user],
    ['startedAt', format.dateTime(summary.startedAtUnixMs)],
    ['duration', format.duration(detail.durationSeconds)],
    ['size', format.bytes(summary.bytes)],
    ['unfinished', detail.unfinished ? words.notFinished : words.yes],
    ['encrypted', detail.encrypted ? words.yes : words.no],
    ...bundleCells(detail, { texts, format }),
    ...detail.missing.map(({ startSeconds, seconds, why }): Cell => [
      'missing',
      words.stretch(format.clock(startSeconds, 1), format.duration(seconds), words.whys[why] ?? why),
    ]),
    ...detail.problems.map((problem): Cell => ['problem', problem]),
  ];
}

const decibel = (format: Format, value: number | null | undefined, unit: 'dBFS' | 'LUFS' | 'LU' | 'dBTP') =>
  value === null || value === undefined ? null : format.decibel(value, unit);

function audioCells(detail: CaptureDetail, loudness: Loudness | null, { texts, format }: Words): Cell[] {
  const { sidecar } = detail;
  const words = texts.metadata;
  const codec = detail.files[0]?.codec;
  const whole = (value: number): string => format.number(value, 0);
  return [
    ['format', [detail.summary.format.toUpperCase(), codec].filter(Boolean).join(' · ')],
    ['encoder', sidecar?.encoder],
    ['bitRate', sidecar?.bitRate ? `${format.number(sidecar.bitRate / 1000, 1)} kbit/s` : null],
    ['sampleRate', format.hertz(detail.sampleRate)],
    ['channels', words.channelCounts[detail.channels] ?? whole(detail.channels)],
    ['layout', words.layouts[detail.layout]],
    ['peak', decibel(format, sidecar?.peakDbfs ?? loudness?.samplePeakDbfs, 'dBFS')],
    ['rms', decibel(format, sidecar?.rmsDbfs, 'dBFS')],
    ['loudness', decibel(format, sidecar?.loudnessLufs ?? loudness?.integratedLufs, 'LUFS')],
    ['range', decibel(format, loudness?.rangeLu, 'LU')],
    ['truePeak', decibel(format, loudness?.truePeakDbtp, 'dBTP')],
    [
      'valid',
      words.validFrames(
        whole(detail.validStart),
        whole(detail.validFrames),
        whole(sidecar?.fileFrames ?? detail.files[0]?.frames ?? detail.validFrames),
      ),
    ],
  ];
}

function recorderCells(sidecar: Sidecar, { texts, format }: Words): Cell[] {
  const words = texts.metadata;
  const named = (table: Readonly<Record<string, string>>, value: string | undefined) =>
    value === undefined ? null : (table[value] ?? value);
  return [
    ['position', named(words.positions, sidecar.position)],
    ['durability', named(words.durabilities, sidecar.durability)],
    ['mixDelay', sidecar.mixDelayMs === undefined ? null : `${format.number(sidecar.mixDelayMs)} ms`],
    ['generator', sidecar.generator ? `${sidecar.generator.name} ${sidecar.generator.version}` : null],
    ['version', format.number(sidecar.version, 0)],
  ];
}

function rowsOf(group: MetadataGroup, cells: Cell[], texts: Texts): MetadataRow[] {
  const seen = new Map<string, number>();
  return cells.flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '') return [];
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [{ group, key: count > 1 ? `${name}-${count}` : name, label: texts.metadata.rows[name], value }];
  });
}

export function metadataRows(detail: CaptureDetail, loudness: Loudness | null, words: Words): MetadataRow[] {
  const { sidecar } = detail;
  const about = flattened(sidecar?.about ?? {}).slice(0, MAX_ABOUT_ROWS);
  return [
    ...rowsOf('capture', captureCells(detail, words), words.texts),
    ...rowsOf('audio', audioCells(detail, loudness, words), words.texts),
    ...(sidecar ? rowsOf('recorder', recorderCells(sidecar, words), words.texts) : []),
    ...about.map(([key, value]) => ({ group: 'about' as const, key: `about.${key}`, label: key, value })),
  ];
}

/** For a ticket: one line a row, groups apart; then the note and the link. */
export function metadataText(rows: readonly MetadataRow[], texts: Texts, note: string, link: string): string {
  const groups = (['capture', 'audio', 'recorder', 'about'] as const).map((group) => {
    const lines = rows.filter((row) => row.group === group).map(({ label, value }) => `${label}: ${value}`);
    return lines.length > 0 ? [`${texts.metadata.groups[group]}`, ...lines].join('\n') : '';
  });
  const noted = note.trim() === '' ? '' : `${texts.note.label}\n${note.trim()}`;
  return [...groups, noted, link].filter(Boolean).join('\n\n');
}

export interface Difference {
  key: string;
  label: string;
  first: string;
  second: string;
}

/** Rows whose values differ, or that only one side has. */
export function differences(first: readonly MetadataRow[], second: readonly MetadataRow[]): Difference[] {
  const other = new Map(second.map((row) => [row.key, row]));
  const left = first.map(({ key, label, value }) => ({
    key,
    label,
    first: value,
    second: other.get(key)?.value ?? '',
  }));
  const known = new Set(first.map(({ key }) => key));
  const right = second
    .filter(({ key }) => !known.has(key))
    .map(({ key, label, value }) => ({ key, label, first: '', second: value }));
  return [...left, ...right].filter((row) => row.first !== row.second);
}

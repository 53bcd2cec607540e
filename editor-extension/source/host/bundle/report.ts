import type { Diagnosis, LaneInfo } from '../../shared/analysis';
import type { Envelope } from '../envelopeFile';
import { diagnosisHtml, regionsOf } from './diagnosisHtml';
import { escapeHtml, htmlTable as table } from './html';
import type { Cell } from './html';
import { sourceName } from './laneTexts';
import { isObject, list, number, text } from '../../shared/loose';
import type { Loose } from '../../shared/loose';
import { REPORT_TEXTS } from './reportTexts';
import type { ReportLanguage, ReportTexts } from './reportTexts';
import { waveformSvg } from './waveformSvg';

export type NamedLane = Pick<LaneInfo, 'kind' | 'user' | 'label'>;

export interface ReportedLane {
  /** In the lanes of the capture. */
  place: number;
  lane: NamedLane;
  envelope: Envelope;
}

export interface ReportedCapture {
  file: string;
  /** As it stands in the bundle; null: there is none. */
  sidecar: Loose | null;
  note: string;
  encrypted: boolean;
  lanes: ReportedLane[];
  /** All of the capture, by place. */
  allLanes: NamedLane[];
  diagnosis: Diagnosis | null;
}

const STYLE =
  ':root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}' +
  'table{border-collapse:collapse;margin:.5rem 0 1.5rem}th,td{border-bottom:1px solid #8886;padding:.25rem .75rem .25rem 0;' +
  'text-align:left;vertical-align:top;overflow-wrap:anywhere}td.n{font-variant-numeric:tabular-nums;text-align:right}' +
  'svg{background:#8881;display:block;height:6rem;margin:.25rem 0 1rem;width:100%}.p{fill:#4a90c8}.r{fill:#1d5f96}' +
  '.m{stroke:#d33;stroke-width:1.5}pre{margin:0;white-space:pre-wrap}figure{margin:0}.f{fill-opacity:.3;stroke-width:1;vector-effect:non-scaling-stroke}' +
  '.e{fill:#d33;stroke:#d33}.w{fill:#e80;stroke:#e80}.i{fill:#888;stroke:#888}';

/** One page without scripts that needs nothing else: what is known of each capture, and how it looks. */
export function reportHtml(captures: ReportedCapture[], language: ReportLanguage, usersHashed: boolean): string {
  const texts = REPORT_TEXTS[language];
  const parts = captures.map((capture) => captureHtml(capture, texts, language));
  const hashed = usersHashed ? `<p>${texts.hashed}</p>` : '';
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${texts.title}</title>` +
    `<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>` +
    `<body><h1>${texts.title}</h1>${hashed}${parts.join('')}</body></html>\n`
  );
}

function captureHtml(capture: ReportedCapture, texts: ReportTexts, language: ReportLanguage): string {
  const sidecar = capture.sidecar ?? {};
  const open = capture.encrypted ? `<p>${texts.onlyOpen}</p>` : '';
  return (
    `<section><h2>${escapeHtml(capture.file)}</h2>${open}${factsTable(capture, sidecar, texts)}` +
    diagnosisHtml(capture, language) +
    lanesHtml(capture, sidecar, texts, language) +
    levelsTable(sidecar, texts) +
    markersTable(sidecar, texts) +
    missingTable(sidecar, texts) +
    problemsList(sidecar, texts) +
    '</section>'
  );
}

function factsTable({ file, note, encrypted }: ReportedCapture, sidecar: Loose, texts: ReportTexts): string {
  const about = isObject(sidecar['about']) ? sidecar['about'] : {};
  const seconds = number(sidecar, 'durationSeconds');
  const rate = number(sidecar, 'sampleRate');
  const channels = number(sidecar, 'channels');
  const format = [
    text(sidecar, 'encoder') || text(sidecar, 'format'),
    rate && `${rate} Hz`,
    channels && `${channels} ch`,
  ];
  const rows: [string, string][] = [
    [texts.file, file],
    [texts.started, text(sidecar, 'startedAt')],
    [texts.duration, seconds === null ? '' : `${seconds.toFixed(3)} ${texts.seconds}`],
    [texts.format, format.filter((part) => part).join(', ')],
    [texts.origin, text(sidecar, 'origin')],
    [texts.reason, text(sidecar, 'reason')],
    [texts.room, text(sidecar, 'room')],
    [texts.user, text(sidecar, 'user')],
    [texts.encrypted, encrypted ? '✓' : ''],
    [texts.note, note],
    ...Object.entries(about).map(([key, value]): [string, string] => [key, shown(value)]),
  ];
  const body = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`);
  return `<table><tbody>${body.join('')}</tbody></table>`;
}

function lanesHtml(
  { lanes, diagnosis }: ReportedCapture,
  sidecar: Loose,
  texts: ReportTexts,
  language: ReportLanguage,
): string {
  if (lanes.length === 0) return '';
  const markers = list(sidecar, 'markers').map((marker) => ({
    seconds: number(marker, 'seconds') ?? -1,
    label: escapeHtml(text(marker, 'label')),
  }));
  const figures = lanes.map(({ place, lane, envelope }) => {
    const name = escapeHtml(sourceName(texts[lane.kind], lane.label, lane.user));
    return `<figure><figcaption>${name}</figcaption>${waveformSvg(envelope, name, markers, regionsOf(diagnosis, place, language))}</figure>`;
  });
  return `<h3>${texts.lanes}</h3>${figures.join('')}`;
}

function levelsTable(sidecar: Loose, texts: ReportTexts): string {
  const row = (name: string, levels: Loose): Cell[] => [
    name,
    { figure: number(levels, 'peakDbfs'), digits: 1 },
    { figure: number(levels, 'rmsDbfs'), digits: 1 },
    { figure: number(levels, 'loudnessLufs'), digits: 1 },
    { figure: list(levels, 'gaps').reduce((sum, gap) => sum + (number(gap, 'seconds') ?? 0), 0), digits: 3 },
    { figure: number(levels, 'blocksDropped'), digits: 0 },
  ];
  const sources = list(sidecar, 'sources').map((source) =>
    row(sourceName(text(source, 'kind'), text(source, 'label'), text(source, 'user')), source),
  );
  const rows = number(sidecar, 'peakDbfs') === null ? sources : [row(texts.mix, sidecar), ...sources];
  const columns = [texts.source, texts.peak, texts.rms, texts.loudness, texts.gaps, texts.dropped];
  return table(texts.levels, columns, rows);
}

function markersTable(sidecar: Loose, texts: ReportTexts): string {
  const rows = list(sidecar, 'markers').map((marker): Cell[] => [
    { figure: number(marker, 'seconds'), digits: 3 },
    text(marker, 'label'),
    text(marker, 'source'),
    shown(marker['data']),
  ]);
  return table(texts.markers, [texts.time, texts.label, texts.source, texts.data], rows);
}

function missingTable(sidecar: Loose, texts: ReportTexts): string {
  const rows = list(sidecar, 'missing').map((stretch): Cell[] => [
    { figure: number(stretch, 'startSeconds'), digits: 3 },
    { figure: number(stretch, 'seconds'), digits: 3 },
    text(stretch, 'why'),
  ]);
  return table(texts.missing, [texts.time, texts.duration, texts.reason], rows);
}

function problemsList(sidecar: Loose, texts: ReportTexts): string {
  const problems = Array.isArray(sidecar['problems']) ? sidecar['problems'].map(shown) : [];
  if (problems.length === 0) return '';
  const items = problems.map((problem) => `<li>${escapeHtml(problem)}</li>`);
  return `<h3>${texts.problems}</h3><ul>${items.join('')}</ul>`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

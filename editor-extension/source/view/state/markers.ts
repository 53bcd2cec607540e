/** Markers and notes at moments as one list in the order of time. Pure. */
import type { SidecarMarker } from '../../shared/analysis';
import type { TimedNote } from '../engine';
import type { Texts } from '../i18n/texts';

export interface MarkerRow {
  key: string;
  seconds: number;
  label: string;
  source: string;
  data: string;
  from: 'game' | 'recorder' | 'person';
  note: TimedNote | null;
}

/** Nesting that is too deep for JSON.stringify is nothing that a person reads. */
function json(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '…';
  }
}

/** One line of text for any JSON value. */
export function dataText(data: unknown): string {
  if (data === null || data === undefined) return '';
  if (typeof data !== 'object') return String(data);
  if (Array.isArray(data)) return json(data);
  return Object.entries(data)
    .map(([key, value]) => `${key}: ${typeof value === 'object' && value !== null ? json(value) : String(value)}`)
    .join(', ');
}

export const markerLabel = ({ label, fromGame }: Pick<SidecarMarker, 'label' | 'fromGame'>, texts: Texts): string =>
  fromGame ? label : (texts.markers.labels[label] ?? label);

export function markerRows(markers: readonly SidecarMarker[], notes: readonly TimedNote[], texts: Texts): MarkerRow[] {
  const rows: MarkerRow[] = [
    ...markers.map((marker, place) => ({
      key: `marker-${place}`,
      seconds: marker.seconds,
      label: markerLabel(marker, texts),
      source: marker.source,
      data: dataText(marker.data),
      from: marker.fromGame ? ('game' as const) : ('recorder' as const),
      note: null,
    })),
    ...notes.map((note, place) => ({
      key: `note-${place}`,
      seconds: note.seconds,
      label: note.text,
      source: '',
      data: '',
      from: 'person' as const,
      note,
    })),
  ];
  return rows.sort((a, b) => a.seconds - b.seconds);
}

export function filterMarkers(rows: readonly MarkerRow[], search: string): MarkerRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ label, source, data }) => {
    const text = `${label}\n${source}\n${data}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Pictures of 16 by 16, drawn in the colour of the text. They say nothing by themselves: a text or a label stands by. */
const PATHS = {
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M4.5 3v10M11.5 3v10',
  back: 'M8 4 4 8l4 4M13 4 9 8l4 4',
  forward: 'm8 4 4 4-4 4M3 4l4 4-4 4',
  previous: 'M10 4 6 8l4 4',
  next: 'm6 4 4 4-4 4',
  up: 'm4 10 4-4 4 4',
  down: 'm4 6 4 4 4-4',
  loop: 'M4 5h7a3 3 0 0 1 0 6H5M7 8.5 4.5 11 7 13.5M6 2.5 3.5 5 6 7.5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2 3v10M14 3v10M4.5 8h7M6.5 6 4.5 8l2 2M9.5 6l2 2-2 2',
  last: 'M13.5 3v10M2.5 8h8M8 5.500l2.500 2.500L8 10.500',
  spectrogram: 'M3 13V8M6 13V3M9 13V6M12 13v-3',
  loudness: 'M2 11c2 0 2-6 4-6s2 5 4 5 2-4 4-4',
  normalise: 'M8 2v12M5.500 4.500 8 2l2.500 2.500M5.500 11.500 8 14l2.500-2.500M2 8h2M12 8h2',
  pin: 'M5.500 2.500h5l-.7 4.500 2.200 2.500H4L6.200 7zM8 9.500V14',
  pinned: 'M5.500 2.500h5l-.7 4.500 2.200 2.500H4L6.200 7zM8 9.500V14',
  remove: 'M2.500 4.500h11M6 4.500v-2h4v2M4 4.500l.7 9h6.600l.7-9M6.700 7v4M9.300 7v4',
  share:
    'M6.500 9.500a2.500 2.500 0 0 0 3.500 0l2.500-2.500A2.500 2.500 0 0 0 9 3.500l-.8.8M9.500 6.500a2.500 2.500 0 0 0-3.500 0L3.500 9A2.500 2.500 0 0 0 7 12.500l.8-.8',
  compare: 'M2 3h12v4H2zM2 9h12v4H2z',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300 14 14',
  keys: 'M1.500 4h13v8h-13zM4 6.500h0M6.700 6.500h0M9.300 6.500h0M12 6.500h0M5 9.500h6',
  note: 'M3 2.500h10v8l-3 3H3zM10 13.500v-3h3M5.500 5.500h5M5.500 8h5',
  error: 'M5.300 1.800h5.400l3.500 3.500v5.400l-3.500 3.500H5.300l-3.500-3.500V5.300zM8 5v3.500M8 11h0',
  warning: 'M8 2 1.500 13.500h13zM8 6.500v3.200M8 11.700h0',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.500V11M8 5.200h0',
  ok: 'm3 8.500 3.300 3.300L13 5',
  gaps: 'M2 5v6M5 5v6M11 5v6M14 5v6M7 8h2',
  missing: 'M2.500 3.500h11v9h-11zM2.500 12.500l11-9',
  dropped: 'M8 2v8M5 7.500 8 10.500l3-3M3 13.500h10',
  clipped: 'M2 4.500h12M2 11.500h12M3 11.500l2.500-7h2l2.500 7h1l2-7',
  silent: 'M2.500 6v4H5l3.500 3V3L5 6zM11 6.500l3 3M14 6.500l-3 3',
  'no-sidecar': 'M4 2h5l3 3v9H4zM6 9.500h4',
  problems: 'M8 2 1.500 13.500h13zM8 6.500v3.200M8 11.700h0',
  lock: 'M3.500 7.500h9v6h-9zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500',
  live: 'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4.500 11.500a5 5 0 0 1 0-7M11.500 4.500a5 5 0 0 1 0 7',
  close: 'm4 4 8 8M12 4l-8 8',
  list: 'M2 4h2M6 4h8M2 8h2M6 8h8M2 12h2M6 12h8',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  folder: 'M2 4h4.500l1.500 2h6v7H2z',
  export: 'M8 10V2.500M5 5.500l3-3 3 3M3 9.500v4h10v-4',
  copy: 'M5.500 5.500h8v8h-8zM3.500 10.500h-1v-8h8v1',
  finding: 'M4 14V2.500h8L10 5.500l2 3H4',
  filter: 'M2 3.500h12L9.500 8.500v4.500l-3-1.500v-3z',
  reload: 'M13 8a5 5 0 1 1-1.500-3.500M13 2.500v3h-3',
  drop: 'M8 2v7M5 6.500 8 9.500l3-3M2.500 10.500v3h11v-3',
  heard: 'M2.500 6v4H5l3.500 3V3L5 6zM11 5.500a4 4 0 0 1 0 5',
} as const;

export type IconName = keyof typeof PATHS;

const FILLED: readonly IconName[] = ['play', 'pinned'];

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`vr-icon${FILLED.includes(name) ? ' vr-icon-filled' : ''}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

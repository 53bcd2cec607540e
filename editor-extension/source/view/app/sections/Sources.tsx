import type { SidecarSource } from '../../../shared/analysis';
import { laneOfSource } from '../../state/lanes';
import type { Session } from '../../state/session';
import { playFrom } from '../commands';
import { useFormat, useTexts } from '../context';
import { Table } from './Table';

export function Sources({ session }: { session: Session }) {
  const texts = useTexts();
  const format = useFormat();
  const ready = session.ready.value;
  if (!ready) return null;
  const words = texts.sources;
  const sources = ready.detail.sidecar?.sources ?? [];
  if (sources.length === 0) return <p class="vr-section vr-section-empty">{words.none}</p>;
  const nameOf = ({ kind, user, label }: SidecarSource): string =>
    [words.kinds[kind], user, label].filter(Boolean).join(' · ');
  const gaps = (source: SidecarSource) => {
    const all = source.gaps;
    const first = all[0];
    if (!first) return words.noGaps;
    const seconds = all.reduce((sum, gap) => sum + gap.seconds, 0);
    return (
      <button
        type="button"
        class="vr-jump"
        title={words.firstGap(nameOf(source))}
        onClick={() => {
          const lane = laneOfSource(ready.detail.lanes, source.id);
          if (lane >= 0) ready.view.focusedLane.value = lane;
          playFrom(session, first.startSeconds - 1);
        }}
      >
        {words.gapsOf(all.length, format.duration(seconds))}
      </button>
    );
  };
  const cell = (source: SidecarSource, column: string) => {
    switch (column) {
      case 'name':
        return nameOf(source);
      case 'format':
        if (source.sampleRate === 0) return words.never;
        return `${format.hertz(source.sampleRate)} · ${texts.metadata.channelCounts[source.channels] ?? String(source.channels)}`;
      case 'peak':
        return format.decibel(source.peakDbfs, 'dBFS');
      case 'rms':
        return format.decibel(source.rmsDbfs, 'dBFS');
      case 'loudness':
        return typeof source.loudnessLufs === 'number' ? format.decibel(source.loudnessLufs, 'LUFS') : '–';
      case 'gaps':
        return gaps(source);
      case 'drift':
        return source.driftPpm === null ? '–' : words.ppm(format.number(source.driftPpm, 1));
      default: {
        const count =
          { blocks: source.blocksTaken, dropped: source.blocksDropped, late: source.blocksLate }[column] ?? 0;
        const bad = count > 0 && column !== 'blocks';
        return <span class={bad ? 'vr-bad' : undefined}>{format.number(count, 0)}</span>;
      }
    }
  };
  const numeric = ['peak', 'rms', 'loudness', 'blocks', 'dropped', 'late', 'drift'] as const;
  return (
    <div class="vr-section">
      <Table
        caption={words.caption}
        columns={[
          { key: 'name', label: words.name },
          { key: 'format', label: words.format },
          { key: 'gaps', label: words.gaps },
          ...numeric.map((key) => ({ key, label: words[key], numeric: true })),
        ]}
        rows={sources}
        keyOf={({ id }) => String(id)}
        cell={cell}
      />
    </div>
  );
}

import { useId, useMemo, useState } from 'preact/hooks';
import { filterMarkers, markerRows } from '../../state/markers';
import type { MarkerRow } from '../../state/markers';
import type { NoteSaver } from '../../state/noteSaver';
import { withoutTimedNote } from '../../state/notes';
import { keyOf } from '../../state/keys';
import type { Session } from '../../state/session';
import { LEAD_SECONDS } from '../../state/findings';
import { playFrom } from '../commands';
import { useFormat, useTexts, useViewer } from '../context';
import { Button } from '../controls';
import { Icon } from '../Icon';
import { Table } from './Table';

const FILTER_FROM = 12;

interface CellProps {
  row: MarkerRow;
  column: string;
  saver: NoteSaver | null;
  onPlay: (row: MarkerRow) => void;
}

function MarkerCell({ row, column, saver, onPlay }: CellProps) {
  const words = useTexts().markers;
  const format = useFormat();
  if (column === 'label') return <>{row.label}</>;
  if (column === 'source') return <>{row.source}</>;
  if (column === 'data') return <span class="vr-data">{row.data}</span>;
  if (column === 'time') {
    return (
      <button
        type="button"
        class="vr-jump"
        aria-label={words.jump(row.label, format.clock(row.seconds))}
        onClick={() => {
          onPlay(row);
        }}
      >
        <Icon name="play" />
        {format.clock(row.seconds)}
      </button>
    );
  }
  const { note } = row;
  if (!note || !saver) return <>{words[row.from]}</>;
  return (
    <span class="vr-cell-line">
      {words.person}
      <Button
        label={words.removeNote(row.label)}
        icon="close"
        iconOnly
        kind="quiet"
        onClick={() => {
          saver.change(withoutTimedNote(saver.text.peek(), note));
        }}
      />
    </span>
  );
}

export function Markers({ session }: { session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const id = useId();
  const [search, setSearch] = useState('');
  const ready = session.ready.value;
  const notes = ready?.view.notes.value ?? [];
  const rows = useMemo(
    () => markerRows(ready?.detail.sidecar?.markers ?? [], notes, texts),
    [ready?.detail, notes, texts],
  );
  if (!ready) return null;
  const words = texts.markers;
  const saver = session.note.value;
  const shown = filterMarkers(rows, search);
  const play = (row: MarkerRow): void => {
    playFrom(session, row.seconds - LEAD_SECONDS);
  };
  const cell = (row: MarkerRow, column: string) => <MarkerCell row={row} column={column} saver={saver} onPlay={play} />;
  return (
    <div class="vr-section">
      <div class="vr-section-tools">
        {rows.length >= FILTER_FROM ? (
          <span class="vr-field">
            <label class="vr-field-label" for={id}>
              {words.filter}
            </label>
            <input
              id={id}
              type="search"
              class="vr-input"
              value={search}
              onInput={(event) => {
                setSearch(event.currentTarget.value);
              }}
            />
          </span>
        ) : null}
        {saver ? (
          <Button
            label={texts.note.noteAt}
            icon="note"
            keyName={keyOf('note')}
            onClick={() => {
              viewer.noteAt.value = ready.view.position.peek();
            }}
          />
        ) : null}
      </div>
      {rows.length === 0 ? (
        <p class="vr-section-empty">{words.none}</p>
      ) : (
        <Table
          caption={words.caption}
          columns={[
            { key: 'time', label: words.time },
            { key: 'label', label: words.label },
            { key: 'source', label: words.source },
            { key: 'data', label: words.data },
            { key: 'from', label: words.from },
          ]}
          rows={shown}
          keyOf={({ key }) => key}
          cell={cell}
          onRow={play}
        />
      )}
    </div>
  );
}

import type { Comparison } from '../../state/comparison';
import { differences, metadataRows } from '../../state/metadata';
import type { Session } from '../../state/session';
import { useFormat, useTexts } from '../context';
import { Table } from '../sections/Table';

/** The details that are not the same in both. */
export function Differences({ comparison }: { comparison: Comparison }) {
  const texts = useTexts();
  const format = useFormat();
  const rowsOf = (session: Session) => {
    const ready = session.ready.value;
    return ready ? metadataRows(ready.detail, session.loudness.value, { texts, format }) : [];
  };
  const words = texts.compare;
  const rows = differences(rowsOf(comparison.a), rowsOf(comparison.b));
  return (
    <section class="vr-differences" aria-label={words.differs} tabIndex={0} data-own-keys="vertical">
      <h3>{words.differs}</h3>
      {rows.length === 0 ? (
        <p class="vr-section-empty">{words.same}</p>
      ) : (
        <Table
          caption={words.differs}
          columns={[
            { key: 'label', label: texts.metadata.item },
            { key: 'first', label: words.first },
            { key: 'second', label: words.second },
          ]}
          rows={rows}
          keyOf={({ key }) => key}
          cell={(row, column) => (column === 'label' ? row.label : column === 'first' ? row.first : row.second)}
        />
      )}
    </section>
  );
}

import type { CaptureDetail } from '../../../shared/captures';
import { metadataRows, metadataText } from '../../state/metadata';
import type { MetadataGroup, MetadataRow } from '../../state/metadata';
import type { Session } from '../../state/session';
import { useFormat, useTexts, useViewer } from '../context';
import { Button } from '../controls';

const GROUPS: readonly MetadataGroup[] = ['capture', 'audio', 'recorder', 'about'];

export function MetadataTable({ rows, group }: { rows: readonly MetadataRow[]; group: MetadataGroup }) {
  const texts = useTexts();
  const own = rows.filter((row) => row.group === group);
  if (own.length === 0) return null;
  return (
    <table class="vr-table vr-table-facts">
      <caption>{texts.metadata.groups[group]}</caption>
      <thead class="vr-hidden">
        <tr>
          <th scope="col">{texts.metadata.item}</th>
          <th scope="col">{texts.metadata.value}</th>
        </tr>
      </thead>
      <tbody>
        {own.map(({ key, label, value }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Metadata({ session }: { session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const format = useFormat();
  const detail: CaptureDetail | undefined = session.ready.value?.detail;
  if (!detail) return null;
  const rows = metadataRows(detail, session.loudness.value, { texts, format });
  const copy = (): void => {
    const canLink = viewer.captures.peek()?.source.can.link ?? false;
    const link = canLink ? viewer.surface.address(viewer.link()) : '';
    const note = session.note.peek()?.text.peek() ?? detail.summary.note;
    void viewer.copy(
      metadataText(rows, texts, note, link),
      ({ metadata }) => metadata.copied,
      ({ metadata }) => metadata.copyFailed,
    );
  };
  return (
    <div class="vr-section">
      <div class="vr-section-tools">
        <Button label={texts.metadata.copy} icon="copy" onClick={copy} />
      </div>
      <div class="vr-fact-groups">
        {GROUPS.map((group) => (
          <MetadataTable key={group} rows={rows} group={group} />
        ))}
      </div>
    </div>
  );
}

import type { CaptureSummary } from '../../../shared/captures';
import { keyOf } from '../../state/keys';
import type { Session } from '../../state/session';
import { titleOf } from '../../state/title';
import { shareLink } from '../commands';
import { Badges } from '../Badges';
import { useFormat, useTexts, useViewer } from '../context';
import { Button } from '../controls';
import { Chips } from './Chips';

export function Header({ capture, session }: { capture: CaptureSummary; session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const format = useFormat();
  const can = viewer.captures.value?.source.can;
  const facts = [
    format.dateTime(capture.startedAtUnixMs),
    capture.durationSeconds === null ? '' : format.duration(capture.durationSeconds),
    capture.room === '' ? '' : texts.header.room(capture.room),
    capture.user === '' ? '' : texts.header.user(capture.user),
    texts.header.origins[capture.origin],
    capture.build,
  ].filter(Boolean);
  return (
    <header class="vr-header">
      <div class="vr-header-text">
        <div class="vr-header-line">
          <h2 class="vr-title">{titleOf(capture, texts)}</h2>
          <Chips session={session} />
        </div>
        <p class="vr-facts">
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <Badges capture={{ ...capture, badges: capture.badges.filter(({ kind }) => kind !== 'finding') }} />
      </div>
      <div class="vr-header-actions">
        {can?.write ? (
          <Button
            label={capture.pinned ? texts.header.pinned : texts.header.pin}
            hint={texts.list.pin}
            icon={capture.pinned ? 'pinned' : 'pin'}
            pressed={capture.pinned}
            keyName={keyOf('pin')}
            onClick={() => void viewer.setPinned(capture.id, !capture.pinned)}
          />
        ) : null}
        <Button
          label={texts.header.compare}
          icon="compare"
          keyName={keyOf('compare')}
          onClick={() => {
            viewer.comparePicker.value = true;
          }}
        />
        {can?.link ? (
          <Button
            label={texts.header.share}
            icon="share"
            keyName={keyOf('share')}
            onClick={() => {
              shareLink(viewer);
            }}
          />
        ) : null}
        {can?.write ? (
          <Button
            label={texts.header.remove}
            icon="remove"
            iconOnly
            kind="danger"
            keyName={keyOf('remove')}
            onClick={() => void viewer.remove(capture.id)}
          />
        ) : null}
      </div>
    </header>
  );
}

import type { CaptureSummary } from '../../../shared/captures';
import { titleOf } from '../../state/title';
import { useFormat, useTexts, useViewer } from '../context';
import { Badges } from '../Badges';
import { Button } from '../controls';
import { Icon } from '../Icon';

interface RowProps {
  capture: CaptureSummary;
  place: number;
  count: number;
  top: number;
  height: number;
  selected: boolean;
  /** Its buttons are on the way of the Tab key. */
  reachable: boolean;
}

export function CaptureRow({ capture, place, count, top, height, selected, reachable }: RowProps) {
  const viewer = useViewer();
  const texts = useTexts();
  const format = useFormat();
  const canWrite = viewer.captures.value?.source.can.write ?? false;
  const reason = titleOf(capture, texts);
  const time = format.time(capture.startedAtUnixMs);
  const tabIndex = reachable ? 0 : -1;
  const facts = [
    capture.durationSeconds === null ? '' : format.duration(capture.durationSeconds),
    format.bytes(capture.bytes),
    capture.room,
  ].filter(Boolean);
  return (
    <li
      class={`vr-item${selected ? ' vr-item-selected' : ''}`}
      style={{ top: `${top}px`, height: `${height}px` }}
      aria-posinset={place + 1}
      aria-setsize={count}
    >
      <button
        type="button"
        class="vr-item-open"
        tabIndex={tabIndex}
        aria-current={selected ? 'true' : undefined}
        data-capture={capture.id}
        onClick={() => {
          viewer.select(capture.id);
          viewer.listOver.value = false;
        }}
      >
        <span class="vr-item-line">
          <span class="vr-item-reason">{reason}</span>
          {capture.note.trim() === '' ? null : (
            <span class="vr-item-mark" title={capture.note}>
              <Icon name="note" />
              <span class="vr-hidden">{texts.badges.note}</span>
            </span>
          )}
          {capture.pinned ? (
            <span class="vr-item-mark" title={texts.header.pinned}>
              <Icon name="pinned" />
              <span class="vr-hidden">{texts.header.pinned}</span>
            </span>
          ) : null}
          <span class="vr-item-time">{time}</span>
        </span>
        <span class="vr-item-line vr-soft">
          <span class="vr-item-facts">{facts.join(' · ')}</span>
        </span>
        <span class="vr-item-line">
          <Badges capture={capture} most={2} />
        </span>
      </button>
      {canWrite ? (
        <span class="vr-item-actions">
          <Button
            label={`${capture.pinned ? texts.list.unpin : texts.header.pin}: ${texts.list.itemLabel(reason, time)}`}
            hint={capture.pinned ? texts.list.unpin : texts.list.pin}
            icon={capture.pinned ? 'pinned' : 'pin'}
            iconOnly
            kind="quiet"
            tabIndex={tabIndex}
            onClick={() => void viewer.setPinned(capture.id, !capture.pinned)}
          />
          <Button
            label={`${texts.list.remove}: ${texts.list.itemLabel(reason, time)}`}
            hint={texts.list.remove}
            icon="remove"
            iconOnly
            kind="quiet"
            tabIndex={tabIndex}
            onClick={() => void viewer.remove(capture.id)}
          />
        </span>
      ) : null}
    </li>
  );
}

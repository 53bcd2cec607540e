import type { CaptureSummary } from '../../../shared/captures';
import { titleOf } from '../../state/title';
import { useFormat, useTexts, useViewer } from '../context';
import { Dialog } from '../Dialog';

const MOST = 200;

function Choices({ captures }: { captures: readonly CaptureSummary[] }) {
  const viewer = useViewer();
  const texts = useTexts();
  const format = useFormat();
  if (captures.length === 0) return <p>{texts.compare.none}</p>;
  return (
    <ul class="vr-choices">
      {captures.slice(0, MOST).map((capture) => (
        <li key={capture.id}>
          <button
            type="button"
            class="vr-choice"
            onClick={() => {
              viewer.comparePicker.value = false;
              viewer.compareWith(capture.id);
            }}
          >
            <span>{titleOf(capture, texts)}</span>
            <span class="vr-soft">
              {format.dateTime(capture.startedAtUnixMs)}
              {capture.durationSeconds === null ? '' : ` · ${format.duration(capture.durationSeconds)}`}
              {capture.room === '' ? '' : ` · ${capture.room}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Which capture stands beside the open one: those of the same room come first. */
export function ComparePicker() {
  const viewer = useViewer();
  const texts = useTexts();
  const session = viewer.session.value;
  if (!viewer.comparePicker.value || !session) return null;
  const own = viewer.captures.value?.find(session.id);
  const others = (viewer.captures.value?.present.value ?? []).filter(({ id }) => id !== session.id);
  const sameRoom = (capture: CaptureSummary): number => (own?.room && capture.room === own.room ? 0 : 1);
  const sorted = [...others].sort((a, b) => sameRoom(a) - sameRoom(b));
  return (
    <Dialog
      title={texts.compare.choose}
      onClose={() => {
        viewer.comparePicker.value = false;
      }}
    >
      <p class="vr-soft">{texts.compare.chooseHint}</p>
      <Choices captures={sorted} />
    </Dialog>
  );
}

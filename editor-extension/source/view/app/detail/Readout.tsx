import { useComputed } from '@preact/signals';
import type { Session } from '../../state/session';
import { laneName } from '../../state/lanes';
import { useCalm } from '../calm';
import { useFormat, useTexts } from '../context';
import { Button } from '../controls';

/** Which lanes are heard alone, also where they are scrolled out of sight, and the way out of it. */
function Solo({ session }: { session: Session }) {
  const texts = useTexts();
  const ready = session.ready.value;
  if (!ready) return null;
  const { detail, view } = ready;
  const names = detail.lanes.filter((_, place) => view.lanes[place]?.solo.value).map((lane) => laneName(lane, texts));
  if (names.length === 0) return null;
  const all = names.join(', ');
  return (
    <Button
      label={texts.toolbar.solo(all)}
      hint={texts.toolbar.endSolo(all)}
      icon="close"
      pressed
      onClick={() => {
        for (const lane of view.lanes) lane.solo.value = false;
      }}
    />
  );
}

/**
 * Position, and what is selected or else visible, each on a line of a width that is kept: lanes shall not move when
 * either of them changes.
 */
export function Readout({ session }: { session: Session }) {
  const { toolbar } = useTexts();
  const format = useFormat();
  const view = session.ready.value?.view;
  const position = useCalm(
    () => session.ready.value?.view.position.value ?? 0,
    () => session.engine.value?.state.value.kind === 'playing',
  );
  // A text node of its own: it changes without the rest.
  const clock = useComputed(() => format.clock(position.value));
  const selection = view?.selection.value ?? null;
  const range = useCalm(
    () => session.ready.value?.view.selection.value ?? session.ready.value?.view.range.value,
    () => session.ready.value?.view.selection.value === null,
  ).value;
  if (!view || !range) return null;
  const digits = selection || range.to - range.from < 10 ? 3 : 1;
  return (
    <div class="vr-readout">
      <div class="vr-readout-lines">
        <span class="vr-position">
          <span class="vr-hidden">{toolbar.position}: </span>
          <span class="vr-clock">{clock}</span>
          <span class="vr-soft vr-clock"> / {format.clock(view.durationSeconds.value)}</span>
        </span>
        <span class="vr-readout-range">
          <span class="vr-soft">{selection ? toolbar.selection : toolbar.visible}</span>{' '}
          <span class="vr-clock">
            {format.clock(range.from, digits)} – {format.clock(range.to, digits)}
          </span>{' '}
          <span class="vr-soft">({format.duration(range.to - range.from)})</span>
        </span>
      </div>
      <div class="vr-readout-clear">
        {selection ? (
          <Button
            label={toolbar.clearSelection}
            icon="close"
            iconOnly
            kind="quiet"
            onClick={() => {
              view.selection.value = null;
            }}
          />
        ) : null}
      </div>
      <Solo session={session} />
    </div>
  );
}

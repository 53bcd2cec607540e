import { useComputed } from '@preact/signals';
import type { Session } from '../../state/session';
import { useFormat, useTexts } from '../context';
import { Button } from '../controls';

/** Position, what is selected and what is visible. The position is a text node of its own: it changes every frame. */
export function Readout({ session }: { session: Session }) {
  const { toolbar } = useTexts();
  const format = useFormat();
  const view = session.ready.value?.view;
  const position = useComputed(() => {
    const now = session.ready.value?.view;
    return now ? format.clock(now.position.value) : '';
  });
  if (!view) return null;
  const selection = view.selection.value;
  const range = view.range.value;
  const digits = range.to - range.from < 10 ? 3 : 1;
  return (
    <div class="vr-readout">
      <span class="vr-position">
        <span class="vr-hidden">{toolbar.position}: </span>
        <span class="vr-clock">{position}</span>
        <span class="vr-soft vr-clock"> / {format.clock(view.durationSeconds.value)}</span>
      </span>
      {selection ? (
        <span class="vr-readout-range">
          <span class="vr-soft">{toolbar.selection}</span>{' '}
          <span class="vr-clock">
            {format.clock(selection.from)} – {format.clock(selection.to)}
          </span>{' '}
          <span class="vr-soft">({format.duration(selection.to - selection.from)})</span>
          <Button
            label={toolbar.clearSelection}
            icon="close"
            iconOnly
            kind="quiet"
            onClick={() => {
              view.selection.value = null;
            }}
          />
        </span>
      ) : (
        <span class="vr-readout-range vr-readout-visible">
          <span class="vr-soft">{toolbar.visible}</span>{' '}
          <span class="vr-clock">
            {format.clock(range.from, digits)} – {format.clock(range.to, digits)}
          </span>{' '}
          <span class="vr-soft">({format.duration(range.to - range.from)})</span>
        </span>
      )}
    </div>
  );
}

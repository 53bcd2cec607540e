import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Session } from '../../state/session';
import { keyOf } from '../../state/keys';
import { useTexts } from '../context';
import { Button } from '../controls';
import { Icon } from '../Icon';

const MAX_NOTE_CHARACTERS = 20_000;

const MAX_HEIGHT_PX = 160;

/** One line until there is more to show; lines break anew when the width changes. */
function useGrowing(text: string) {
  const element = useRef<HTMLTextAreaElement>(null);
  const grow = (area: HTMLTextAreaElement): void => {
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, MAX_HEIGHT_PX)}px`;
  };
  useLayoutEffect(() => {
    if (element.current) grow(element.current);
  }, [text]);
  useLayoutEffect(() => {
    const area = element.current;
    if (!area) return undefined;
    let width = area.clientWidth;
    const observer = new ResizeObserver(() => {
      if (area.clientWidth === width) return;
      width = area.clientWidth;
      grow(area);
    });
    observer.observe(area);
    return () => {
      observer.disconnect();
    };
  }, []);
  return element;
}

export function NoteEditor({ session }: { session: Session }) {
  const texts = useTexts();
  const id = useId();
  const note = session.note.value;
  const readOnly = session.ready.value?.detail.summary.note ?? '';
  const text = note?.text.value ?? readOnly;
  const element = useGrowing(text);
  if (!note && readOnly === '') return null;
  const state = note?.state.value ?? 'saved';
  const untouched = note !== null && state === 'saved' && text === '';
  return (
    <div class={`vr-note vr-note-${state}`}>
      <label class="vr-note-label" for={id}>
        <Icon name="note" />
        {texts.note.label}
      </label>
      <textarea
        id={id}
        ref={element}
        class="vr-input vr-note-text"
        rows={1}
        maxLength={MAX_NOTE_CHARACTERS}
        readOnly={!note}
        placeholder={texts.note.placeholder}
        aria-describedby={`${id}-state`}
        value={text}
        onInput={(event) => {
          note?.change(event.currentTarget.value);
        }}
        onBlur={() => void note?.flush()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <span id={`${id}-state`} class="vr-note-state" role="status">
        {note ? (untouched ? texts.note.hint(keyOf('note')) : texts.note.states[state]) : texts.note.readOnly}
        {note?.restored && state !== 'saved' ? ` ${texts.note.restored}` : ''}
      </span>
      {state === 'failed' ? <Button label={texts.retry} icon="reload" onClick={() => void note?.flush()} /> : null}
    </div>
  );
}

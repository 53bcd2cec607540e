import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { lacksToken } from '../../data/lacksToken';
import { failureText } from '../../state/captures';
import { isPassing } from '../../state/noteSaver';
import type { NoteSaver } from '../../state/noteSaver';
import type { Session } from '../../state/session';
import { keyOf } from '../../state/keys';
import { useTexts, useViewer } from '../context';
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

/** Two texts, one of which goes; nothing is lost before somebody has chosen. */
function Choices({ note }: { note: NoteSaver }) {
  const words = useTexts().note;
  const unsaved = note.unsaved.value;
  const theirs = note.theirs.value;
  return (
    <>
      {theirs === null ? null : (
        <div class="vr-note-choice" role="alert">
          <span>{theirs === '' ? words.elsewhereRemoved : words.elsewhere(theirs)}</span>
          <Button label={words.saveMine} onClick={() => void note.saveMine()} />
          <Button
            label={words.takeTheirs}
            onClick={() => {
              note.takeTheirs();
            }}
          />
        </div>
      )}
      {unsaved === null ? null : (
        <div class="vr-note-choice" role="status">
          <span>{words.unsaved(unsaved)}</span>
          <Button
            label={words.useUnsaved}
            onClick={() => {
              note.useUnsaved();
            }}
          />
          <Button
            label={words.discardUnsaved}
            onClick={() => {
              note.discardUnsaved();
            }}
          />
        </div>
      )}
    </>
  );
}

function Failure({ note }: { note: NoteSaver }) {
  const texts = useTexts();
  const error = note.error.value;
  if (note.state.value !== 'failed' || error === null) return null;
  return (
    <>
      {` ${failureText(error, texts)}`}
      {isPassing(error) ? ` ${texts.note.again}` : ''}
    </>
  );
}

export function NoteEditor({ session }: { session: Session }) {
  const texts = useTexts();
  const viewer = useViewer();
  const id = useId();
  const note = session.note.value;
  const readOnly = session.ready.value?.detail.summary.note ?? '';
  const text = note?.text.value ?? readOnly;
  const element = useGrowing(text);
  const source = viewer.captures.value?.source;
  const whyNot = source && lacksToken(source) ? texts.note.noToken.replaceAll('`', '') : texts.note.readOnly;
  if (!note && readOnly === '') {
    return source && lacksToken(source) ? <p class="vr-note vr-note-state">{whyNot}</p> : null;
  }
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
        {note ? (untouched ? texts.note.hint(keyOf('note')) : texts.note.states[state]) : whyNot}
        {note ? <Failure note={note} /> : null}
        {note?.restored && state !== 'saved' ? ` ${texts.note.restored}` : ''}
      </span>
      {state === 'failed' ? <Button label={texts.retry} icon="reload" onClick={() => void note?.flush()} /> : null}
      {note ? <Choices note={note} /> : null}
    </div>
  );
}

import { useId, useState } from 'preact/hooks';
import { withTimedNote } from '../state/notes';
import { heardSession } from './commands';
import { useFormat, useTexts, useViewer } from './context';
import { Button } from './controls';
import { Dialog } from './Dialog';

function Form({ seconds }: { seconds: number }) {
  const viewer = useViewer();
  const texts = useTexts();
  const format = useFormat();
  const id = useId();
  const [text, setText] = useState('');
  const close = (): void => {
    viewer.noteAt.value = null;
  };
  const add = (): void => {
    const saver = heardSession(viewer)?.note.peek();
    if (saver && text.trim() !== '') {
      saver.change(withTimedNote(saver.text.peek(), { seconds, text: text.trim() }));
      void saver.flush();
    }
    close();
  };
  return (
    <Dialog title={texts.note.atTitle(format.clock(seconds))} onClose={close}>
      <form
        class="vr-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <label class="vr-hidden" for={id}>
          {texts.note.label}
        </label>
        <input
          id={id}
          class="vr-input"
          type="text"
          maxLength={2000}
          autofocus
          placeholder={texts.note.placeholder}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <div class="vr-section-tools">
          <Button label={texts.note.add} kind="primary" disabled={text.trim() === ''} onClick={add} />
          <Button label={texts.cancel} onClick={close} />
        </div>
      </form>
    </Dialog>
  );
}

/** A note at the moment at which the key was pressed. */
export function NoteDialog() {
  const seconds = useViewer().noteAt.value;
  return seconds === null ? null : <Form seconds={seconds} />;
}

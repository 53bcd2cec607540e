import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useTexts } from './context';
import { Button } from './controls';

interface DialogProps {
  title: string;
  wide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus in it, closes it with Escape and gives the focus back. */
export function Dialog({ title, wide = false, onClose, children }: DialogProps) {
  const texts = useTexts();
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={`vr-dialog${wide ? ' vr-dialog-wide' : ''}`}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) element.current?.close();
      }}
    >
      <div class="vr-dialog-body">
        <header class="vr-dialog-head">
          <h2 id={id} class="vr-title">
            {title}
          </h2>
          <Button label={texts.close} icon="close" iconOnly kind="quiet" onClick={() => element.current?.close()} />
        </header>
        {children}
      </div>
    </dialog>
  );
}

import type { Toast } from '../state/toasts';
import { useTexts, useViewer } from './context';
import { Button } from './controls';
import { Icon } from './Icon';
import { useSecondsLeft } from './states/ConnectionBanner';

function OneToast({ toast }: { toast: Toast }) {
  const viewer = useViewer();
  const texts = useTexts();
  const seconds = useSecondsLeft(toast.action ? toast.endsAtMs : null);
  const close = (): void => {
    viewer.toasts.close(toast.id);
  };
  return (
    <li class={`vr-toast vr-toast-${toast.kind}`}>
      <Icon name={toast.kind === 'error' ? 'error' : 'ok'} />
      <span class="vr-toast-text">{toast.text}</span>
      {toast.action ? (
        <>
          <span class="vr-soft vr-clock" aria-hidden="true">
            {texts.removed.left(seconds)}
          </span>
          <Button
            label={toast.action.label}
            kind="primary"
            onClick={() => {
              close();
              toast.action?.run();
            }}
          />
        </>
      ) : null}
      <Button label={texts.close} icon="close" iconOnly kind="quiet" onClick={close} />
    </li>
  );
}

/** The region stands in the page from the start, so that screen readers read what comes into it. */
export function ToastList() {
  const viewer = useViewer();
  return (
    <div role="status" aria-live="polite">
      <ul class="vr-toasts">
        {viewer.toasts.list.value.map((toast) => (
          <OneToast key={toast.id} toast={toast} />
        ))}
      </ul>
    </div>
  );
}

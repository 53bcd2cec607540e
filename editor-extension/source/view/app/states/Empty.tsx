import type { CaptureErrorBody } from '../../../shared/captures';
import type { Captures } from '../../state/captures';
import { useTexts } from '../context';
import { Button } from '../controls';
import { Icon } from '../Icon';
import { ErrorText } from './Failed';
import { FilePickers } from './OpenFiles';

/** Nothing is listed: press the key in the game, or drop files. */
export function Empty({ captures }: { captures: Captures | null }) {
  const texts = useTexts();
  const states = texts.states;
  const folder = captures?.folder.value ?? '';
  return (
    <div class="vr-center">
      <div class="vr-card">
        {captures ? (
          <>
            <h2 class="vr-title">{states.emptyTitle}</h2>
            <p class="vr-big">{states.emptyKey}</p>
            <p class="vr-soft">{states.emptyNext}</p>
            {folder === '' ? null : (
              <p>
                <span class="vr-soft">{states.emptyFolder}: </span>
                <code>{folder}</code>
              </p>
            )}
          </>
        ) : null}
        <div class="vr-drop">
          <Icon name="drop" />
          <h3>{states.dropTitle}</h3>
          <p class="vr-soft">{states.dropText}</p>
          <div class="vr-section-tools">
            <FilePickers />
          </div>
        </div>
      </div>
    </div>
  );
}

export function Loading({ text }: { text: string }) {
  return (
    <div class="vr-center">
      <p class="vr-loading" role="status">
        <span class="vr-spinner" aria-hidden="true" />
        {text}
      </p>
    </div>
  );
}

/** The list itself could not be had. */
export function ListFailed({ captures, error }: { captures: Captures; error: CaptureErrorBody }) {
  const texts = useTexts();
  const refused = error.code === 'no-token';
  return (
    <div class="vr-center">
      <div class="vr-card" role="alert">
        <h2 class="vr-title">
          <Icon name={refused ? 'lock' : 'error'} />
          {refused ? texts.states.refusedTitle : texts.states.listFailed}
        </h2>
        <ErrorText error={error} />
        <div class="vr-section-tools">
          <Button label={texts.retry} icon="reload" kind="primary" onClick={() => void captures.refresh()} />
        </div>
        <div class="vr-drop">
          <Icon name="drop" />
          <h3>{texts.states.dropTitle}</h3>
          <p class="vr-soft">{texts.states.dropText}</p>
          <div class="vr-section-tools">
            <FilePickers />
          </div>
        </div>
      </div>
    </div>
  );
}

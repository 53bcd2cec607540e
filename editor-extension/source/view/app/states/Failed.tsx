import type { ComponentChildren } from 'preact';
import type { CaptureErrorBody, CaptureSummary } from '../../../shared/captures';
import type { Session } from '../../state/session';
import { useFormat, useTexts, useViewer } from '../context';
import { Button, Text } from '../controls';
import { Icon } from '../Icon';

/** What failed in the page's language, then the words of whoever failed, which are English. */
export function ErrorText({ error, children }: { error: CaptureErrorBody; children?: ComponentChildren }) {
  const texts = useTexts();
  const { what, next } = texts.errors[error.code];
  return (
    <>
      <p class="vr-message">{what}</p>
      {children ?? (
        <p>
          <Text>{next}</Text>
        </p>
      )}
      <p class="vr-soft vr-error-detail">{texts.errorDetail(error.message)}</p>
    </>
  );
}

function Known({ capture }: { capture: CaptureSummary }) {
  const texts = useTexts();
  const format = useFormat();
  const { rows } = texts.metadata;
  const facts: (readonly [string, string])[] = [
    [rows.file, capture.file],
    [rows.startedAt, format.dateTime(capture.startedAtUnixMs)],
    [rows.duration, capture.durationSeconds === null ? '' : format.duration(capture.durationSeconds)],
    [rows.size, format.bytes(capture.bytes)],
    [rows.room, capture.room],
    [rows.user, capture.user],
  ];
  return (
    <table class="vr-table vr-table-facts">
      <caption>{texts.states.knownTitle}</caption>
      <tbody>
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** What makes an encrypted capture readable, to be copied. */
function KeyCommand({ capture }: { capture: CaptureSummary }) {
  const viewer = useViewer();
  const texts = useTexts();
  const folder = viewer.captures.value?.folder.value ?? '';
  const dropped = viewer.captures.value?.source !== viewer.ownSource;
  const quoted = (path: string): string =>
    /^[\w./:@-]+$/.test(path) ? path : `"${path.replace(/(["\\$`])/g, '\\$1')}"`;
  const command =
    dropped || folder === ''
      ? `npm run open -- ${quoted(capture.file)} --key-file KEY`
      : `voice-recorder serve ${quoted(folder)} --key-file KEY`;
  return (
    <>
      <p>{dropped ? texts.states.encryptedDropped : texts.states.encryptedNext}</p>
      <p class="vr-command">
        <code>{command}</code>
        <Button
          label={texts.states.copyCommand}
          icon="copy"
          onClick={() =>
            void viewer.copy(
              command,
              ({ states }) => states.commandCopied,
              ({ metadata }) => metadata.copyFailed,
            )
          }
        />
      </p>
    </>
  );
}

/** A capture that cannot be opened: what is known of it, what failed, what to do. */
export function Failed({ session, error }: { session: Session; error: CaptureErrorBody }) {
  const viewer = useViewer();
  const texts = useTexts();
  const capture = viewer.captures.value?.find(session.id) ?? null;
  const keyNeeded = error.code === 'key-needed' && capture !== null;
  return (
    <div class="vr-center">
      <div class="vr-card" role="alert">
        <h2 class="vr-title">
          <Icon name={keyNeeded ? 'lock' : 'error'} />
          {keyNeeded ? texts.states.encryptedTitle : texts.states.failedTitle}
        </h2>
        <ErrorText error={error}>{keyNeeded ? <KeyCommand capture={capture} /> : undefined}</ErrorText>
        <div class="vr-section-tools">
          <Button label={texts.retry} icon="reload" kind="primary" onClick={() => void session.opened.read()} />
          <Button
            label={texts.states.goneNext}
            onClick={() => {
              viewer.selectNeighbour(1);
            }}
          />
        </div>
        {capture ? <Known capture={capture} /> : null}
      </div>
    </div>
  );
}

import { nothingChecked } from '../../../shared/diagnosis';
import type { Finding } from '../../engine';
import { failureText } from '../../state/captures';
import { findingsByKind, nextOfKind } from '../../state/findings';
import type { Session } from '../../state/session';
import { playFinding } from '../commands';
import { useTexts, useViewer } from '../context';
import { Icon } from '../Icon';
import type { IconName } from '../Icon';

/** What was found, by fault: each plays its next place. What could not be checked is told, and never fine. */
export function Chips({ session }: { session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const ready = session.ready.value;
  const state = session.diagnosing.state.value;
  if (!ready) return null;
  const words = texts.findings;
  const { view } = ready;
  const told = (icon: IconName, text: string, hint?: string) => (
    <span class="vr-badge" title={hint}>
      <Icon name={icon} />
      {text}
    </span>
  );
  const checks = state.kind === 'ready' ? state.diagnosis.checks : [];
  const unchecked = checks.filter((check) => check.state === 'not-checkable').length;
  return (
    <span class="vr-badges" role="group" aria-label={words.diagnosis}>
      {state.kind === 'running' ? told('reload', words.running(Math.floor(state.done * 100))) : null}
      {state.kind === 'absent' ? told('info', words.absent, failureText(state.error, texts)) : null}
      {state.kind === 'ready' && state.diagnosis.findings.length === 0 && !nothingChecked(state.diagnosis)
        ? told(unchecked === 0 ? 'ok' : 'info', words.checked(checks.length - unchecked))
        : null}
      {findingsByKind(view.findings.value).map((found: readonly [Finding, ...Finding[]]) => {
        const [{ kind, severity, label }] = found;
        return (
          <button
            key={kind}
            type="button"
            class={`vr-badge vr-chip vr-tone-${severity}`}
            title={words.playNext}
            onClick={() => {
              playFinding(session, nextOfKind(found, view.position.peek()));
            }}
          >
            <Icon name={severity} />
            {texts.badges.finding(label, found.length)}
          </button>
        );
      })}
      {unchecked > 0 ? (
        <button
          type="button"
          class="vr-badge vr-chip vr-tone-info"
          onClick={() => {
            viewer.showSection('findings');
          }}
        >
          <Icon name="info" />
          {words.unchecked(unchecked)}
        </button>
      ) : null}
    </span>
  );
}

import type { Diagnosis } from '../../../shared/analysis';
import { causesOf, faultName, uncheckedOf } from '../../../shared/diagnosis';
import { laneName } from '../../state/lanes';
import type { Session } from '../../state/session';
import { useTexts, useViewer } from '../context';

/** What may be behind each fault, and what could not be checked. */
export function Causes({ session, diagnosis }: { session: Session; diagnosis: Diagnosis }) {
  const texts = useTexts();
  const language = useViewer().settings.language.value;
  const lanes = session.ready.value?.detail.lanes ?? [];
  const words = texts.findings;
  const laneText = (place: number | null): string => {
    const lane = place === null ? undefined : lanes[place];
    return lane ? laneName(lane, texts) : words.allLanes;
  };
  const unchecked = uncheckedOf(diagnosis, language);
  return (
    <>
      {[...new Set(diagnosis.findings.map(({ id }) => id))].map((id) => {
        const causes = causesOf(diagnosis, id);
        return causes.length === 0 ? null : (
          <section key={id}>
            <h3>{words.causes(faultName(diagnosis, id)[language])}</h3>
            <ul>
              {causes.map((cause) => (
                <li key={cause.en}>{cause[language]}</li>
              ))}
            </ul>
          </section>
        );
      })}
      {unchecked.length === 0 ? null : (
        <section>
          <h3>{words.uncheckedTitle}</h3>
          <ul>
            {unchecked.map(({ reason, checks }) => (
              <li key={reason}>
                {checks.map(({ id, lanes }) => (
                  <span key={id} class="vr-unchecked">
                    {faultName(diagnosis, id)[language]} ({lanes.map(laneText).join(', ')})
                  </span>
                ))}
                {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

import type { EngineError } from '../../engine';
import type { Session } from '../../state/session';
import { failureText } from '../../state/captures';
import { useTexts, useViewer } from '../context';
import { Button } from '../controls';
import { Banner } from './Banner';

/** One of each kind: five lanes whose audio cannot be read are one failure. */
function firstOfEach(errors: readonly EngineError[]): EngineError[] {
  return errors.filter((error, place) => errors.findIndex(({ what }) => what === error.what) === place);
}

function EngineErrors({ session }: { session: Session }) {
  const texts = useTexts();
  const engine = session.engine.value;
  const errors = firstOfEach(engine?.errors.value ?? []).filter(({ code }) => code !== 'cancelled');
  const isAac = session.ready.value?.detail.summary.format === 'aac';
  return (
    <>
      {errors.map(({ what, code, message }) =>
        what === 'decode' && isAac ? (
          <Banner key={what} tone="warning" title={texts.states.noDecoderTitle} text={texts.states.noDecoderText} />
        ) : (
          <Banner
            key={what}
            tone={code === 'lost' ? 'warning' : 'error'}
            title={texts.states.engineErrors[what]}
            text={failureText({ code, message }, texts)}
          >
            <Button
              label={texts.retry}
              icon="reload"
              onClick={() => {
                engine?.retry();
              }}
            />
          </Banner>
        ),
      )}
    </>
  );
}

/** What is to be known of an open capture before its lanes are looked at. */
export function CaptureBanners({ session }: { session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const ready = session.ready.value;
  if (!ready) return null;
  const { detail } = ready;
  const states = texts.states;
  const { gone, stale } = session.opened;
  const live = detail.summary.live;
  const stillLive = viewer.captures.value?.find(session.id)?.live ?? false;
  const reread = <Button label={states.liveReload} icon="reload" onClick={() => void session.opened.read()} />;
  return (
    <>
      {gone.value ? (
        <Banner tone="warning" title={states.goneTitle} text={states.goneText}>
          <Button
            label={states.goneNext}
            onClick={() => {
              viewer.selectNeighbour(1);
            }}
          />
        </Banner>
      ) : null}
      {!gone.value && live ? (
        <Banner
          tone="info"
          icon="live"
          title={stillLive ? states.liveTitle : states.liveDone}
          text={stillLive ? states.liveText : ''}
        >
          {reread}
        </Banner>
      ) : null}
      {!gone.value && !live && stale.value ? (
        <Banner tone="info" title={states.changed}>
          {reread}
        </Banner>
      ) : null}
      {detail.unfinished && !live ? (
        <Banner tone="warning" title={states.unfinished} text={states.unfinishedText} />
      ) : null}
      {detail.problems.length > 0 ? (
        <Banner tone="warning" title={states.problemsTitle} text={detail.problems.slice(0, 3).join(' · ')} />
      ) : null}
      <EngineErrors session={session} />
    </>
  );
}

import type { EngineError } from '../../engine';
import type { Session } from '../../state/session';
import { failureText } from '../../state/captures';
import { useTexts, useViewer } from '../context';
import { Button } from '../controls';
import { Banner } from './Banner';

interface CaptureBannersProps {
  session: Session;
  /** What the capture is called where two are compared. */
  which?: string | undefined;
}

/** One of each kind: five lanes whose audio cannot be read are one failure. */
function firstOfEach(errors: readonly EngineError[]): EngineError[] {
  return errors.filter((error, place) => errors.findIndex(({ what }) => what === error.what) === place);
}

function EngineErrors({ session, which }: CaptureBannersProps) {
  const texts = useTexts();
  const engine = session.engine.value;
  const errors = firstOfEach(engine?.errors.value ?? []).filter(({ code }) => code !== 'cancelled');
  const isAac = session.ready.value?.detail.summary.format === 'aac';
  return (
    <>
      {errors.map(({ what, code, message }) =>
        what === 'decode' && isAac ? (
          <Banner
            key={what}
            tone="warning"
            which={which}
            title={texts.states.noDecoderTitle}
            text={texts.states.noDecoderText}
          />
        ) : (
          <Banner
            key={what}
            tone={code === 'lost' ? 'warning' : 'error'}
            which={which}
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

function RereadError({ session, which }: CaptureBannersProps) {
  const texts = useTexts();
  const error = session.opened.rereadError.value;
  if (!error) return null;
  return (
    <Banner tone="error" which={which} title={texts.states.rereadFailed} text={failureText(error, texts)}>
      <Button label={texts.retry} icon="reload" onClick={() => void session.opened.read()} />
    </Banner>
  );
}

/** What is to be known of an open capture before its lanes are looked at. */
export function CaptureBanners({ session, which }: CaptureBannersProps) {
  const viewer = useViewer();
  const texts = useTexts();
  const ready = session.ready.value;
  if (!ready) return null;
  const { detail } = ready;
  const states = texts.states;
  const { gone, stale } = session.opened;
  const beside = viewer.comparison.value?.b === session;
  const live = detail.summary.live;
  const stillLive = viewer.captures.value?.find(session.id)?.live ?? false;
  const reread = <Button label={states.liveReload} icon="reload" onClick={() => void session.opened.read()} />;
  return (
    <>
      {gone.value ? (
        <Banner tone="warning" which={which} title={states.goneTitle} text={states.goneText}>
          {beside ? (
            <Button
              label={texts.compare.end}
              onClick={() => {
                viewer.endComparison();
              }}
            />
          ) : (
            <Button
              label={states.goneNext}
              onClick={() => {
                viewer.selectNeighbour(1);
              }}
            />
          )}
        </Banner>
      ) : null}
      {!gone.value && live ? (
        <Banner
          tone="info"
          icon="live"
          which={which}
          title={stillLive ? states.liveTitle : states.liveDone}
          text={stillLive ? states.liveText : ''}
        >
          {reread}
        </Banner>
      ) : null}
      {!gone.value && !live && stale.value ? (
        <Banner tone="info" which={which} title={states.changed}>
          {reread}
        </Banner>
      ) : null}
      {detail.unfinished && !live ? (
        <Banner tone="warning" which={which} title={states.unfinished} text={states.unfinishedText} />
      ) : null}
      {detail.problems.length > 0 ? (
        <Banner
          tone="warning"
          which={which}
          title={states.problemsTitle}
          text={`${states.problemsText} ${texts.errorDetail(detail.problems.slice(0, 3).join(' · '))}`}
        />
      ) : null}
      <RereadError session={session} which={which} />
      <EngineErrors session={session} which={which} />
    </>
  );
}

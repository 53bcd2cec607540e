import type { Comparison } from '../../state/comparison';
import type { Session } from '../../state/session';
import { titleOf } from '../../state/title';
import { CompareBar } from '../compare/CompareBar';
import { Differences } from '../compare/Differences';
import { useTexts, useViewer } from '../context';
import { Button } from '../controls';
import { Sections } from '../sections/Sections';
import { CaptureBanners } from '../states/CaptureBanners';
import { Loading } from '../states/Empty';
import { ErrorText, Failed } from '../states/Failed';
import { Icon } from '../Icon';
import { Header } from './Header';
import { NoteEditor } from './NoteEditor';
import { Splitter } from './Splitter';
import { Stage } from './Stage';
import { Toolbar } from './Toolbar';

/** Lanes, or why there are none. */
function Lanes({ session }: { session: Session }) {
  const texts = useTexts();
  const state = session.opened.state.value;
  if (state.kind === 'loading') return <Loading text={texts.states.loadingCapture} />;
  if (state.kind === 'failed')
    return (
      <>
        <ErrorText error={state.error} />
        <Button label={texts.retry} icon="reload" onClick={() => void session.opened.read()} />
      </>
    );
  if (state.detail.durationSeconds > 0) return <Stage session={session} />;
  return (
    <div class="vr-center">
      <div class="vr-card">
        <h3 class="vr-title">
          <Icon name="silent" />
          {texts.states.zeroTitle}
        </h3>
        <p>{texts.states.zeroText}</p>
      </div>
    </div>
  );
}

function CompareLabel({ session, which }: { session: Session; which: string }) {
  const texts = useTexts();
  const capture = session.ready.value?.detail.summary;
  return (
    <p class="vr-compare-label">
      <strong>{which}</strong> {capture ? titleOf(capture, texts) : ''}
    </p>
  );
}

function Compared({ comparison }: { comparison: Comparison }) {
  const { compare } = useTexts();
  return (
    <>
      <CompareBar comparison={comparison} />
      <div class="vr-compared">
        <CompareLabel session={comparison.a} which={compare.first} />
        <Lanes session={comparison.a} />
        <CompareLabel session={comparison.b} which={compare.second} />
        <Lanes session={comparison.b} />
      </div>
    </>
  );
}

export function Detail({ session }: { session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const state = session.opened.state.value;
  const comparison = viewer.comparison.value;
  if (state.kind === 'loading') return <Loading text={texts.states.loadingCapture} />;
  if (state.kind === 'failed') return <Failed session={session} error={state.error} />;
  const capture = viewer.captures.value?.find(session.id) ?? state.detail.summary;
  const { lowerHeight, lowerHidden } = viewer.settings;
  const sounding = comparison && comparison.heard.value === 'b' ? comparison.b : session;
  return (
    <article
      class="vr-detail"
      data-lower={lowerHidden.value ? 'hidden' : lowerHeight.value === null ? 'fits' : 'set'}
      style={lowerHeight.value === null ? {} : { '--vr-lower': `${lowerHeight.value}px` }}
    >
      <Header capture={{ ...capture, durationSeconds: state.detail.durationSeconds }} session={session} />
      <CaptureBanners session={session} which={comparison ? texts.compare.first : undefined} />
      {comparison ? <CaptureBanners session={comparison.b} which={texts.compare.second} /> : null}
      <NoteEditor session={session} />
      {state.detail.durationSeconds > 0 ? <Toolbar session={sounding} /> : null}
      <div class="vr-work">
        <div
          class={`vr-lanes${comparison ? ' vr-lanes-two' : ''}`}
          role="region"
          aria-label={texts.toolbar.lanes}
          tabIndex={0}
          data-own-keys="vertical"
        >
          {comparison ? <Compared comparison={comparison} /> : <Lanes session={session} />}
        </div>
        <Splitter />
        {comparison ? <Differences comparison={comparison} /> : <Sections session={session} />}
      </div>
    </article>
  );
}

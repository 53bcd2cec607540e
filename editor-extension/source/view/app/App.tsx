import { useEffect, useRef, useState } from 'preact/hooks';
import { ComparePicker } from './compare/ComparePicker';
import { useTexts, useViewer } from './context';
import { Detail } from './detail/Detail';
import { Icon } from './Icon';
import { KeySheet } from './KeySheet';
import { CaptureList } from './list/CaptureList';
import { NoteDialog } from './NoteDialog';
import { ConnectionBanner } from './states/ConnectionBanner';
import { Empty, ListFailed, Loading } from './states/Empty';
import { listenToDrops } from './states/OpenFiles';
import { ToastList } from './Toasts';
import { TopBar } from './TopBar';

const NARROW_PX = 700;
const COMPACT_PX = 1100;
const ULTRA_PX = 2000;
const LOW_PX = 800;

/** The panel of an editor is as wide as it is, whatever the window: no media query sees that. */
function useSize() {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 1200, height: 900 });
  useEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => {
      setSize({ width: box.clientWidth, height: box.clientHeight });
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { element, ...size };
}

function Content() {
  const viewer = useViewer();
  const texts = useTexts();
  const captures = viewer.captures.value;
  const session = viewer.session.value;
  if (viewer.busyFiles.value) return <Loading text={texts.states.reading} />;
  if (!captures) return <Empty captures={null} />;
  const state = captures.state.value;
  if (session) return <Detail key={session.id} session={session} />;
  if (state.kind === 'loading') return <Loading text={texts.states.loading} />;
  if (state.kind === 'failed') {
    return <ListFailed captures={captures} error={state.error} />;
  }
  return <Empty captures={captures} />;
}

function DropCurtain({ over }: { over: boolean }) {
  const texts = useTexts();
  if (!over) return null;
  return (
    <div class="vr-curtain" aria-hidden="true">
      <p>
        <Icon name="drop" />
        {texts.states.dropNow}
      </p>
    </div>
  );
}

export function App() {
  const viewer = useViewer();
  const { settings } = viewer;
  const { element, width, height } = useSize();
  const [over, setOver] = useState(false);
  const narrow = width < NARROW_PX;
  const captures = viewer.captures.value;
  useEffect(() => (element.current ? listenToDrops(element.current, viewer, setOver) : undefined), [viewer]);
  const some = (captures?.present.value.length ?? 0) > 0;
  const listShown = some && (narrow ? viewer.listOver.value : !settings.listCollapsed.value);
  const size = narrow ? 'narrow' : width < COMPACT_PX ? 'compact' : width < ULTRA_PX ? 'wide' : 'ultra';
  return (
    <div
      ref={element}
      class="vr-root"
      data-theme={settings.theme.value}
      data-width={size}
      data-height={height < LOW_PX ? 'low' : 'high'}
      data-list={listShown ? 'shown' : 'hidden'}
      lang={settings.locale.value}
      tabIndex={-1}
    >
      <TopBar narrow={narrow} compact={width < COMPACT_PX} hasList={some} />
      <div class="vr-columns">
        {captures && listShown ? <CaptureList captures={captures} /> : null}
        <main class="vr-main">
          {captures ? <ConnectionBanner captures={captures} /> : null}
          <Content />
        </main>
      </div>
      <ToastList />
      <KeySheet />
      <NoteDialog />
      <ComparePicker />
      <DropCurtain over={over} />
    </div>
  );
}

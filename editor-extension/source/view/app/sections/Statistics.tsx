import { computed } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Session } from '../../state/session';
import { seekTo } from '../commands';
import { useTexts, useViewer } from '../context';

export function Statistics({ session }: { session: Session }) {
  const viewer = useViewer();
  const texts = useTexts();
  const element = useRef<HTMLDivElement>(null);
  const ready = session.ready.value;
  const some = (ready?.detail.sidecar?.statistics ?? []).length > 0;
  useLayoutEffect(() => {
    if (!element.current || !ready || !some) return undefined;
    const { settings, parts } = viewer;
    return parts.mountStatistics({
      element: element.current,
      detail: ready.detail,
      view: ready.view,
      theme: settings.theme,
      texts: computed(() => settings.texts.value.engine),
      locale: settings.locale,
      seek: (seconds) => {
        seekTo(session, seconds);
      },
    });
  }, [session, ready, some, viewer]);
  return (
    <div class="vr-section">
      {some ? <div class="vr-statistics" ref={element} /> : <p class="vr-section-empty">{texts.statistics.none}</p>}
    </div>
  );
}

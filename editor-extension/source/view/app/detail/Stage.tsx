import { useLayoutEffect, useRef } from 'preact/hooks';
import { computed } from '@preact/signals';
import { markerLabel } from '../../state/markers';
import type { Session } from '../../state/session';
import { playMoment } from '../commands';
import { useViewer } from '../context';

/** Where the engine draws the lanes of one capture. */
export function Stage({ session }: { session: Session }) {
  const viewer = useViewer();
  const element = useRef<HTMLDivElement>(null);
  const ready = session.ready.value;
  useLayoutEffect(() => {
    const captures = viewer.captures.peek();
    if (!element.current || !ready || !captures) return undefined;
    const { settings, parts } = viewer;
    const engine = parts.createEngine({
      element: element.current,
      source: captures.source,
      detail: ready.detail,
      view: ready.view,
      theme: settings.theme,
      texts: computed(() => settings.texts.value.engine),
      locale: settings.locale,
      markerLabel: computed(() => (marker) => markerLabel(marker, settings.texts.value)),
      reducedMotion: settings.surroundings.reducedMotion,
      hear: (seconds) => {
        playMoment(viewer, session, seconds);
      },
      assets: parts.assets,
    });
    session.engine.value = engine;
    const endToggles = session.keepToggles(ready.view);
    return () => {
      endToggles();
      session.engine.value = null;
      engine.dispose();
    };
  }, [session, ready, viewer]);
  return <div class="vr-stage" ref={element} />;
}

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Texts } from '../i18n/texts';
import type { Format } from '../state/format';
import type { Viewer } from '../state/viewer';

export const ViewerContext = createContext<Viewer | null>(null);

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('a component of the viewer stands outside of mount()');
  return viewer;
}

export const useTexts = (): Texts => useViewer().settings.texts.value;
export const useFormat = (): Format => useViewer().settings.format.value;

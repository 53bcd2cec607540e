import { effect, signal } from '@preact/signals';
import type { CreateEngine, Engine, EngineState } from '../../../editor-extension/source/view/engine';
import { clampRange, clampTime } from '../../../editor-extension/source/view/state/view';

/** Moves the signals as an engine does, and draws nothing but which lanes there would be. */
export const createFakeEngine: CreateEngine = ({ element, detail, view, texts }) => {
  const state = signal<EngineState>({ kind: 'idle' });
  const document = element.ownerDocument as Document | null;
  const draw = (): void => {
    if (!document) return;
    element.replaceChildren(
      ...detail.lanes.map((lane) => {
        const row = document.createElement('div');
        row.textContent = `${lane.kind === 'channel' ? '' : texts.value.laneNames[lane.kind]} ${lane.user}`;
        row.style.height = 'var(--vr-lane-height)';
        row.style.borderBottom = '1px solid var(--vr-line)';
        row.style.padding = '8px';
        return row;
      }),
    );
  };
  const end = effect(draw);
  const engine: Engine = {
    play: () => {
      state.value = { kind: 'playing' };
      return Promise.resolve();
    },
    pause: () => {
      state.value = { kind: 'idle' };
    },
    seek: (seconds) => {
      view.position.value = clampTime(seconds, view.durationSeconds.peek());
    },
    zoomTo: (range) => {
      view.range.value = clampRange(range, view.durationSeconds.peek());
    },
    aim: () => view.range.peek(),
    state,
    levels: signal([]),
    progress: signal([]),
    errors: signal([]),
    maps: signal(detail.lanes.map(() => null)),
    loudness: signal(detail.lanes.map(() => null)),
    analyser: signal(null),
    retry: () => undefined,
    debug: () => ({
      ...{ frames: 0, longestFrameMs: 0, drawingMs: 0, underruns: 0, sources: 0, audioBytes: 0, cellBytes: 0 },
      ...{ tileBytes: 0, waveformsComplete: true, idle: true },
    }),
    dispose: () => {
      end();
      if (document) element.replaceChildren();
    },
  };
  return engine;
};

import { computed, type ReadonlySignal } from '@preact/signals';
import type { EngineError, EngineOptions, EngineProgress } from '../engine';
import { clock } from '../state/format';
import { laneName } from '../state/lanes';
import type { Scope } from './base/scope';
import { Throttle } from './base/Throttle';
import type { EngineContext } from './context';
import { type Palette, readPalette } from './draw/palette';
import { SurfaceSizes } from './draw/Surface';
import { momentsOf } from './time/moments';

const ANNOUNCE_MS = 400;

export interface ContextParts extends Pick<
  EngineContext,
  'options' | 'scope' | 'maps' | 'loudness' | 'progress' | 'ask' | 'fail'
> {
  readonly errors: ReadonlySignal<readonly EngineError[]>;
}

/** `forgetColours`: they are read again when something is drawn. */
export function makeContext(parts: ContextParts): { context: EngineContext; forgetColours: () => void } {
  const { options, scope, progress, errors } = parts;
  const { detail, view, texts } = options;
  const names = computed(() => detail.lanes.map((lane) => laneName(lane, { engine: texts.value })));
  const moments = computed(() => {
    const labelOf = options.markerLabel?.value ?? ((marker: { label: string }) => marker.label);
    return momentsOf(detail, view.notes.value, view.findings.value, labelOf);
  });
  let colours: Palette | null = null;
  const context: EngineContext = {
    ...parts,
    names,
    moments,
    sizes: closedWith(scope, new SurfaceSizes()),
    later: closedWith(scope, new Throttle(ANNOUNCE_MS)).later,
    palette: () => (colours ??= readPalette(options.element, detail.lanes)),
    clock: (seconds) => clock(seconds),
    status: (lane) => statusOf(options, errors.value, progress.value, lane, names.value[lane] ?? ''),
  };
  return { context, forgetColours: () => (colours = null) };
}

function closedWith<T extends { close(): void }>(scope: Scope, what: T): T {
  scope.add(() => what.close());
  return what;
}

function statusOf(
  { texts }: EngineOptions,
  errors: readonly EngineError[],
  progress: readonly EngineProgress[],
  lane: number,
  name: string,
): string {
  const isOf = (about: { what: string; lane: number | null }): boolean =>
    about.what === 'envelope' && about.lane === lane;
  if (errors.some(isOf)) return texts.value.cannotDraw(name);
  const done = progress.find(isOf)?.done;
  return done === undefined ? '' : texts.value.measuring(Math.round(done * 100));
}

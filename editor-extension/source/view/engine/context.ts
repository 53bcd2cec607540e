import type { ReadonlySignal } from '@preact/signals';
import type { EngineError, EngineOptions, EngineProgress } from '../engine';
import type { LaneMap, Loudness } from '../../shared/analysis';
import type { Scope } from './base/scope';
import type { Palette } from './draw/palette';
import type { Surface, SurfaceSizes } from './draw/Surface';
import type { Axis } from './time/axis';
import type { Moment } from './time/moments';

/** What the rows of an engine share. */
export interface EngineContext {
  readonly options: EngineOptions;
  readonly scope: Scope;
  readonly sizes: SurfaceSizes;
  readonly maps: ReadonlySignal<readonly (LaneMap | null)[]>;
  readonly loudness: ReadonlySignal<readonly (Loudness | null)[]>;
  readonly moments: ReadonlySignal<readonly Moment[]>;
  readonly progress: ReadonlySignal<readonly EngineProgress[]>;
  /** By lane. */
  readonly names: ReadonlySignal<readonly string[]>;
  /** Draws soon. */
  readonly ask: () => void;
  readonly palette: () => Palette;
  /** As people write a moment, to the millisecond. */
  readonly clock: (seconds: number) => string;
  /** Why a lane shows nothing yet, or will not; reads signals. */
  readonly status: (lane: number) => string;
  /** For what only screen readers notice: runs the last of what is given for a key, a few times a second at most. */
  readonly later: (key: object, run: () => void) => void;
  readonly fail: (what: EngineError['what'], lane: number | null, error: unknown) => void;
}

/** A canvas of the engine. `draw` is called before a paint while something may have changed, and decides what to do. */
export interface View {
  readonly surface: Surface;
  /** Is it to be seen at all? */
  readonly visible: () => boolean;
  /** `force`: what stands there is of another size or theme. */
  draw(axis: Axis, force: boolean): void;
}

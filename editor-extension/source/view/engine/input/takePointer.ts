import type { EngineContext } from '../context';
import type { Range } from '../../engine';
import type { LaneView } from '../rows/LaneView';
import type { RulerView } from '../rows/RulerView';
import { Marks } from '../rows/Marks';
import type { Stage } from '../rows/Stage';
import { stretchAround } from '../time/moments';
import { LanePointer } from './lanePointer';
import { attachOverviewPointer } from './overviewPointer';
import type { TimeGeometry } from './TimeGeometry';
import { attachWheel } from './wheel';

export interface PointerLinks {
  readonly stage: Stage;
  readonly geometry: TimeGeometry;
  readonly ruler: RulerView;
  readonly lanes: readonly LaneView[];
  readonly seek: (seconds: number) => void;
  readonly zoomTo: (range: Range) => void;
}

/** Everything that a pointer or a wheel does, and the marks that follow it. */
export function takePointer(
  engine: EngineContext,
  { stage, geometry, ruler, lanes, seek, zoomTo }: PointerLinks,
): void {
  const { scope, options } = engine;
  const { view } = options;
  const marks = new Marks(engine, stage.over, stage.overview, () => geometry.axes.value);
  const momentAtX = (clientX: number): number => geometry.momentAt(stage.over, 'lanes', clientX);
  const overviewMoment = (clientX: number): number => geometry.momentAt(stage.overview, 'overview', clientX);
  // By place: while a pointer is captured its events have another target.
  const momentAt = (event: MouseEvent): number | null => {
    const { left, right } = stage.over.getBoundingClientRect();
    return event.clientX >= left && event.clientX <= right ? momentAtX(event.clientX) : null;
  };
  const widthPx = (): number => geometry.widthPx();
  attachWheel(scope, stage.tracks, view, momentAt, widthPx);
  attachWheel(scope, stage.overview, view, (event) => overviewMoment(event.clientX), widthPx);
  new LanePointer({
    scope,
    target: stage.tracks,
    view,
    momentAt,
    momentAtX,
    secondsPerPx: () => geometry.secondsPerPx(),
    seek,
    hear: (clientX, clientY) => {
      const moment = options.hear ? ruler.momentAt(clientX, clientY) : null;
      if (moment !== null) options.hear?.(moment.seconds);
      return moment !== null;
    },
    point: (seconds, clientX, clientY) => {
      const lane = lanes.find(({ surface }) => {
        const { top, bottom } = surface.canvas.getBoundingClientRect();
        return clientY >= top && clientY < bottom;
      });
      const moment = seconds === null || !options.hear ? null : ruler.momentAt(clientX, clientY);
      ruler.surface.canvas.classList.toggle('vre-on-moment', moment !== null);
      const what = seconds === null ? '' : (moment?.label ?? lane?.whatIsAt(seconds) ?? '');
      marks.pointed.value = seconds === null ? null : { seconds, what };
    },
    zoomAround: (seconds) => {
      const places = engine.moments.peek().filter(({ kind }) => kind !== 'own');
      zoomTo(stretchAround(places, seconds, view.durationSeconds.peek()));
    },
  });
  attachOverviewPointer({ scope, target: stage.overview, view, momentAtX: overviewMoment, zoomTo });
}

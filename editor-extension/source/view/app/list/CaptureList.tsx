import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Captures } from '../../state/captures';
import { placesInSight, scrollToRow, topsOf } from '../../state/window';
import { useFormat, useTexts, useViewer } from '../context';
import { CaptureRow } from './CaptureRow';
import { Filters } from './Filters';

const ROW_HEIGHT = 72;
const DAY_HEIGHT = 28;
const MARGIN = 400;

/** How far a scrolling element is scrolled, and how high it is. */
function useScroll() {
  const element = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    const read = (): void => {
      setScroll({ top: box.scrollTop, height: box.clientHeight });
    };
    const observer = new ResizeObserver(read);
    observer.observe(box);
    box.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', read);
    };
  }, []);
  return { element, scroll };
}

export function CaptureList({ captures }: { captures: Captures }) {
  const viewer = useViewer();
  const texts = useTexts();
  const format = useFormat();
  const { element, scroll } = useScroll();
  const rows = captures.rows.value;
  const selectedId = viewer.selectedId.value;
  const tops = useMemo(() => topsOf(rows.map(({ kind }) => (kind === 'day' ? DAY_HEIGHT : ROW_HEIGHT))), [rows]);
  const selectedRow = rows.findIndex((row) => row.kind === 'capture' && row.capture.id === selectedId);
  const firstRow = rows.findIndex(({ kind }) => kind === 'capture');
  const reachable = selectedRow >= 0 ? selectedRow : firstRow;
  const count = captures.shown.value.length;

  useEffect(() => {
    const box = element.current;
    const top = tops.tops[selectedRow];
    if (!box || top === undefined) return;
    box.scrollTop = scrollToRow(top, ROW_HEIGHT, box.scrollTop, box.clientHeight);
    const focused = box.contains((box.getRootNode() as Document | ShadowRoot).activeElement);
    if (focused) box.querySelector<HTMLElement>('[aria-current]')?.focus({ preventScroll: true });
  }, [selectedId, selectedRow >= 0]);

  const empty = captures.state.value.kind === 'ready' && count === 0 && captures.present.value.length > 0;
  return (
    <nav class="vr-list" aria-label={texts.list.title}>
      <Filters captures={captures} />
      {empty ? <p class="vr-list-empty vr-soft">{texts.list.nothingFound}</p> : null}
      <div class="vr-list-scroll" ref={element}>
        <ul class="vr-items" style={{ height: `${tops.total}px` }}>
          {placesInSight(tops, scroll.top, scroll.height, MARGIN, reachable).map((place) => {
            const row = rows[place];
            const top = tops.tops[place] ?? 0;
            if (!row) return null;
            if (row.kind === 'day')
              return (
                <li key={`day-${row.unixMs}`} class="vr-day" style={{ top: `${top}px`, height: `${DAY_HEIGHT}px` }}>
                  {format.day(row.unixMs, viewer.now)}
                </li>
              );
            return (
              <CaptureRow
                key={row.capture.id}
                capture={row.capture}
                place={row.place}
                count={count}
                top={top}
                height={ROW_HEIGHT}
                selected={place === selectedRow}
                reachable={place === reachable}
              />
            );
          })}
        </ul>
      </div>
    </nav>
  );
}

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useTexts, useViewer } from '../context';

const SMALLEST = 120;
const LARGEST = 1200;
const KEY_STEP = 24;

const clamp = (height: number): number => Math.min(Math.max(height, SMALLEST), LARGEST);

/** How high the lower part is now, chosen or not. */
const heightBelow = (splitter: HTMLElement): number => splitter.nextElementSibling?.clientHeight ?? SMALLEST;

/** Between lanes and tables: dragged, or moved with the arrows. A double click makes it fit what is below again. */
export function Splitter() {
  const { settings } = useViewer();
  const texts = useTexts();
  const start = useRef<{ y: number; height: number } | null>(null);
  const height = settings.lowerHeight;
  const element = useRef<HTMLDivElement>(null);
  const [fitting, setFitting] = useState(SMALLEST);
  useLayoutEffect(() => {
    if (element.current && height.value === null) setFitting(heightBelow(element.current));
  });
  const set = (wanted: number): void => {
    settings.lowerHidden.value = false;
    height.value = clamp(wanted);
  };
  return (
    <div
      ref={element}
      class="vr-splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label={texts.sections.resize}
      aria-valuenow={Math.round(clamp(height.value ?? fitting))}
      aria-valuemin={SMALLEST}
      aria-valuemax={LARGEST}
      tabIndex={0}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowUp' ? KEY_STEP : event.key === 'ArrowDown' ? -KEY_STEP : 0;
        if (step === 0) return;
        event.preventDefault();
        set(heightBelow(event.currentTarget) + step);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { y: event.clientY, height: heightBelow(event.currentTarget) };
      }}
      onPointerMove={(event) => {
        const from = start.current;
        if (from && event.clientY !== from.y) set(from.height + from.y - event.clientY);
      }}
      onDblClick={() => {
        height.value = null;
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
    />
  );
}

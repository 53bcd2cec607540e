import { useRef } from 'preact/hooks';
import { useTexts, useViewer } from '../context';

const SMALLEST = 120;
const LARGEST = 1200;
const KEY_STEP = 24;

const clamp = (height: number): number => Math.min(Math.max(height, SMALLEST), LARGEST);

/** Between lanes and tables: dragged, or moved with the arrows. */
export function Splitter() {
  const { settings } = useViewer();
  const texts = useTexts();
  const start = useRef<{ y: number; height: number } | null>(null);
  const height = settings.lowerHeight;
  return (
    <div
      class="vr-splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label={texts.sections.resize}
      aria-valuenow={Math.round(height.value)}
      aria-valuemin={SMALLEST}
      aria-valuemax={LARGEST}
      tabIndex={0}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowUp' ? KEY_STEP : event.key === 'ArrowDown' ? -KEY_STEP : 0;
        if (step === 0) return;
        event.preventDefault();
        height.value = clamp(height.peek() + step);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { y: event.clientY, height: height.peek() };
      }}
      onPointerMove={(event) => {
        if (start.current) height.value = clamp(start.current.height + start.current.y - event.clientY);
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

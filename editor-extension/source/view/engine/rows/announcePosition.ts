import type { EngineContext } from '../context';

/** The overview is a slider of the position: the shell's keys move it wherever the focus is. */
export function announcePosition(engine: EngineContext, canvas: HTMLCanvasElement): void {
  const { view, texts } = engine.options;
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'slider');
  canvas.setAttribute('aria-valuemin', '0');
  const tell = (): void => {
    const position = view.position.peek();
    const duration = view.durationSeconds.peek();
    const selected = view.selection.peek();
    const words = texts.peek();
    const range =
      selected === null ? '' : `, ${words.selection} ${engine.clock(selected.from)}–${engine.clock(selected.to)}`;
    canvas.setAttribute('aria-label', words.overview);
    canvas.setAttribute('aria-valuemax', duration.toFixed(3));
    canvas.setAttribute('aria-valuenow', Math.min(Math.max(position, 0), duration).toFixed(3));
    canvas.setAttribute('aria-valuetext', `${words.position} ${engine.clock(position)}${range}`);
  };
  tell();
  engine.scope.effect(() => {
    void [view.position.value, view.durationSeconds.value, view.selection.value, texts.value];
    engine.later(canvas, tell);
  });
}

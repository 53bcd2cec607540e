import type { CaptureSummary } from '../../shared/captures';
import type { Texts } from '../i18n/texts';
import { failureText } from './captures';
import type { Captures } from './captures';
import type { Toasts } from './toasts';

/** Deletes captures, and brings them back while that is possible: the last one first. */
export class Removals {
  private readonly undoable: { capture: CaptureSummary; toast: number }[] = [];

  constructor(
    private readonly captures: Captures,
    private readonly toasts: Toasts,
    private readonly select: (id: string) => void,
  ) {}

  /** False: it could not be deleted, and was told so. */
  async remove(capture: CaptureSummary): Promise<boolean> {
    let removed = true;
    this.captures.hide(capture.id, true);
    try {
      const { undoSeconds } = await this.captures.source.remove(capture.id);
      const action = { label: ({ removed }: Texts) => removed.undo, run: () => void this.undo(capture.id) };
      const toast = this.toasts.show('done', (texts) => texts.removed.text(capture.file), action, undoSeconds * 1000);
      this.undoable.push({ capture, toast });
      this.toasts.timers.after(undoSeconds * 1000, () => {
        this.forget(capture.id);
      });
      await this.captures.refresh();
    } catch (error) {
      removed = false;
      this.toasts.show('error', (texts) => `${texts.removed.failed} ${failureText(error, texts)}`);
    }
    this.captures.hide(capture.id, false);
    return removed;
  }

  /** Without an id: what was deleted last. False: there is nothing to bring back. */
  async undo(id?: string): Promise<boolean> {
    const found =
      id === undefined ? this.undoable[this.undoable.length - 1] : this.undoable.find((one) => one.capture.id === id);
    if (!found) return false;
    this.forget(found.capture.id);
    this.toasts.close(found.toast);
    try {
      await this.captures.source.restore(found.capture.id);
      await this.captures.refresh();
      this.toasts.show('done', (texts) => texts.removed.restored(found.capture.file));
      this.select(found.capture.id);
    } catch (error) {
      this.toasts.show('error', (texts) => `${texts.removed.restoreFailed} ${failureText(error, texts)}`);
    }
    return true;
  }

  private forget(id: string): void {
    const place = this.undoable.findIndex((one) => one.capture.id === id);
    if (place >= 0) this.undoable.splice(place, 1);
  }
}

import { useRef } from 'preact/hooks';
import { chosenFiles, droppedFiles } from '../../data/collect';
import type { Viewer } from '../../state/viewer';
import { useTexts, useViewer } from '../context';
import { Button } from '../controls';
import { openFiles } from '../openFiles';

interface PickerProps {
  label: string;
  icon: 'file' | 'folder';
  folder?: boolean;
  iconOnly?: boolean;
}

/** A button in front of a file field, which looks different in every browser. */
export function FilePicker({ label, icon, folder = false, iconOnly = false }: PickerProps) {
  const viewer = useViewer();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={(element) => {
          field.current = element;
          if (element) element.webkitdirectory = folder;
        }}
        type="file"
        class="vr-file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files && files.length > 0) void openFiles(viewer, Promise.resolve(chosenFiles(files)));
          event.currentTarget.value = '';
        }}
      />
      <Button label={label} icon={icon} iconOnly={iconOnly} onClick={() => field.current?.click()} />
    </>
  );
}

/** Both buttons: files, and a whole folder. */
export function FilePickers({ iconOnly = false }: { iconOnly?: boolean }) {
  const texts = useTexts();
  return (
    <>
      <FilePicker label={texts.list.openFiles} icon="file" iconOnly={iconOnly} />
      <FilePicker label={texts.list.openFolder} icon="folder" folder iconOnly={iconOnly} />
    </>
  );
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere on an element; `over` tells while some are held above it. */
export function listenToDrops(element: HTMLElement, viewer: Viewer, over: (on: boolean) => void): () => void {
  let depth = 0;
  const set = (next: number): void => {
    depth = Math.max(next, 0);
    over(depth > 0);
  };
  const enter = (event: DragEvent): void => {
    if (hasFiles(event)) set(depth + 1);
  };
  const leave = (event: DragEvent): void => {
    if (hasFiles(event)) set(depth - 1);
  };
  const move = (event: DragEvent): void => {
    if (hasFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    set(0);
    void openFiles(viewer, droppedFiles(event.dataTransfer));
  };
  element.addEventListener('dragenter', enter);
  element.addEventListener('dragleave', leave);
  element.addEventListener('dragover', move);
  element.addEventListener('drop', drop);
  return () => {
    element.removeEventListener('dragenter', enter);
    element.removeEventListener('dragleave', leave);
    element.removeEventListener('dragover', move);
    element.removeEventListener('drop', drop);
  };
}

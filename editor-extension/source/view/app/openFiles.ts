import { withZips } from '../data/collect';
import { DroppedSource } from '../data/dropped';
import type { PathBlob } from '../data/files';
import { failureText } from '../state/captures';
import type { Viewer } from '../state/viewer';

const MOST_NAMES = 3;

/** Of files and folders as they were chosen, a few of them. */
function namesOf(files: readonly PathBlob[]): string {
  const names = [...new Set(files.map(({ path }) => path.split('/')[0] ?? path))];
  return `${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ', …' : ''}`;
}

/** Shows the captures among these files instead of what was listed. */
export async function openFiles(viewer: Viewer, reading: Promise<PathBlob[]>): Promise<void> {
  const analysis = viewer.parts.createFileAnalysis(viewer.parts.assets);
  viewer.busyFiles.value = true;
  let damaged: readonly string[] = [];
  let names = '';
  try {
    const files = await reading;
    names = namesOf(files);
    const taken = await withZips(files);
    damaged = taken.damaged;
    for (const name of damaged) viewer.toasts.show('error', ({ states }) => states.damagedArchive(name));
    const source = await DroppedSource.of(taken.files, analysis);
    viewer.use(source, () => {
      source.dispose();
    });
    const { length } = await source.list();
    viewer.toasts.show('done', ({ states }) => states.opened(length));
  } catch (error) {
    analysis.dispose();
    const none = error instanceof Error && 'code' in error && error.code === 'not-found';
    // What could not be read of the files is told already.
    if (!none || damaged.length === 0) {
      const unknown = none || !(error instanceof Error);
      viewer.toasts.show('error', (texts) =>
        unknown ? texts.states.unknownFiles(names).replaceAll('`', '') : failureText(error, texts),
      );
    }
  }
  viewer.busyFiles.value = false;
}

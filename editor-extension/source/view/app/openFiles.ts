import { withZips } from '../data/collect';
import { DroppedSource } from '../data/dropped';
import type { PathBlob } from '../data/files';
import { failureText } from '../state/captures';
import type { Viewer } from '../state/viewer';

/** Shows the captures among these files instead of what was listed. */
export async function openFiles(viewer: Viewer, reading: Promise<PathBlob[]>): Promise<void> {
  const all = viewer.settings.texts.peek();
  const texts = all.states;
  const analysis = viewer.parts.createFileAnalysis(viewer.parts.assets);
  viewer.busyFiles.value = true;
  let damaged: readonly string[] = [];
  try {
    const taken = await withZips(await reading);
    damaged = taken.damaged;
    for (const name of damaged) viewer.toasts.show('error', texts.damagedArchive(name));
    const source = await DroppedSource.of(taken.files, analysis);
    viewer.use(source, () => {
      source.dispose();
    });
    viewer.toasts.show('done', texts.opened((await source.list()).length));
  } catch (error) {
    analysis.dispose();
    const none = error instanceof Error && 'code' in error && error.code === 'not-found';
    // What could not be read of the files is told already.
    if (!none || damaged.length === 0) {
      const unknown = none || !(error instanceof Error);
      viewer.toasts.show('error', unknown ? texts.unknownFiles : failureText(error, all));
    }
  }
  viewer.busyFiles.value = false;
}

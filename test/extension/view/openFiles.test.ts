import { openFiles } from '../../../editor-extension/source/view/app/openFiles';
import { FakeSource } from '../support/FakeSource';
import { settled } from '../support/FakeTimers';
import { fakeViewer } from '../support/fakeViewer';

const file = (path: string, content: string) => ({ path, blob: new Blob([content]), changedMs: 0 });

async function told(paths: string[], languages?: string[]) {
  const { viewer } = fakeViewer(new FakeSource(2, 1_700_000_000_000), '', languages);
  await settled();
  await openFiles(viewer, Promise.resolve(paths.map((path) => file(path, 'no archive'))));
  await settled();
  const toasts = viewer.toasts.list.value.map(({ kind, text }) => `${kind}: ${text}`);
  return { toasts, listed: viewer.captures.peek()?.present.value.length, busy: viewer.busyFiles.value };
}

describe('Files that are opened', () => {
  it('are told to be damaged where they are archives that cannot be read, and not to be no audio', async () => {
    const { toasts, listed, busy } = await told(['voice.zip']);
    expect(toasts).toEqual([expect.stringMatching(/^error: voice\.zip cannot be read, or not all/)]);
    expect([listed, busy]).toEqual([2, false]);
    expect((await told(['voice.zip'], ['zh-CN'])).toasts).toEqual([expect.stringMatching(/^error: voice\.zip 无法/)]);
  });

  it('are shown where some are audio, and the damaged archive among them is told', async () => {
    const { toasts, listed } = await told(['voice.zip', 'a.wav']);
    expect([toasts.length, listed]).toEqual([2, 1]);
    expect(toasts[0]).toContain('voice.zip');
    expect(toasts[1]).toBe('done: 1 capture opened');
  });

  it('are told to be no audio where none is', async () => {
    const [text = ''] = (await told(['a.txt'])).toasts;
    expect(text).toMatch(/^error: No WAV or AAC audio: a\.txt\. .*zips.*voice-recorder bundle/);
    const folders = ['notes/1.txt', 'notes/2.txt', 'b.txt', 'c.txt', 'd.txt'];
    expect((await told(folders)).toasts[0]).toContain(': notes, b.txt, c.txt, …. ');
    expect((await told(['a.txt'], ['zh-CN'])).toasts[0]).toMatch(/^error: 其中没有.*a\.txt.*voice-recorder bundle/);
  });
});

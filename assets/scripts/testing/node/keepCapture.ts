import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reportHtml } from '../../../../editor-extension/source/host/bundle/report';
import { reportedCapture } from '../../../../editor-extension/source/host/bundle/reported';
import type { OpenCapture } from '../../../../editor-extension/source/shared/analysis';
import type { KeptCapture } from '../HeardCapture';

const LONGEST_NAME = 120;

/** Folders that this process has filled: two captures of one test stand side by side. */
const taken = new Set<string>();

/** Copies a capture with all that stands beside it, and writes a page about it. What an earlier run left is replaced. */
export async function keepCapture(
  capture: OpenCapture,
  from: string,
  artifacts: string,
  testName: string,
): Promise<KeptCapture> {
  const folder = folderFor(resolve(artifacts), testName);
  await mkdir(folder, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  await Promise.all(names.map((name) => copyFile(join(from, name), join(folder, name))));
  return { capturePath: join(folder, 'capture.wav'), reportPath: await writeReport(capture, folder) };
}

function folderFor(artifacts: string, testName: string): string {
  const name = testName.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  const base = join(artifacts, name.slice(0, LONGEST_NAME) || 'test');
  let folder = base;
  for (let count = 2; taken.has(folder); count++) folder = `${base}-${count}`;
  taken.add(folder);
  return folder;
}

/** A page that cannot be made does not hide why the test has failed. */
async function writeReport(capture: OpenCapture, folder: string): Promise<string> {
  const path = join(folder, 'report.html');
  try {
    const info = await capture.info();
    const diagnosis = await capture.diagnose();
    const envelopes = await Promise.all(
      info.lanes.map(async (_, lane) => ({ lane, bytes: await capture.envelope(lane) })),
    );
    await writeFile(path, reportHtml([reportedCapture(info, envelopes, diagnosis)], 'en', false));
    return path;
  } catch {
    return '';
  }
}

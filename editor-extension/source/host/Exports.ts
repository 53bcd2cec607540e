import { writeFile } from 'node:fs/promises';
import type { CaptureInfo, Diagnosis } from '../shared/analysis';
import type { ExportOrder } from '../shared/captures';
import { CaptureError } from '../shared/CaptureError';
import { exportName } from '../shared/exportName';
import { VERSION } from '../shared/version';
import { reportHtml } from './bundle/report';
import { reportedCapture } from './bundle/reported';
import { writeBundle } from './bundle/writeBundle';
import type { BundleSource } from './bundle/writeBundle';
import type { CaptureAccess } from './CaptureAccess';
import { asCaptureError } from './captureErrors';
import type { CapturesFolder } from './CapturesFolder';
import { checkOrder, exportAudio, makeFile, MEDIA_TYPES } from './exportFile';
import type { MadeFile } from './exportFile';
import type { MeasuredCapture, Measures } from './measures';
import type { OpenCaptures } from './OpenCaptures';
import { throwIfAborted } from './SharedWork';

/** Makes files of captures for whoever asks: a cut as WAV or AAC, or everything as one zip. */
export class Exports {
  constructor(
    private readonly captures: CapturesFolder,
    private readonly access: CaptureAccess,
    private readonly opened: OpenCaptures,
    private readonly measures: Measures,
    private readonly diagnose: (id: string, signal?: AbortSignal) => Promise<Diagnosis>,
  ) {}

  /** The caller disposes of the file. */
  async make(id: string, order: ExportOrder, signal?: AbortSignal): Promise<MadeFile> {
    if (order.format === 'html') return this.page(id, order, signal);
    return order.format === 'zip' ? this.zip(id, order, signal) : this.cut(id, order, signal);
  }

  /** Envelopes are measured where there are none; what cannot be measured is left out. */
  async bundled(id: string, signal?: AbortSignal): Promise<BundleSource> {
    const capture = await this.access.measured(id);
    const { note, pinned, encrypted } = await this.captures.summary(id);
    const info = await this.opened.info(capture.path, capture.identity).catch((error: unknown) => leftOut(error));
    const envelopes = info === null || encrypted ? [] : await this.envelopes(capture, info, signal);
    const files = await this.captures.find(id);
    return { folder: this.captures.path, files, note, pinned, encrypted, info, envelopes };
  }

  private async cut(id: string, order: ExportOrder, signal?: AbortSignal): Promise<MadeFile> {
    const { path, identity } = await this.access.measured(id);
    checkOrder(order, (await this.opened.info(path, identity)).lanes.length);
    const { name } = await this.captures.find(id);
    return makeFile(exportName(name, order), MEDIA_TYPES[order.format], (target) =>
      this.opened.alone(path, signal, (open) =>
        exportAudio(open, target, order, signal === undefined ? {} : { signal }),
      ),
    );
  }

  /** More than what was asked for must never leave: a part of a capture is refused, not widened. */
  private async zip(id: string, order: ExportOrder, signal?: AbortSignal): Promise<MadeFile> {
    const { hashUsers, language } = order;
    checkWhole('a zip', order);
    const source = await this.bundled(id, signal);
    const options = { hashUsers: hashUsers ?? false, language: language ?? 'en', version: VERSION } as const;
    let name = source.files.name;
    const made = await makeFile('bundle.zip', MEDIA_TYPES.zip, async (target) => {
      const manifest = await writeBundle(target, [source], signal === undefined ? options : { ...options, signal });
      name = manifest.captures[0]?.file ?? name;
    });
    return { ...made, name: exportName(name, { format: 'zip' }) };
  }

  /** What was found in it, with pictures. Of an encrypted one it would stand in the open. */
  private async page(id: string, order: ExportOrder, signal?: AbortSignal): Promise<MadeFile> {
    checkWhole('a report', order);
    const { files, info, envelopes, note, encrypted } = await this.bundled(id, signal);
    if (encrypted) {
      const told = 'a report would tell of it in the open; voice-recorder diagnose --html makes one with the key';
      throw new CaptureError('refused', `${files.name} is encrypted: ${told}`);
    }
    if (info === null)
      throw new CaptureError('unreadable', `${files.name} cannot be opened, so nothing is known of it`);
    const diagnosis = await this.diagnose(id, signal).catch((error: unknown) => leftOut(error));
    const html = reportHtml([reportedCapture(info, envelopes, diagnosis, note)], order.language ?? 'en', false);
    return makeFile(exportName(files.name, { format: 'html' }), MEDIA_TYPES.html, (target) => writeFile(target, html));
  }

  private async envelopes(capture: MeasuredCapture, { lanes }: CaptureInfo, signal?: AbortSignal) {
    const envelopes: BundleSource['envelopes'] = [];
    for (const lane of lanes.keys()) {
      throwIfAborted(signal);
      const bytes = await this.measures.envelope(capture, lane, signal).catch((error: unknown) => leftOut(error));
      if (bytes !== null) envelopes.push({ lane, bytes });
    }
    return envelopes;
  }
}

function checkWhole(what: string, { startSeconds, endSeconds, lanes }: ExportOrder): void {
  if (startSeconds === undefined && endSeconds === undefined && lanes === undefined) return;
  throw new CaptureError('refused', `${what} has the whole capture: leave range and lanes out, or export WAV or AAC`);
}

/** A bundle of what there is beats none; but what was cancelled, or could not be written, is over. */
function leftOut(thrown: unknown): null {
  const error: CaptureError = asCaptureError(thrown);
  if (error.code === 'cancelled' || error.code === 'io') throw error;
  return null;
}

import { findAnalysis } from '../../../../editor-extension/source/host/analysis/loadAnalysis';
import type { Answer, Expectation, OpenCapture } from '../../../../editor-extension/source/shared/analysis';
import type { HeardCapture, KeptCapture } from '../HeardCapture';
import { keepCapture } from './keepCapture';
import type { TemporaryFolder } from './temporaryFolder';

interface Files {
  readonly folder: TemporaryFolder;
  readonly filePath: string;
  readonly encryptionKey: Uint8Array | undefined;
  readonly artifacts: string;
}

/** A capture in a folder of its own, opened by the analysis. */
export class CaptureFiles implements HeardCapture {
  private readonly kept = new Map<string, Promise<KeptCapture>>();

  private constructor(
    private readonly files: Files,
    private readonly capture: OpenCapture,
    readonly durationSeconds: number,
  ) {}

  static async open(files: Files): Promise<CaptureFiles> {
    const { analysis } = await findAnalysis();
    const { encryptionKey: key } = files;
    const capture = await analysis.open(files.filePath, key === undefined ? {} : { key });
    return new CaptureFiles(files, capture, (await capture.info()).durationSeconds);
  }

  get filePath(): string {
    return this.files.filePath;
  }

  listen(expectations: readonly Expectation[]): Promise<Answer> {
    return this.capture.expect(expectations);
  }

  keep(testName: string): Promise<KeptCapture> {
    const before = this.kept.get(testName);
    if (before) return before;
    const keeping = keepCapture(this.capture, this.files.folder.path, this.files.artifacts, testName);
    this.kept.set(testName, keeping);
    return keeping;
  }

  discard(): void {
    this.capture.close();
    this.files.folder.remove();
  }
}

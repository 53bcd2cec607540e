import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { ZipFile } from 'yazl';
import type { BundleFile } from '../../shared/bundle';

export type Described = Omit<BundleFile, 'bytes' | 'sha256'>;

/** Writes files into a zip as they are, one after the other, and knows length and SHA-256 of each afterwards. */
export class ZipWriter {
  readonly files: BundleFile[] = [];
  private readonly written: Promise<void>;
  private readonly failed: Promise<never>;
  private fail: (error: unknown) => void = () => undefined;

  /** yazl is loaded where a zip is written: it takes longer than the rest of a command's start. */
  static async open(
    path: string,
    modifiedAt: Date,
    signal: AbortSignal | undefined,
    onBytes: (bytes: number) => void,
  ): Promise<ZipWriter> {
    const { ZipFile } = await import('yazl');
    return new ZipWriter(new ZipFile(), path, modifiedAt, signal, onBytes);
  }

  private constructor(
    private readonly zip: ZipFile,
    path: string,
    private readonly modifiedAt: Date,
    signal: AbortSignal | undefined,
    private readonly onBytes: (bytes: number) => void,
  ) {
    this.failed = new Promise<never>((_resolve, reject) => (this.fail = reject));
    this.failed.catch(() => undefined);
    const target = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    this.zip.on('error', (error: unknown) => {
      target.destroy();
      this.fail(error);
    });
    const options = signal === undefined ? {} : { signal };
    this.written = pipeline(this.zip.outputStream, target, options);
    this.written.catch((error: unknown) => {
      this.fail(error);
    });
  }

  /** Resolves when the file is in the zip. */
  async add(described: Described, open: () => Readable): Promise<void> {
    const source = await Promise.race([this.turn(described.name), this.failed]);
    const hash = createHash('sha256');
    const { onBytes } = this;
    let bytes = 0;
    const measured = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        onBytes(chunk.length);
        done(null, chunk);
      },
    });
    source(null, measured);
    try {
      await Promise.race([pipeline(open(), measured), this.failed]);
    } catch (error) {
      this.fail(error);
      throw error;
    }
    this.files.push({ ...described, bytes, sha256: hash.digest('hex') });
  }

  /** The last file, which is not among `files`. */
  async end(name: string, content: Buffer): Promise<void> {
    this.zip.addBuffer(content, name, { mtime: this.modifiedAt, compress: false, mode: 0o100600 });
    this.zip.end();
    await this.written;
  }

  /** Nothing is written any more. */
  async abandon(): Promise<void> {
    const { outputStream } = this.zip;
    (outputStream as Readable).destroy();
    await finished(outputStream).catch(() => undefined);
    await this.written.catch(() => undefined);
  }

  private turn(name: string) {
    return new Promise<(error: unknown, stream: Readable) => void>((resolve) => {
      const options = { mtime: this.modifiedAt, compress: false, mode: 0o100600 };
      this.zip.addReadStreamLazy(name, options, (give) => {
        resolve(give as (error: unknown, stream: Readable) => void);
      });
    });
  }
}

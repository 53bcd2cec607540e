import type { Analysis, CaptureInfo, OpenCapture } from '../shared/analysis';
import { CaptureError } from '../shared/CaptureError';
import { asCaptureError } from './captureErrors';

const KEPT_OPEN = 4;

interface Opened {
  capture: Promise<OpenCapture>;
  info: Promise<CaptureInfo>;
}

/**
 * Captures that the analysis library has open. The calls on one of them wait for each other, so what takes long gets one
 * of its own and what is quick shares one, of which the last few stay open.
 */
export class OpenCaptures {
  /** By path and identity, the oldest first. */
  private readonly opened = new Map<string, Opened>();

  constructor(
    private readonly analysis: Analysis | null,
    private readonly key: Uint8Array | undefined,
  ) {}

  async info(path: string, identity: string): Promise<CaptureInfo> {
    return this.shared(path, identity).info.catch((error: unknown) => {
      throw asCaptureError(error);
    });
  }

  /** For calls that are over soon. */
  async quick<T>(path: string, identity: string, call: (capture: OpenCapture) => Promise<T>): Promise<T> {
    try {
      return await call(await this.shared(path, identity).capture);
    } catch (error) {
      throw asCaptureError(error);
    }
  }

  async alone<T>(
    path: string,
    signal: AbortSignal | undefined,
    call: (capture: OpenCapture) => Promise<T>,
  ): Promise<T> {
    try {
      const capture = await this.open(path, signal);
      try {
        return await call(capture);
      } finally {
        capture.close();
      }
    } catch (error) {
      throw asCaptureError(error);
    }
  }

  closeAll(): void {
    for (const name of [...this.opened.keys()]) this.close(name);
  }

  private shared(path: string, identity: string): Opened {
    const name = `${identity}:${path}`;
    const opened = this.opened.get(name) ?? this.openShared(path);
    this.opened.delete(name);
    this.opened.set(name, opened);
    opened.info.catch(() => {
      if (this.opened.get(name) === opened) this.close(name);
    });
    const [oldest] = this.opened.keys();
    if (this.opened.size > KEPT_OPEN && oldest !== undefined) this.close(oldest);
    return opened;
  }

  private openShared(path: string): Opened {
    const capture = this.open(path, undefined);
    return { capture, info: capture.then((each) => each.info()) };
  }

  private open(path: string, signal: AbortSignal | undefined): Promise<OpenCapture> {
    if (this.analysis === null) {
      const told = 'the analysis library is not there, so nothing can be measured: see voice-recorder doctor';
      return Promise.reject(new CaptureError('not-supported', told));
    }
    return this.analysis.open(path, {
      ...(this.key === undefined ? {} : { key: this.key }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  private close(name: string): void {
    const opened = this.opened.get(name);
    this.opened.delete(name);
    opened?.capture.then(
      (capture) => {
        capture.close();
      },
      () => undefined,
    );
  }
}

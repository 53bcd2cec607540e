import { AnalysisError } from '../../../shared/AnalysisError';
import type { CaptureInfo } from '../../../shared/analysis';
import type { BlockingWork, WasmAnalysis, WasmCapture } from '../../../shared/wasm/WasmAnalysis';
import type { HostFolders, Inside } from './HostFolders';
import type { CallMessage, CallName, WorkerCalls } from './messages';

interface Held {
  capture: WasmCapture;
  path: string;
  inside: Inside;
}

interface Given<T = unknown> {
  value: T;
  transfer?: ArrayBuffer[];
}

type Handlers = {
  [Name in CallName]: (takes: WorkerCalls[Name]['takes'], work: BlockingWork) => Given<WorkerCalls[Name]['gives']>;
};

/** What the worker does for each message: paths of this machine, captures by number. */
export class WorkerHost {
  private readonly held = new Map<number, Held>();
  private lastCapture = 0;
  private readonly handlers: Handlers;

  constructor(
    private readonly analysis: WasmAnalysis,
    private readonly folders: HostFolders,
  ) {
    this.handlers = { ...this.libraryHandlers(), ...this.captureHandlers() };
  }

  get broken(): boolean {
    return this.analysis.broken !== undefined;
  }

  call<Name extends CallName>(message: CallMessage<Name>, work: BlockingWork): Given {
    const handler: Handlers[Name] = this.handlers[message.name];
    return handler(message.takes, work);
  }

  private libraryHandlers(): Pick<Handlers, 'capabilities' | 'open' | 'listRings' | 'spectrogramOfSamples'> {
    return {
      capabilities: () => ({ value: this.analysis.capabilities() }),
      open: ({ path, key }, work) => ({ value: this.open(path, { key, ...work }) }),
      listRings: ({ recoveryFolder, key }) => {
        const inside = this.folders.enter(recoveryFolder);
        const rings = spoken(inside, () => this.analysis.listRings(inside.path, key), inside.leave);
        return { value: rings.map((ring) => ({ ...ring, path: inside.outside(ring.path) })) };
      },
      spectrogramOfSamples: ({ samples, channels, request, bytes }) => {
        const into = new Uint8Array(bytes);
        this.analysis.spectrogramOfSamples(samples, channels, request, into);
        return { value: into, transfer: [into.buffer] };
      },
    };
  }

  private captureHandlers(): Omit<Handlers, 'capabilities' | 'open' | 'listRings' | 'spectrogramOfSamples'> {
    return {
      info: ({ capture }) => ({ value: this.info(this.of(capture)) }),
      envelope: ({ capture, lane }, work) => bytes(this.on(capture, (opened) => opened.envelope(lane, work))),
      map: ({ capture, lane }, work) => ({ value: this.on(capture, (opened) => opened.map(lane, work)) }),
      loudness: ({ capture, lane }, work) => ({ value: this.on(capture, (opened) => opened.loudness(lane, work)) }),
      diagnose: ({ capture }, work) => ({ value: this.on(capture, (opened) => opened.diagnose(work)) }),
      expect: ({ capture, expectations }, work) => ({
        value: this.on(capture, (opened) => opened.expect(expectations, work)),
      }),
      spectrogram: ({ capture, request, bytes: size }, work) => {
        const into = new Uint8Array(size);
        this.on(capture, (opened) => opened.spectrogram(request, into, work));
        return bytes(into);
      },
      read: ({ capture, lane, firstFrame, samples: count }) => {
        const samples = new Float32Array(count);
        const channels = this.on(capture, (opened) => opened.channelsOf(lane));
        const frames = this.on(capture, (opened) => opened.read(lane, firstFrame, samples));
        return { value: { frames, channels, samples }, transfer: [samples.buffer] };
      },
      adtsIndex: ({ capture, file }) => bytes(this.on(capture, (opened) => opened.adtsIndex(file))),
      export: ({ capture, path, request }, work) => {
        const target = this.folders.enter(path);
        const call = (): WorkerCalls['export']['gives'] =>
          this.on(capture, (opened) => opened.export(target.path, request, work));
        const result = spoken(target, call, target.leave);
        return { value: { ...result, file: target.outside(result.file) } };
      },
      close: ({ capture }) => {
        const held = this.held.get(capture);
        this.held.delete(capture);
        held?.capture.close();
        if (!this.broken) held?.inside.leave();
        return { value: null };
      },
    };
  }

  private open(path: string, options: { key?: Uint8Array } & BlockingWork): number {
    const inside = this.folders.enter(path);
    const leaveOnError = (): void => {
      if (!this.broken) inside.leave();
    };
    const capture = spoken(inside, () => this.analysis.open(inside.path, options), undefined, leaveOnError);
    this.lastCapture += 1;
    this.held.set(this.lastCapture, { capture, path, inside });
    return this.lastCapture;
  }

  /** The path as it was given, and folders of this machine in what is told. */
  private info({ capture, path, inside }: Held): CaptureInfo {
    const info = spoken(inside, () => capture.info());
    return { ...info, path, problems: info.problems.map(inside.outside) };
  }

  private on<T>(capture: number, call: (opened: WasmCapture) => T): T {
    const held = this.of(capture);
    return spoken(held.inside, () => call(held.capture));
  }

  private of(capture: number): Held {
    const held = this.held.get(capture);
    if (held) return held;
    throw new AnalysisError('invalid-parameter', 'the capture is closed: open it again');
  }
}

function bytes(value: Uint8Array): Given<Uint8Array> {
  return { value, transfer: value.buffer instanceof ArrayBuffer ? [value.buffer] : [] };
}

/** Runs a call so that its errors name folders of this machine. */
function spoken<T>(inside: Inside, call: () => T, always?: () => void, onError?: () => void): T {
  try {
    return call();
  } catch (error) {
    onError?.();
    if (error instanceof AnalysisError) throw new AnalysisError(error.code, inside.outside(error.message));
    throw error;
  } finally {
    always?.();
  }
}

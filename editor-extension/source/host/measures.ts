import type { Analysis, Diagnosis, LaneMap, Loudness, OpenCapture, Work } from '../shared/analysis';
import type { CaptureChange } from '../shared/captures';
import type { CaptureCache } from './CaptureCache';
import type { OpenCaptures } from './OpenCaptures';
import { WorkQueue } from './WorkQueue';

type LaneMeasure = 'envelope' | 'map' | 'loudness';
export type Measure = LaneMeasure | 'diagnosis';

/** What is looked at first is measured first. */
const URGENCY: Record<Measure, number> = { envelope: 0, map: 1, loudness: 2, diagnosis: 3 };
const AT_ONCE = 3;

export interface MeasuredCapture {
  id: string;
  path: string;
  identity: string;
  /** Its results are never put on disk. */
  inMemory: boolean;
}

interface Measuring {
  measure(open: OpenCapture, work: Work): Promise<Uint8Array>;
  tell(done: number): void;
}

/** Results of captures and their lanes: cached, or measured by the analysis library, a few at once. */
export class Measures {
  private readonly queue = new WorkQueue(AT_ONCE);
  private version: Promise<string> | null = null;

  constructor(
    private readonly analysis: Analysis | null,
    private readonly cache: CaptureCache,
    private readonly opened: OpenCaptures,
    private readonly tell: (change: CaptureChange) => void,
  ) {}

  envelope(capture: MeasuredCapture, lane: number, signal?: AbortSignal): Promise<Uint8Array> {
    return this.measured('envelope', capture, lane, signal, (open, work) => open.envelope(lane, work));
  }

  async map(capture: MeasuredCapture, lane: number, signal?: AbortSignal): Promise<LaneMap> {
    const measure = async (open: OpenCapture, work: Work) => asBytes(await open.map(lane, work));
    return fromBytes(await this.measured('map', capture, lane, signal, measure)) as LaneMap;
  }

  async loudness(capture: MeasuredCapture, lane: number, signal?: AbortSignal): Promise<Loudness> {
    const measure = async (open: OpenCapture, work: Work) => asBytes(await open.loudness(lane, work));
    return fromBytes(await this.measured('loudness', capture, lane, signal, measure)) as Loudness;
  }

  async diagnosis(capture: MeasuredCapture, signal?: AbortSignal): Promise<Diagnosis> {
    const measure = async (open: OpenCapture, work: Work) => asBytes(await open.diagnose(work));
    const tell = (done: number): void => {
      this.tell({ kind: 'progress', id: capture.id, lane: null, what: 'diagnosis', done });
    };
    return fromBytes(await this.shared('diagnosis', 'diagnosis', capture, signal, { measure, tell })) as Diagnosis;
  }

  /** Changes with what a diagnosis finds; null: nothing can be diagnosed here. */
  async detectors(): Promise<number | null> {
    return (await this.analysis?.capabilities())?.detectors ?? null;
  }

  async adtsIndex(capture: MeasuredCapture, file: number, signal?: AbortSignal): Promise<Uint8Array> {
    const key = { ...capture, identity: await this.keyOf(capture), what: `index-${file}` };
    return this.cache.get(key, signal, () =>
      this.opened.quick(capture.path, capture.identity, (open) => open.adtsIndex(file)),
    );
  }

  /** Of the files and of what measures them: another build, or a decoder that has come, gives other results. */
  async keyOf(capture: MeasuredCapture): Promise<string> {
    this.version ??= this.versionOfAnalysis();
    return `${await this.version}:${capture.identity}`;
  }

  private async measured(
    what: LaneMeasure,
    capture: MeasuredCapture,
    lane: number,
    signal: AbortSignal | undefined,
    measure: Measuring['measure'],
  ): Promise<Uint8Array> {
    const tell = (done: number): void => {
      this.tell({ kind: 'progress', id: capture.id, lane, what, done });
    };
    return this.shared(what, `${what}-${lane}`, capture, signal, { measure, tell });
  }

  private async shared(
    measured: Measure,
    what: string,
    capture: MeasuredCapture,
    signal: AbortSignal | undefined,
    { measure, tell }: Measuring,
  ): Promise<Uint8Array> {
    const key = { ...capture, identity: await this.keyOf(capture), what };
    let told = 0;
    const onProgress = (done: number): void => {
      told = done;
      tell(done);
    };
    // A short pass is over before it has told so, and one that failed never does.
    const atEnd = (): void => {
      if (told < 1) onProgress(1);
    };
    return this.cache.get(key, signal, (all) =>
      this.queue.run(URGENCY[measured], all, () =>
        this.opened.alone(capture.path, all, (open) => measure(open, { signal: all, onProgress })).finally(atEnd),
      ),
    );
  }

  private async versionOfAnalysis(): Promise<string> {
    const can = await this.analysis?.capabilities();
    return JSON.stringify([can?.version, can?.abiVersion, can?.fingerprint, can?.aacDecoder.name, can?.encryption]);
  }
}

const asBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');
const fromBytes = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString('utf8'));

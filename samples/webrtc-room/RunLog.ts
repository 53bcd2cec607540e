import { RecordingCode } from '../../assets/scripts/index';
import type { Capture, RecorderStats, SourceStats, VoiceRecorder } from '../../assets/scripts/index';
import type { PlannedTask } from './plan';

/** By how much a recording may be shorter or longer than the log takes it to be, which hears of its start apart. */
export const LENGTH_TOLERANCE_S = 0.06;

/** What one source did while a task ran. */
export interface SourceRecord {
  userId: string;
  kind: string;
  peakDbfs: number;
  blocksTaken: number;
  blocksDropped: number;
}

export interface TaskRecord {
  task: PlannedTask;
  /** From the call that began it to the call that ended it, on the recorder's clock. */
  recordedSeconds: number;
  /** Codes of its events, in order. */
  codes: number[];
  sources: SourceRecord[];
  capture: Capture | undefined;
}

export interface DumpRecord {
  reason: string;
  /** What was asked for, or all there was if that is less. */
  expectedSeconds: number;
  /** There was no more than that, or so little that the log cannot tell. */
  isWholeBuffer: boolean;
  capture: Capture | undefined;
  /** Why there is no capture. */
  failure: string;
  /** Whether the task still ran when the file was complete. */
  recordingWentOn: boolean;
}

/** Follows the recorder's events and levels, so that the run can be judged at its end. */
export class RunLog {
  readonly tasks: TaskRecord[] = [];
  readonly dumps: DumpRecord[] = [];
  private startedMs = 0;
  private atStart = new Map<number, SourceStats>();

  constructor(private readonly recorder: VoiceRecorder) {
    recorder.on('audioRecording', ({ code, capture }) => {
      const record = this.tasks.at(-1);
      if (!record) return;
      record.codes.push(code);
      if (code === RecordingCode.Finish) record.capture = capture;
    });
  }

  /** Call at the moment at which the task is started. */
  begin(task: PlannedTask): void {
    this.startedMs = this.recorder.now;
    this.atStart = new Map(this.recorder.stats.sources.map((source) => [source.id, source]));
    this.tasks.push({ task, recordedSeconds: 0, codes: [], sources: [], capture: undefined });
  }

  /** Call every frame: peaks last 100 ms only. */
  watch(stats: RecorderStats): void {
    const record = this.tasks.at(-1);
    if (!record || record.recordedSeconds > 0) return;
    record.sources = stats.sources.map((source) => {
      const before = this.atStart.get(source.id);
      const known = record.sources.find(({ userId }) => userId === source.userId);
      return {
        userId: source.userId,
        kind: source.kind,
        peakDbfs: Math.max(source.peakDbfs, known?.peakDbfs ?? -120),
        blocksTaken: source.blocksTaken - (before?.blocksTaken ?? 0),
        blocksDropped: source.blocksDropped - (before?.blocksDropped ?? 0),
      };
    });
  }

  /** Call at the moment at which the task is ended. */
  end(): void {
    const record = this.tasks.at(-1);
    if (record) record.recordedSeconds = this.elapsedSeconds;
  }

  /** Of the running task. */
  get elapsedSeconds(): number {
    return (this.recorder.now - this.startedMs) / 1000;
  }

  /** Follows a dump that was asked for at `askedMs`; resolves when it is done or failed. */
  async dump(reason: string, lastSeconds: number, askedMs: number, capture: Promise<Capture>): Promise<DumpRecord> {
    const elapsedSeconds = (askedMs - this.startedMs) / 1000;
    const isWholeBuffer = elapsedSeconds <= lastSeconds + LENGTH_TOLERANCE_S;
    const expectedSeconds = Math.min(elapsedSeconds, lastSeconds);
    const record: DumpRecord = {
      reason,
      expectedSeconds,
      isWholeBuffer,
      capture: undefined,
      failure: '',
      recordingWentOn: false,
    };
    this.dumps.push(record);
    try {
      record.capture = await capture;
      record.recordingWentOn = this.recorder.stats.taskState === 'cycle';
    } catch (error) {
      record.failure = (error as Error).message;
    }
    return record;
  }
}

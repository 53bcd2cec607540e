import type { NativeCapture, NativeEvent } from './NativeBridge';
import type { FlatNative } from './FlatNative';

/** Positions in the array that `ReadEvent` fills. */
enum Field {
  Kind,
  Code,
  TaskId,
  CaptureId,
  Progress,
  TimeMs,
  HasCapture,
  Format,
  SampleRate,
  Channels,
  DurationSeconds,
  StartedAtUnixMs,
  Origin,
  SizeBytes,
  PeakDbfs,
  TrackCount,
  Length,
}

/** Indices of `EventText`. */
enum Words {
  Path,
  Text,
  FilePath,
  SidecarPath,
  Reason,
  FirstTrackPath,
}

/** Takes the oldest event of a recorder out of native code; undefined when there is none. */
export class EventReader {
  private readonly numbers = new Float64Array(Field.Length);

  constructor(private readonly native: FlatNative) {}

  poll(recorder: number): NativeEvent | undefined {
    if (!this.native.Poll(recorder)) return undefined;
    this.native.ReadEvent(this.numbers);
    const event: NativeEvent = {
      kind: this.number(Field.Kind),
      code: this.number(Field.Code),
      taskId: this.number(Field.TaskId),
      captureId: this.number(Field.CaptureId),
      progress: this.number(Field.Progress),
      timeMs: this.number(Field.TimeMs),
      path: this.native.EventText(Words.Path),
      text: this.native.EventText(Words.Text),
    };
    if (this.number(Field.HasCapture) !== 0) event.capture = this.capture();
    return event;
  }

  private capture(): NativeCapture {
    return {
      filePath: this.native.EventText(Words.FilePath),
      sidecarPath: this.native.EventText(Words.SidecarPath),
      format: this.number(Field.Format),
      sampleRate: this.number(Field.SampleRate),
      channels: this.number(Field.Channels),
      durationSeconds: this.number(Field.DurationSeconds),
      startedAtUnixMs: this.number(Field.StartedAtUnixMs),
      reason: this.native.EventText(Words.Reason),
      origin: this.number(Field.Origin),
      sizeBytes: this.number(Field.SizeBytes),
      peakDbfs: this.number(Field.PeakDbfs),
      trackPaths: this.trackPaths(),
    };
  }

  private trackPaths(): string[] {
    const paths: string[] = [];
    for (let i = 0; i < this.number(Field.TrackCount); i++) {
      paths.push(this.native.EventText(Words.FirstTrackPath + i));
    }
    return paths;
  }

  private number(field: Field): number {
    return this.numbers[field] ?? 0;
  }
}

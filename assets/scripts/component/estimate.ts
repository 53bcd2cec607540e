/** What of the fields decides what a recording costs. */
export interface CostFields {
  readonly filePath: string;
  readonly sampleRate: number;
  /** 0 Low, 1 Medium, 2 High. */
  readonly quality: number;
  readonly cycleTime: number;
  /** Of the file, 1 or 2. */
  readonly channels: number;
  readonly isSplit: boolean;
  /** Kept on disk until it is in its file. */
  readonly isDurable: boolean;
  /** Files of single users beside the mix; 0: none. */
  readonly ownTracks: number;
  readonly maxSources: number;
}

/** What a recording costs, about: the inspector has no native plugin to ask. */
export interface EstimatedCost {
  /** Memory while it runs. */
  readonly memoryBytes: number;
  /** Its files, each second. */
  readonly bytesPerSecond: number;
  /** The capture of a full cycle buffer; in real time, of one hour. */
  readonly fileBytes: number;
}

const MONO_AAC_BITS = [27000, 50000, 96000];
const MOST_AAC_BITS_PER_SAMPLE = 6;
/** The buffer holds so much more than it keeps. */
const SLACK_S = 2;
/** Of what is on disk, memory keeps no more. */
const MEMORY_OF_DURABLE_S = 60;
const SEGMENT_S = 2;
const AAC_SLACK = 1.06;
const LEVELS_PER_SECOND = 100;
const LEVEL_BYTES = 8.2;
const LEVEL_SLACK_S = 12;
const HOUR_S = 3600;

/** The native `estimate` in short; a test compares them. */
export function estimateCost(fields: CostFields): EstimatedCost {
  const { cycleTime, isDurable, ownTracks } = fields;
  const isCycle = cycleTime > 0;
  const mix = streamBytesPerSecond(fields, fields.channels);
  const track = streamBytesPerSecond(fields, fields.isSplit ? 1 : fields.channels);
  const bytesPerSecond = mix + ownTracks * track;
  const seconds = isCycle ? cycleTime : HOUR_S;
  let memoryBytes = 0;
  if (isCycle) {
    const keptS = isDurable ? Math.min(cycleTime, MEMORY_OF_DURABLE_S) : cycleTime;
    const slack = isAac(fields.filePath) ? AAC_SLACK : 1;
    memoryBytes += bytesPerSecond * ((keptS + SLACK_S) * slack + SEGMENT_S);
  }
  if (isCycle || !isDurable) {
    memoryBytes += (fields.maxSources + 1) * (seconds + LEVEL_SLACK_S) * LEVELS_PER_SECOND * LEVEL_BYTES;
  }
  return { memoryBytes, bytesPerSecond, fileBytes: bytesPerSecond * seconds };
}

/** Whether a file of this path is AAC. */
export function isAac(filePath: string): boolean {
  return /\.aac$/i.test(filePath);
}

function streamBytesPerSecond({ filePath, sampleRate, quality }: CostFields, channels: number): number {
  if (!isAac(filePath)) return sampleRate * channels * 2;
  const mono = MONO_AAC_BITS[quality] ?? 0;
  const wanted = channels === 2 ? (mono / 5) * 8 : mono;
  return Math.floor(Math.min(wanted, MOST_AAC_BITS_PER_SAMPLE * sampleRate * channels) / 8);
}

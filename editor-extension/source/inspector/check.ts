import { estimateCost } from '../../../assets/scripts/config/estimate';
import type { CostEstimate } from '../../../assets/scripts/config/estimate';
import { checkRecorderOptions, readRecorderOptions } from '../../../assets/scripts/config/recorderOptions';
import type { RecorderSettings } from '../../../assets/scripts/config/recorderOptions';
import { checkTaskConfig } from '../../../assets/scripts/config/taskConfig';
import { parseHotkey } from '../../../assets/scripts/hotkey/HotkeyBinding';
import type { ComponentDump, DumpProperty } from './dump';

/** What is said beside the fields; the text in i18n is `remark` and the name. */
export type Remark = 'suffix' | 'nothingToSave' | 'phones';

export interface Check {
  /** What a start would be refused for, in the recorder's own words, which are English; empty when it would not. */
  problem: string;
  remarks: Remark[];
  /** Null where the fields are refused. */
  cost: CostEstimate | null;
  isCycle: boolean;
}

/** Stands for the folders of the running game, which nobody knows here. */
const GAME = '/game';
/** What a phone gives to the buffer when the component names no bound. */
const PHONE_BUFFER_BYTES = 64 * 2 ** 20;
const TASK_NUMBERS = ['sampleRate', 'quality', 'position', 'cycleTime', 'overwrite'];
const OPTION_NUMBERS = ['minFreeBytes', 'maxRingBytes', 'maxSources', 'maxTracks', 'mixDelayMs', 'requireConsent'];

/** Checks the fields of a component as a start of the game would, and says what it would cost. */
export function checkComponent({ value: fields }: ComponentDump): Check {
  const isCycle = Number(fields['cycleTime']?.value ?? 0) > 0;
  const refused = (problem: string): Check => ({ problem, remarks: [], cost: null, isCycle });
  try {
    const options = checkRecorderOptions(readRecorderOptions(optionsOf(fields)), {});
    const task = checkTaskConfig(taskOf(fields), options);
    if (hasHotkey(fields)) parseHotkey(fields['hotkey']?.value);
    const cost = estimateCost(task, options);
    if (isCycle && cost.bufferBytes > options.maxBufferBytes) return refused(tooLarge(cost, options));
    return { problem: '', remarks: remarksOf(fields, task.filePath, cost), cost, isCycle };
  } catch (error) {
    return refused((error as Error).message);
  }
}

type Fields = Readonly<Record<string, DumpProperty>>;

function optionsOf(fields: Fields): Record<string, unknown> {
  const options: Record<string, unknown> = {
    ...picked(fields, OPTION_NUMBERS),
    name: textOf(fields, 'recorderName'),
    capturesFolder: absoluteOf(textOf(fields, 'capturesFolder')),
    recoveryFolder: absoluteOf(textOf(fields, 'recoveryFolder')),
    nameTemplate: textOf(fields, 'nameTemplate'),
    maxBufferBytes: fields['maxBufferBytes']?.value === 0 ? undefined : fields['maxBufferBytes']?.value,
    logLevel: wordOf(fields['logLevel']),
  };
  options['retention'] = {
    count: fields['retentionCount']?.value,
    bytes: fields['retentionBytes']?.value,
    ageSeconds: fields['retentionAgeSeconds']?.value,
  };
  return options;
}

function taskOf(fields: Fields): Record<string, unknown> {
  const durability = wordOf(fields['durability']);
  const channels = fields['channels']?.value;
  return {
    ...picked(fields, TASK_NUMBERS),
    // Dumps alone need no file; that of a recording may be given when it starts.
    filePath: absoluteOf(textOf(fields, 'filePath')) ?? `${GAME}/voice.wav`,
    channels: channels === 0 ? undefined : channels,
    layout: wordOf(fields['layout']),
    durability: durability === 'default' ? undefined : durability,
    tracks: wordOf(fields['tracks']),
  };
}

function picked(fields: Fields, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, fields[name]?.value]));
}

/** undefined: empty, which is as good as absent. */
function textOf(fields: Fields, name: string): unknown {
  const value = fields[name]?.value;
  return value === '' ? undefined : value;
}

/** A relative path lies in a folder of the game. */
function absoluteOf(path: unknown): unknown {
  return typeof path !== 'string' || /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path) ? path : `${GAME}/${path}`;
}

/** The name of what is chosen, as the options have it; a value that has no name stays what it is. */
function wordOf(property: DumpProperty | undefined): unknown {
  const name = property?.enumList?.find(({ value }) => value === property.value)?.name;
  return name?.toLowerCase() ?? property?.value;
}

function tooLarge({ bufferBytes }: CostEstimate, { maxBufferBytes }: RecorderSettings): string {
  const advice = 'lower cycleTime, sampleRate or channels, or record AAC';
  return `this buffer needs ${bufferBytes} bytes, maxBufferBytes is ${maxBufferBytes}: ${advice}`;
}

function remarksOf(fields: Fields, filePath: string, cost: CostEstimate): Remark[] {
  const isCycle = Number(fields['cycleTime']?.value) > 0;
  const remarks: Remark[] = [];
  if (!/\.(wav|aac)$/i.test(filePath)) remarks.push('suffix');
  const hasTrigger = hasHotkey(fields) || fields['threeFingerTap']?.value === true;
  if (hasTrigger && !isCycle) remarks.push('nothingToSave');
  if (isCycle && fields['maxBufferBytes']?.value === 0 && cost.bufferBytes > PHONE_BUFFER_BYTES) remarks.push('phones');
  return remarks;
}

function hasHotkey(fields: Fields): boolean {
  const key = fields['hotkey']?.value;
  return key !== undefined && key !== '';
}

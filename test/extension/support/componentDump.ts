import type { ComponentDump, DumpProperty } from '../../../editor-extension/source/inspector/dump';

const LAYOUTS = [
  { name: 'Mix', value: 0 },
  { name: 'Split', value: 1 },
];
const DURABILITIES = ['Default', 'Memory', 'Process'].map((name, value) => ({ name, value }));
const TRACKS = ['Mix', 'Separate'].map((name, value) => ({ name, value }));
const QUALITIES = ['Low', 'Medium', 'High'].map((name, value) => ({ name, value }));
const LEVELS = ['None', 'Error', 'Warning', 'Info'].map((name, value) => ({ name, value }));

const group = (name: string, displayOrder: number) => ({ id: name, name, displayOrder, style: 'section' });
const RECORDING = group('Recording', 0);
const FOLDERS = group('Folders', 1);

type Values = Record<string, string | number | boolean>;

/** A component as Creator's inspector gives it, with these values instead of the component's defaults. */
export function componentDump(values: Values = {}): ComponentDump {
  const property = (value: DumpProperty['value'], more: Partial<DumpProperty> = {}): DumpProperty => ({
    value,
    visible: true,
    readonly: false,
    ...more,
  });
  const fields: Record<string, DumpProperty> = {
    uuid: property('01', { visible: false }),
    name: property('VoiceRecorder', { visible: false }),
    enabled: property(true, { visible: false }),
    __scriptAsset: property({ uuid: '02' }, { visible: true }),
    filePath: property('voice_{date}.wav', { group: RECORDING }),
    cycleTime: property(60, { group: RECORDING }),
    sampleRate: property(32000, { group: RECORDING }),
    quality: property(1, { group: RECORDING, visible: false, enumList: QUALITIES }),
    position: property(0, { group: RECORDING }),
    layout: property(0, { group: RECORDING, enumList: LAYOUTS }),
    channels: property(0, { group: RECORDING }),
    tracks: property(0, { group: RECORDING, enumList: TRACKS }),
    overwrite: property(true, { group: RECORDING }),
    durability: property(0, { group: RECORDING, enumList: DURABILITIES }),
    estimatedMemoryMiB: property(1, { group: RECORDING, readonly: true }),
    recorderName: property(''),
    capturesFolder: property('captures', { group: FOLDERS }),
    recoveryFolder: property('', { group: FOLDERS }),
    nameTemplate: property('', { group: FOLDERS }),
    retentionCount: property(0, { group: FOLDERS }),
    retentionBytes: property(0, { group: FOLDERS }),
    retentionAgeSeconds: property(0, { group: FOLDERS }),
    minFreeBytes: property(0, { group: FOLDERS }),
    maxBufferBytes: property(0, { group: FOLDERS }),
    maxRingBytes: property(0, { group: FOLDERS }),
    maxSources: property(8, { group: FOLDERS }),
    maxTracks: property(4, { group: FOLDERS }),
    mixDelayMs: property(200, { group: FOLDERS }),
    requireConsent: property(false),
    logLevel: property(2, { enumList: LEVELS }),
    hotkey: property('F9'),
    threeFingerTap: property(true),
  };
  for (const [key, value] of Object.entries(values)) fields[key] = { ...property(value), ...fields[key], value };
  return { value: fields };
}

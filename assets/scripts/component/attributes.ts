import { CCFloat, CCInteger, EventHandler } from 'cc';
import { isAac } from './settings';
import {
  ChannelCount,
  Durability,
  LogLines,
  RecordingLayout,
  RecordingPosition,
  RecordingQuality,
  SampleRate,
  Tracks,
} from './enums';
import type { HotkeyFields } from './HotkeyInput';
import type { OptionFields, RecordingFields } from './settings';
import type { TestToneFields } from './TestTone';

type Fields = RecordingFields & OptionFields & HotkeyFields & TestToneFields;

/** Texts stand in the editor extension, English and Chinese. */
const TEXTS = 'i18n:voice-recorder.component';

/** The sections of the inspector in their order. */
export const GROUPS = [
  'recording',
  'folders',
  'retention',
  'bounds',
  'hotkey',
  'consentAndLog',
  'testTone',
  'events',
] as const;

function inGroup<T extends Record<string, object>>(group: (typeof GROUPS)[number], fields: T): T {
  const section = {
    id: group,
    name: `${TEXTS}.groups.${group}`,
    displayOrder: GROUPS.indexOf(group),
    style: 'section',
  };
  const texts = (name: string) => ({
    displayName: `${TEXTS}.labels.${name}`,
    tooltip: `${TEXTS}.tips.${name}`,
  });
  const entries = Object.entries(fields).map(([name, own]) => [name, { group: section, ...texts(name), ...own }]);
  return Object.fromEntries(entries) as T;
}

const count = { type: CCInteger, min: 0, step: 1 };
const bytes = { ...count, unit: 'B' };
const seconds = { ...count, unit: 's' };

// A field whose value a start would refuse is always shown, so that it can be corrected.
const hasHotkey = (fields: Fields) => fields.hotkey !== '' || fields.threeFingerTap;

/**
 * What the inspector is told of every property: type, bounds, unit, group, and when it has a meaning beside the others.
 * The engine calls `visible` with the component as `this`.
 */
export const ATTRIBUTES = {
  ...inGroup('recording', {
    recorderName: {},
    startOnRoomEnter: {},
    filePath: {},
    cycleTime: { type: CCInteger, range: [0, 3600, 1], unit: 's' },
    sampleRate: { type: SampleRate, unit: 'Hz' },
    quality: {
      type: RecordingQuality,
      visible(this: Fields) {
        return isAac(this.filePath);
      },
    },
    position: { type: RecordingPosition },
    layout: {
      type: RecordingLayout,
      visible(this: Fields) {
        const isMixed = this.position === RecordingPosition.MixedRecordingAndPlayback;
        return isMixed || this.layout === RecordingLayout.Split;
      },
    },
    channels: {
      type: ChannelCount,
      visible(this: Fields) {
        return this.layout !== RecordingLayout.Split || this.channels === ChannelCount.Mono;
      },
    },
    tracks: { type: Tracks },
    overwrite: {},
    durability: { type: Durability },
    estimatedMemoryMiB: { type: CCFloat, readonly: true, unit: 'MiB' },
    estimatedFileMiB: { type: CCFloat, readonly: true, unit: 'MiB' },
  }),
  ...inGroup('folders', {
    capturesFolder: {},
    recoveryFolder: {},
    nameTemplate: {},
  }),
  ...inGroup('retention', {
    retentionCount: count,
    retentionBytes: bytes,
    retentionAgeSeconds: seconds,
  }),
  ...inGroup('bounds', {
    minFreeBytes: bytes,
    maxBufferBytes: {
      ...bytes,
      visible(this: Fields) {
        return this.cycleTime > 0 || this.maxBufferBytes !== 0;
      },
    },
    maxRingBytes: {
      ...bytes,
      visible(this: Fields) {
        return this.recoveryFolder !== '' || this.maxRingBytes !== 0;
      },
    },
    maxSources: { type: CCInteger, range: [1, 32, 1] },
    maxTracks: {
      type: CCInteger,
      range: [1, 32, 1],
      visible(this: Fields) {
        return this.tracks === Tracks.Separate;
      },
    },
    mixDelayMs: { type: CCInteger, range: [50, 500, 10], unit: 'ms' },
  }),
  ...inGroup('hotkey', {
    hotkey: {},
    threeFingerTap: {},
    cooldownMs: {
      type: CCInteger,
      range: [0, 600000, 100],
      unit: 'ms',
      visible(this: Fields) {
        return hasHotkey(this);
      },
    },
    lastSeconds: {
      type: CCFloat,
      range: [0, 3600, 1],
      unit: 's',
      visible(this: Fields) {
        return hasHotkey(this);
      },
    },
    afterSeconds: {
      type: CCFloat,
      range: [0, 600, 1],
      unit: 's',
      visible(this: Fields) {
        return hasHotkey(this);
      },
    },
    reason: {
      visible(this: Fields) {
        return hasHotkey(this);
      },
    },
  }),
  ...inGroup('consentAndLog', {
    requireConsent: {},
    logLevel: { type: LogLines },
  }),
  ...inGroup('testTone', {
    testTone: {},
    testToneHz: {
      type: CCFloat,
      range: [50, 8000, 1],
      unit: 'Hz',
      visible(this: Fields) {
        return this.testTone;
      },
    },
    testToneDbfs: {
      type: CCFloat,
      range: [-60, 0, 1],
      unit: 'dB',
      visible(this: Fields) {
        return this.testTone;
      },
    },
  }),
  ...inGroup('events', {
    dumpDone: { type: [EventHandler] },
    dumpFailed: { type: [EventHandler] },
    recordingChanged: { type: [EventHandler] },
  }),
};

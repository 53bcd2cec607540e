import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as api from '../../assets/scripts/index';
import {
  NativeEventKind,
  SourceStatsField,
  StatsField,
  STATS_MAX_SOURCES,
} from '../../assets/scripts/bridge/NativeBridge';
import { checkRecorderOptions, readRecorderOptions } from '../../assets/scripts/config/recorderOptions';
import { DEGRADED_REASONS, RECORDING_STATES } from '../../assets/scripts/config/enums';
import { KEY_BYTES } from '../../assets/scripts/config/encryptionKey';
import { NOTICES } from '../../assets/scripts/config/notices';
import { checkDump, SOURCE_KINDS } from '../../assets/scripts/config/requests';
import { checkTaskConfig } from '../../assets/scripts/config/taskConfig';

const header = readFileSync(join(__dirname, '../../native/plugins/voice-recorder/include/voice_recorder.h'), 'utf8');

/** The number that the header gives to a name of an enum or a macro. */
function inHeader(name: string): number {
  const match = new RegExp(`\\b${name}(?:\\s*=\\s*|\\s+)(-?\\d+)`).exec(header);
  if (match === null) throw new Error(`${name} is not in the header`);
  return Number(match[1]);
}

/** The comment and declaration of a struct's field. */
function fieldText(struct: string, field: string): string {
  const body = new RegExp(`typedef struct ${struct} \\{([\\s\\S]*?)\\n\\} ${struct};`).exec(header)?.[1] ?? '';
  const match = new RegExp(`\\b${field};\\s*/\\*([\\s\\S]*?)\\*/`).exec(body);
  if (match === null) throw new Error(`${struct}.${field} is not in the header`);
  return String(match[1]).replace(/\s+/g, ' ');
}

function defaultOf(struct: string, field: string): string {
  const match = /default:? ([^;,)]+?)\s*(?:[;,)]|$)/.exec(fieldText(struct, field));
  if (match === null) throw new Error(`${struct}.${field} names no default`);
  return String(match[1]).trim();
}

describe('Enums', () => {
  test.each([
    ['Ok', 'VR_OK'],
    ['InvalidParameter', 'VR_ERROR_INVALID_PARAMETER'],
    ['InvalidState', 'VR_ERROR_INVALID_STATE'],
    ['NotInRoom', 'VR_ERROR_NOT_IN_ROOM'],
    ['BlockDropped', 'VR_ERROR_BLOCK_DROPPED'],
    ['NotSupported', 'VR_ERROR_NOT_SUPPORTED'],
    ['OutOfMemory', 'VR_ERROR_OUT_OF_MEMORY'],
    ['Limit', 'VR_ERROR_LIMIT'],
  ] as const)('ReturnCode.%s is %s of the header', (name, native) => {
    expect(api.ReturnCode[name]).toBe(inHeader(native));
  });

  test.each([
    [api.RecordingCode.ErrorSuffix, 'VR_TASK_ERROR_SUFFIX'],
    [api.RecordingCode.OpenFileFailed, 'VR_TASK_OPEN_FILE_FAILED'],
    [api.RecordingCode.Start, 'VR_TASK_START'],
    [api.RecordingCode.RecordError, 'VR_TASK_ERROR'],
    [api.RecordingCode.Finish, 'VR_TASK_FINISH'],
    [api.Quality.Low, 'VR_QUALITY_LOW'],
    [api.Quality.Medium, 'VR_QUALITY_MEDIUM'],
    [api.Quality.High, 'VR_QUALITY_HIGH'],
    [api.Position.MixedRecordingAndPlayback, 'VR_POSITION_MIXED_RECORDING_AND_PLAYBACK'],
    [api.Position.Recording, 'VR_POSITION_RECORDING'],
    [api.Position.MixedPlayback, 'VR_POSITION_MIXED_PLAYBACK'],
    [api.LogLevel.None, 'VR_LOG_NONE'],
    [api.LogLevel.Error, 'VR_LOG_ERROR'],
    [api.LogLevel.Warning, 'VR_LOG_WARNING'],
    [api.LogLevel.Info, 'VR_LOG_INFO'],
    [NativeEventKind.Task, 'VR_EVENT_TASK'],
    [NativeEventKind.DumpAccepted, 'VR_EVENT_DUMP_ACCEPTED'],
    [NativeEventKind.DumpCaptured, 'VR_EVENT_DUMP_CAPTURED'],
    [NativeEventKind.DumpProgress, 'VR_EVENT_DUMP_PROGRESS'],
    [NativeEventKind.DumpDone, 'VR_EVENT_DUMP_DONE'],
    [NativeEventKind.DumpFailed, 'VR_EVENT_DUMP_FAILED'],
    [NativeEventKind.Degraded, 'VR_EVENT_DEGRADED'],
    [NativeEventKind.CaptureRemoved, 'VR_EVENT_CAPTURE_REMOVED'],
    [NativeEventKind.Log, 'VR_EVENT_LOG'],
    [NativeEventKind.State, 'VR_EVENT_STATE'],
    [NativeEventKind.Restored, 'VR_EVENT_RESTORED'],
    [NativeEventKind.Recovered, 'VR_EVENT_RECOVERED'],
    [NativeEventKind.RecoveryProblem, 'VR_EVENT_RECOVERY_PROBLEM'],
    [NativeEventKind.RecoveryDone, 'VR_EVENT_RECOVERY_DONE'],
    [NativeEventKind.Wiped, 'VR_EVENT_WIPED'],
    [NativeEventKind.RecoveryProgress, 'VR_EVENT_RECOVERY_PROGRESS'],
    [DEGRADED_REASONS.indexOf('pinned') + 1, 'VR_DEGRADED_PINNED'],
    [DEGRADED_REASONS.indexOf('disk') + 1, 'VR_DEGRADED_DISK'],
    [DEGRADED_REASONS.indexOf('memory') + 1, 'VR_DEGRADED_MEMORY'],
    [DEGRADED_REASONS.indexOf('tracks') + 1, 'VR_DEGRADED_TRACKS'],
    [RECORDING_STATES.indexOf('idle'), 'VR_RECORDING_STATE_IDLE'],
    [RECORDING_STATES.indexOf('recording'), 'VR_RECORDING_STATE_RECORDING'],
    [RECORDING_STATES.indexOf('paused'), 'VR_RECORDING_STATE_PAUSED'],
    [NOTICES.indexOf('background'), 'VR_NOTICE_BACKGROUND'],
    [NOTICES.indexOf('foreground'), 'VR_NOTICE_FOREGROUND'],
    [NOTICES.indexOf('interruptionBegan'), 'VR_NOTICE_INTERRUPTION_BEGAN'],
    [NOTICES.indexOf('interruptionEnded'), 'VR_NOTICE_INTERRUPTION_ENDED'],
    [NOTICES.indexOf('deviceChanged'), 'VR_NOTICE_DEVICE_CHANGED'],
    [KEY_BYTES, 'VR_ENCRYPTION_KEY_BYTES'],
    [SOURCE_KINDS.indexOf('local'), 'VR_SOURCE_LOCAL'],
    [SOURCE_KINDS.indexOf('remote'), 'VR_SOURCE_REMOTE'],
    [SOURCE_KINDS.indexOf('remoteMix'), 'VR_SOURCE_REMOTE_MIX'],
    [STATS_MAX_SOURCES, 'VR_STATS_MAX_SOURCES'],
  ])('%i is %s of the header', (value, native) => {
    expect(value).toBe(inHeader(native));
  });

  test('The long names of the SDK equal the short ones', () => {
    expect(api.NERtcAudioRecordingQuality).toEqual({
      kNERtcAudioRecordingQualityLow: 0,
      kNERtcAudioRecordingQualityMedium: 1,
      kNERtcAudioRecordingQualityHigh: 2,
      Low: 0,
      Medium: 1,
      High: 2,
    });
    expect(api.NERtcAudioRecordingPosition.kNERtcAudioRecordingPositionMixedRecordingAndPlayback).toBe(0);
    expect(api.NERtcAudioRecordingPosition.kNERtcAudioRecordingPositionRecording).toBe(1);
    expect(api.NERtcAudioRecordingPosition.kNERtcAudioRecordingPositionMixedPlayback).toBe(2);
    expect(Object.entries(api.NERtcAudioRecordingCycleTime).filter(([name]) => name.startsWith('kNERtc'))).toEqual(
      [0, 10, 60, 360, 900].map((seconds) => [`kNERtcAudioRecordingCycleTime${seconds}`, seconds]),
    );
    expect(api.NERtcAudioRecordingCode.kNERtcAudioRecordingFinish).toBe(api.RecordingCode.Finish);
    expect(api.Quality).toBe(api.NERtcAudioRecordingQuality);
    expect(api.Position).toBe(api.NERtcAudioRecordingPosition);
    expect(api.CycleTime).toBe(api.NERtcAudioRecordingCycleTime);
    expect(api.RecordingCode).toBe(api.NERtcAudioRecordingCode);
  });

  test('The array of statistics has a place for every number of the header', () => {
    const fieldsOf = (struct: string): string[] => {
      const body = new RegExp(`typedef struct ${struct} \\{([\\s\\S]*?)\\n\\} ${struct};`).exec(header)?.[1] ?? '';
      return [...body.matchAll(/^ {2}[a-z_0-9]+ ([a-z_0-9]+)(?:\[[^\]]+\])?;/gm)].map((match) => String(match[1]));
    };
    // struct_size is not a figure, sources are a part of their own
    expect(fieldsOf('vr_stats').filter((name) => name !== 'struct_size' && name !== 'sources')).toHaveLength(
      StatsField.SourcesStart,
    );
    expect(fieldsOf('vr_source_stats')).toHaveLength(SourceStatsField.Length);
  });
});

describe('Defaults', () => {
  const task = checkTaskConfig({ filePath: '/a.wav' });
  const recorder = checkRecorderOptions(readRecorderOptions(undefined), {});

  test('A task has the defaults of the header', () => {
    expect(task.sampleRate).toBe(Number(defaultOf('vr_task_config', 'sample_rate_hz')));
    expect(defaultOf('vr_task_config', 'quality')).toBe('VR_QUALITY_MEDIUM');
    expect(task.quality).toBe(inHeader('VR_QUALITY_MEDIUM'));
    expect(task.position).toBe(Number(defaultOf('vr_task_config', 'position')));
    expect(task.cycleTime).toBe(Number(defaultOf('vr_task_config', 'cycle_time_s')));
    expect(task.channels).toBe(Number.parseInt(defaultOf('vr_task_config', 'channels'), 10));
    expect(defaultOf('vr_task_config', 'layout')).toBe('VR_LAYOUT_MIX');
    expect(task.layout).toBe(inHeader('VR_LAYOUT_MIX'));
    expect(task.overwrite).toBe(defaultOf('vr_task_config', 'overwrite') === '1');
    expect(defaultOf('vr_task_config', 'durability')).toBe('VR_DURABILITY_DEFAULT');
    expect(task.durability).toBe(inHeader('VR_DURABILITY_DEFAULT'));
    expect(defaultOf('vr_task_config', 'tracks')).toBe('VR_TRACKS_MIX');
    expect(task.tracks).toBe(inHeader('VR_TRACKS_MIX'));
    expect(defaultOf('vr_task_config', 'encryption_key')).toBe('NULL');
    expect(task.encryptionKey).toHaveLength(0);
  });

  test('What a task may ask for has the numbers of the header', () => {
    const ask = (more: object): ReturnType<typeof checkTaskConfig> =>
      checkTaskConfig({ filePath: '/a.wav', ...more }, { recoveryFolder: '/recovery' });
    expect(ask({ durability: 'memory' }).durability).toBe(inHeader('VR_DURABILITY_MEMORY'));
    expect(ask({ durability: 'process' }).durability).toBe(inHeader('VR_DURABILITY_PROCESS'));
    expect(ask({ tracks: 'separate' }).tracks).toBe(inHeader('VR_TRACKS_SEPARATE'));
  });

  test('A recorder has the defaults of the header', () => {
    const bytesOf = (text: string): number => Number.parseInt(text, 10) * 1024 * 1024;
    expect(defaultOf('vr_recorder_options', 'min_free_bytes')).toBe('256 MiB');
    expect(recorder.minFreeBytes).toBe(bytesOf(defaultOf('vr_recorder_options', 'min_free_bytes')));
    expect(recorder.maxBufferBytes).toBe(bytesOf(defaultOf('vr_recorder_options', 'max_buffer_bytes')));
    expect(recorder.maxSources).toBe(Number(defaultOf('vr_recorder_options', 'max_sources')));
    expect(recorder.maxTracks).toBe(Number(defaultOf('vr_recorder_options', 'max_tracks')));
    expect(fieldText('vr_recorder_options', 'max_ring_bytes')).toContain('0: twice what it has at the start');
    expect([recorder.maxRingBytes, recorder.recoveryFolder]).toEqual([0, '']);
    expect(recorder.mixDelayMs).toBe(Number(defaultOf('vr_recorder_options', 'mix_delay_ms')));
    expect(defaultOf('vr_recorder_options', 'log_level')).toBe('VR_LOG_WARNING');
    expect(recorder.logLevel).toBe(inHeader('VR_LOG_WARNING'));
    expect(fieldText('vr_recorder_options', 'name_template')).toContain(`"${recorder.nameTemplate}"`);
    expect([recorder.retentionCount, recorder.retentionBytes, recorder.retentionAgeSeconds]).toEqual([0, 0, 0]);
    expect([recorder.requireConsent, recorder.virtualClock, recorder.capturesFolder]).toEqual([false, false, '']);
  });

  test('A dump has the defaults of the header', () => {
    expect(fieldText('vr_dump_request', 'reason')).toContain('NULL: "dump"');
    expect(checkDump(undefined).settings).toEqual({
      lastSeconds: 0,
      afterSeconds: 0,
      filePath: '',
      reason: 'dump',
      clear: false,
      overwrite: false,
      hotkey: '',
    });
  });
});

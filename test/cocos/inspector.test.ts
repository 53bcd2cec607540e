import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTRIBUTES, GROUPS } from '../../assets/scripts/component/attributes';
import * as enums from '../../assets/scripts/component/enums';
import { VoiceRecorderComponent } from '../../assets/scripts/component/VoiceRecorderComponent';
import { NERtcAudioRecordingPosition, NERtcAudioRecordingQuality, LogLevel } from '../../assets/scripts/config/enums';
import { RECORDER_FIELDS } from '../../assets/scripts/config/recorderOptions';
import { SAMPLE_RATES_HZ, TASK_FIELDS } from '../../assets/scripts/config/taskConfig';
import { componentEn } from '../../editor-extension/source/i18n/component.en';
import { componentZh } from '../../editor-extension/source/i18n/component.zh';
import { VoiceRecorder } from '../../assets/scripts/index';
import { FakeBridge } from '../../assets/scripts/testing/fakes/FakeBridge';
import { recorderOptions, recordingConfig } from '../../assets/scripts/component/settings';
import { CCClass } from './cc';
import { factsOf } from './cc/classes';
import { dump } from './cc/dump';
import { Enum } from './cc/enums';
import { root } from './support';

const rows = dump(new VoiceRecorderComponent());
const names = rows.map(({ name }) => name);

/** What is shown once these values are set. */
function shown(values: Partial<VoiceRecorderComponent>): string[] {
  const component = Object.assign(new VoiceRecorderComponent(), values);
  return dump(component)
    .filter(({ visible }) => visible)
    .map(({ name }) => name);
}

describe('The inspector', () => {
  test('The class is found where people look for it', () => {
    expect(factsOf(VoiceRecorderComponent)).toEqual({
      ...{
        name: 'VoiceRecorder',
        menu: 'Audio/VoiceRecorder',
        help: 'i18n:voice-recorder.component.help',
        disallowMultiple: true,
        executionOrder: -1000,
      },
    });
  });

  test('Every property has a row of a kind that can be edited', () => {
    expect(names.sort()).toEqual(Object.keys(ATTRIBUTES).sort());
    const kinds = new Set(rows.map(({ type }) => type));
    expect(kinds).toEqual(new Set(['String', 'Boolean', 'Integer', 'Float', 'Enum', 'cc.ClickEvent']));
  });

  test('Every field of the API has its property, but for those that no scene can hold', () => {
    const renamed: Record<string, string[]> = {
      name: ['recorderName'],
      retention: ['retentionCount', 'retentionBytes', 'retentionAgeSeconds'],
    };
    const notInScenes = ['encryptionKey', 'about', 'log', 'virtualClock', 'bridge'];
    const fields = [...TASK_FIELDS, ...RECORDER_FIELDS].filter((field) => !notInScenes.includes(field));
    expect(names).toEqual(expect.arrayContaining(fields.flatMap((field) => renamed[field] ?? [field])));
  });

  test('Every text is there in English and in Chinese, and none that nothing shows', () => {
    const sorted = (texts: object): string[] => Object.keys(texts).sort();
    for (const texts of [componentEn, componentZh]) {
      expect(sorted(texts.labels)).toEqual([...names].sort());
      expect(sorted(texts.tips)).toEqual([...names].sort());
      expect(sorted(texts.groups)).toEqual([...GROUPS].sort());
      const all = Object.values(texts).flatMap((part: object) => Object.values(part) as string[]);
      expect(all.filter((text) => text.trim() === '')).toEqual([]);
    }
    for (const { name, displayName, tooltip, group } of rows) {
      expect(displayName).toBe(`i18n:voice-recorder.component.labels.${name}`);
      expect(tooltip).toBe(`i18n:voice-recorder.component.tips.${name}`);
      const id = (group as { id: string }).id;
      expect(group).toEqual({
        ...{ id, name: `i18n:voice-recorder.component.groups.${id}`, style: 'section' },
        displayOrder: GROUPS.indexOf(id as (typeof GROUPS)[number]),
      });
    }
  });

  test('Chinese texts are Chinese', () => {
    const all = Object.values(componentZh).flatMap((part: object) => Object.values(part) as string[]);
    expect(all.filter((text) => !/[\u4e00-\u9fff]/.test(text))).toEqual([]);
  });

  test.each<[string, string[], readonly number[]]>([
    ['sampleRate', ['Hz16000', 'Hz32000', 'Hz44100', 'Hz48000'], SAMPLE_RATES_HZ],
    ['quality', ['Low', 'Medium', 'High'], numbersOf(NERtcAudioRecordingQuality)],
    ['position', ['MixedRecordingAndPlayback', 'Recording', 'MixedPlayback'], numbersOf(NERtcAudioRecordingPosition)],
    ['channels', ['ByLayout', 'Mono', 'Stereo'], [0, 1, 2]],
    ['layout', ['Mix', 'Split'], [0, 1]],
    ['durability', ['Default', 'Memory', 'Process'], [0, 1, 2]],
    ['tracks', ['Mix', 'Separate'], [0, 1]],
    ['logLevel', ['None', 'Error', 'Warning', 'Info'], numbersOf(LogLevel)],
  ])('%s is a list of names with the numbers of the API', (name, items, values) => {
    const list = rows.find((row) => row.name === name)?.enumList;
    expect(list).toEqual(items.map((item, i) => ({ name: item, value: values[i] })));
  });

  test('Every enum of the component is one for the engine, without a value that it would replace', () => {
    for (const type of Object.values(enums)) {
      expect(Enum.isEnum(type)).toBe(true);
      expect(Enum.getList(type).filter(({ value }) => value < 0)).toEqual([]);
    }
  });

  test('The cost is read only and in no scene', () => {
    const readonly = rows.filter((row) => row.readonly).map(({ name }) => name);
    expect(readonly).toEqual(['estimatedMemoryMiB', 'estimatedFileMiB']);
    for (const name of readonly) expect(CCClass.attr(VoiceRecorderComponent, name)?.serializable).toBe(false);
  });

  test('Numbers have a unit, or count things', () => {
    const without = rows.filter(({ type, unit }) => (type === 'Integer' || type === 'Float') && unit === undefined);
    expect(without.map(({ name }) => name)).toEqual(['retentionCount', 'maxSources', 'maxTracks']);
  });
});

describe('Bounds of the inspector', () => {
  const bounded = rows.filter(({ min }) => min !== undefined);

  /** Makes a recorder, starts and binds by the fields; the error of the first that is refused. */
  function attempt(values: Partial<VoiceRecorderComponent>): string {
    const fields = Object.assign(new VoiceRecorderComponent(), values);
    const bridge = new FakeBridge();
    const recorder = new VoiceRecorder({ ...recorderOptions(fields, bridge), bridge, virtualClock: true });
    recorder.enterRoom({ roomId: 'lobby' });
    recorder.startAudioRecordingWithConfig(recordingConfig(fields, '/a.wav', undefined));
    const refused = recorder.lastError?.message ?? '';
    const { lastSeconds, afterSeconds, cooldownMs, testToneHz, testToneDbfs } = fields;
    recorder.bindHotkey('F9', { lastSeconds, afterSeconds }, { cooldownMs });
    recorder.openTestTone({ frequencyHz: testToneHz, levelDbfs: testToneDbfs });
    return refused;
  }

  function refusal(values: Partial<VoiceRecorderComponent>): string {
    try {
      return attempt(values);
    } catch (thrown) {
      return (thrown as Error).message;
    }
  }

  test.each(bounded.map((row) => [row.name, row] as const))(
    'of %s are those of the API',
    (name, { min, max, step }) => {
      expect([refusal({ [name]: min }), step]).toEqual(['', expect.any(Number)]);
      expect(refusal({ [name]: Number(min) - 1 })).toContain('expected');
      if (max === undefined) return;
      expect(refusal({ [name]: max })).toBe('');
      expect(refusal({ [name]: max + 1 })).toContain('expected');
    },
  );

  test('Every number of the API that has bounds is bounded', () => {
    expect(bounded).toHaveLength(rows.filter(({ type, readonly }) => /Integer|Float/.test(type) && !readonly).length);
  });
});

describe('What has no meaning beside the other values is not shown', () => {
  const wav = { filePath: 'a.wav' };
  test.each<[string, Partial<VoiceRecorderComponent>, Partial<VoiceRecorderComponent>]>([
    ['quality', { filePath: 'a.AAC' }, wav],
    ['layout', { position: 0 }, { position: 1 }],
    ['channels', { layout: 0 }, { layout: 1 }],
    ['maxBufferBytes', { cycleTime: 1 }, { cycleTime: 0 }],
    ['maxRingBytes', { recoveryFolder: 'r' }, { recoveryFolder: '' }],
    ['maxTracks', { tracks: 1 }, { tracks: 0 }],
    ['cooldownMs', { hotkey: '', threeFingerTap: true }, { hotkey: '', threeFingerTap: false }],
    ['lastSeconds', { hotkey: 'F9', threeFingerTap: false }, { hotkey: '', threeFingerTap: false }],
    ['afterSeconds', { hotkey: 'F9' }, { hotkey: '', threeFingerTap: false }],
    ['reason', { hotkey: 'F9' }, { hotkey: '', threeFingerTap: false }],
    ['testToneHz', { testTone: true }, { testTone: false }],
    ['testToneDbfs', { testTone: true }, { testTone: false }],
  ])('%s', (name, there, gone) => {
    expect(shown(there)).toContain(name);
    expect(shown(gone)).not.toContain(name);
  });

  test.each<[string, Partial<VoiceRecorderComponent>]>([
    ['layout', { position: 1, layout: 1 }],
    ['channels', { layout: 1, channels: 1 }],
    ['maxBufferBytes', { cycleTime: 0, maxBufferBytes: 5 }],
    ['maxRingBytes', { maxRingBytes: 5 }],
  ])('but %s is where a start would refuse it, or it is set', (name, values) => {
    expect(shown(values)).toContain(name);
  });

  test('Everything else is always shown', () => {
    const least: Partial<VoiceRecorderComponent> = {
      ...{ filePath: 'a.wav', position: 1, layout: 0, cycleTime: 0, hotkey: '', threeFingerTap: false },
    };
    expect(names.filter((name) => !shown(least).includes(name)).sort()).toEqual([
      ...['afterSeconds', 'cooldownMs', 'lastSeconds', 'layout', 'maxBufferBytes', 'maxRingBytes', 'maxTracks'],
      ...['quality', 'reason', 'testToneDbfs', 'testToneHz'],
    ]);
  });
});

test('Words, defaults and numbers are those of the component for Unity', () => {
  const folder = join(root, 'native/plugins/voice-recorder/unity/Runtime/Unity/Settings');
  const csharp = ['RecordingSettings', 'RecorderSettings', 'HotkeySettings'].flatMap((name) => [
    ...readFileSync(join(folder, `${name}.cs`), 'utf8').matchAll(/^ {8}public (\w+) (\w+)(?: = (.+))?;$/gm),
  ]);
  expect(csharp.length).toBe(31);
  const renamed: Record<string, string> = { name: 'recorderName', key: 'hotkey' };
  const component = new VoiceRecorderComponent() as unknown as Record<string, unknown>;
  for (const [, type = '', field = '', initial] of csharp) {
    if (field === 'capturesFolder') continue; // each host has its own
    const value = component[renamed[field] ?? field];
    const expected = csharpValue(type, initial);
    const item = rows.find(({ name }) => name === field)?.enumList?.find((each) => each.value === value)?.name;
    expect([field, item ?? value]).toEqual([field, expected]);
  }
});

function csharpValue(type: string, initial: string | undefined): unknown {
  if (initial === undefined) return type === 'bool' ? false : 0;
  if (initial.startsWith('"')) return initial.slice(1, -1);
  if (initial === 'true') return true;
  if (/^[\d\s*L]+$/.test(initial)) return initial.split('*').reduce((product, each) => product * parseInt(each, 10), 1);
  return initial.split('.').pop();
}

function numbersOf(known: Record<string, number>): number[] {
  return [...new Set(Object.values(known))];
}

import { estimateCost } from '../../../assets/scripts/config/estimate';
import { checkTaskConfig } from '../../../assets/scripts/config/taskConfig';
import { checkComponent } from '../../../editor-extension/source/inspector/check';
import { changesOf, DEFAULT_SETTINGS } from '../../../editor-extension/source/inspector/defaults';
import { visibleGroups } from '../../../editor-extension/source/inspector/dump';
import { componentDump } from '../support/componentDump';

describe('What the inspector shows of a component', () => {
  it('is every visible property, in its group, but for what stands in the header or below the fields', () => {
    const groups = visibleGroups(componentDump());
    expect(groups.map(({ name }) => name)).toEqual(['', 'Recording', 'Folders']);
    const keys = groups.flatMap((group) => group.keys);
    expect(keys).toContain('threeFingerTap');
    expect(keys).not.toContain('quality');
    for (const hidden of ['uuid', 'enabled', '__scriptAsset', 'estimatedMemoryMiB']) expect(keys).not.toContain(hidden);
  });

  it('is in the order that the component asks for', () => {
    const dump = componentDump();
    for (const [key, order] of [
      ['overwrite', 2],
      ['layout', 1],
    ] as const) {
      const property = dump.value[key];
      if (property) property.displayOrder = order;
    }
    const folders = dump.value['capturesFolder']?.group;
    if (typeof folders === 'object') folders.displayOrder = -1;
    const groups = visibleGroups(dump);
    expect(groups.map(({ name }) => name)).toEqual(['', 'Folders', 'Recording']);
    expect(groups[2]?.keys.slice(0, 3)).toEqual(['layout', 'overwrite', 'filePath']);
    if (typeof folders === 'object') folders.displayOrder = 1;
  });
});

describe('The check of the inspector', () => {
  it('says what the recording would cost', () => {
    const { problem, remarks, cost, isCycle } = checkComponent(componentDump());
    expect([problem, remarks, isCycle]).toEqual(['', [], true]);
    const task = checkTaskConfig({ filePath: '/x.wav', cycleTime: 60 });
    expect(cost).toEqual(estimateCost(task, { recoveryFolder: '', maxSources: 8, maxTracks: 4 }));
  });

  it.each([
    [{ filePath: 'a.aac', quality: 2 }, { filePath: '/x.aac', quality: 2, cycleTime: 60 }, ''],
    [{ layout: 1 }, { filePath: '/x.wav', layout: 'split', cycleTime: 60 }, ''],
    [{ tracks: 1, channels: 2 }, { filePath: '/x.wav', tracks: 'separate', channels: 2, cycleTime: 60 }, ''],
    [{ recoveryFolder: 'r' }, { filePath: '/x.wav', cycleTime: 60 }, '/r'],
    [{ recoveryFolder: 'r', durability: 1 }, { filePath: '/x.wav', cycleTime: 60, durability: 'memory' }, '/r'],
    [{ filePath: 'C:\\a.wav', cycleTime: 0 }, { filePath: '/x.wav' }, ''],
  ])('takes %j as a start would', (values, config, recoveryFolder) => {
    const around = { recoveryFolder, maxSources: 8, maxTracks: 4 };
    const expected = estimateCost(checkTaskConfig(config, around), around);
    expect(checkComponent(componentDump(values))).toMatchObject({ problem: '', cost: expected });
  });

  it.each<[Parameters<typeof componentDump>[0], RegExp]>([
    [{ cycleTime: 3601 }, /cycleTime.*3600/],
    [{ cycleTime: 1.5 }, /cycleTime/],
    [{ sampleRate: 22050 }, /sampleRate.*48000/],
    [{ layout: 1, position: 1 }, /position.*split/],
    [{ layout: 1, channels: 1 }, /channels.*split/],
    [{ layout: 7 }, /layout/],
    [{ durability: 2 }, /recoveryFolder/],
    [{ nameTemplate: '{dat}' }, /nameTemplate.*dat/],
    [{ maxBufferBytes: 5 }, /maxBufferBytes/],
    [{ mixDelayMs: 5 }, /mixDelayMs/],
    [{ hotkey: 'F99' }, /hotkey.*F99/],
    [{ retentionCount: -1 }, /count/],
    [{ cycleTime: 3600, sampleRate: 48000, channels: 2 }, /maxBufferBytes is 268435456/],
  ])('refuses %j in the words of the recorder', (values, expected) => {
    const { problem, cost } = checkComponent(componentDump(values));
    expect(problem).toMatch(expected);
    expect(cost).toBeNull();
  });

  it.each<[Parameters<typeof componentDump>[0], string[]]>([
    [{ filePath: 'a.mp3' }, ['suffix']],
    [{ filePath: '' }, []],
    [{ cycleTime: 0 }, ['nothingToSave']],
    [{ cycleTime: 0, hotkey: '', threeFingerTap: false }, []],
    [{ cycleTime: 900, sampleRate: 48000 }, ['phones']],
    [{ cycleTime: 900, sampleRate: 48000, maxBufferBytes: 2 ** 28 }, []],
  ])('remarks on %j: %j', (values, remarks) => {
    expect(checkComponent(componentDump(values))).toMatchObject({ problem: '', remarks });
  });
});

describe('The defaults of a project', () => {
  const settings = {
    ...{ cycleTime: 120, sampleRate: 32000, quality: 2 },
    ...{ retentionCount: 10, retentionMegabytes: 3, retentionDays: 2 },
  };

  it('change the fields that differ from them, in the units of the fields', () => {
    expect(Object.keys(settings).sort()).toEqual([...DEFAULT_SETTINGS].sort());
    expect(changesOf(componentDump(), settings)).toEqual([
      ['cycleTime', 120],
      ['quality', 2],
      ['retentionCount', 10],
      ['retentionBytes', 3 * 2 ** 20],
      ['retentionAgeSeconds', 172800],
    ]);
  });

  it('change what differs from them in any of the nodes that are selected', () => {
    const dump = componentDump({ ...settings, retentionBytes: 3 * 2 ** 20, retentionAgeSeconds: 172800 });
    for (const property of Object.values(dump.value)) property.values = [property.value, property.value];
    expect(changesOf(dump, settings)).toEqual([]);
    if (dump.value['cycleTime']) dump.value['cycleTime'].values = [120, 60];
    expect(changesOf(dump, settings)).toEqual([['cycleTime', 120]]);
  });

  it('leave out what the component has not, what may not be written, and what is no number', () => {
    const dump = componentDump();
    delete dump.value['quality'];
    const cycleTime = dump.value['cycleTime'];
    if (cycleTime) cycleTime.readonly = true;
    expect(changesOf(dump, { ...settings, retentionCount: 'x', retentionMegabytes: 0, retentionDays: 0 })).toEqual([]);
  });
});

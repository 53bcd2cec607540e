import { en } from '../../../editor-extension/source/view/i18n/en';
import { zh } from '../../../editor-extension/source/view/i18n/zh';
import { bestAlignment, shiftFor } from '../../../editor-extension/source/view/state/compare';
import { exportNote, exportOrder, partOf } from '../../../editor-extension/source/view/state/exportOrder';
import { createFormat } from '../../../editor-extension/source/view/state/format';
import { dataText, filterMarkers, markerRows } from '../../../editor-extension/source/view/state/markers';
import {
  differences,
  flattened,
  metadataRows,
  metadataText,
} from '../../../editor-extension/source/view/state/metadata';
import { createViewState } from '../../../editor-extension/source/view/state/view';
import { FakeSource } from '../support/FakeSource';

const source = new FakeSource(8, new Date(2026, 10, 26, 12).getTime());
const english = { texts: en, format: createFormat('en-GB') };
const value = (rows: ReturnType<typeof metadataRows>, key: string) => rows.find((row) => row.key === key)?.value;

describe('Details', () => {
  it('say every fact in words and units', async () => {
    const rows = metadataRows(await source.open('c0'), null, english);
    expect(value(rows, 'duration')).toBe('15 mins');
    expect(value(rows, 'sampleRate')).toBe('48,000 Hz');
    expect(value(rows, 'position')).toBe('Local and remote voices');
    expect(value(rows, 'about.device.model')).toBe('Pixel 8');
    expect(value(rows, 'loudness')).toBe('−21.4 LUFS');
    expect(rows.every((row) => row.label !== '' && row.value !== '')).toBe(true);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('hold what was measured where the sidecar has nothing', async () => {
    const detail = { ...(await source.open('c0')), sidecar: null };
    const loudness = await source.loudness();
    expect(value(metadataRows(detail, loudness, english), 'loudness')).toBe('−21.4 LUFS');
    expect(value(metadataRows(detail, loudness, english), 'truePeak')).toBe('−0.3 dBTP');
  });

  it('tell each stretch that is missing and each problem', async () => {
    const missing = [1, 2].map((startSeconds) => ({ startSeconds, seconds: 5, why: 'disk' }));
    const rows = metadataRows({ ...(await source.open('c0')), missing, problems: ['x'] }, null, english);
    expect([value(rows, 'missing'), value(rows, 'missing-2'), value(rows, 'problem')]).toEqual([
      '5 secs at 0:01.0: the disk failed',
      '5 secs at 0:02.0: the disk failed',
      'x',
    ]);
  });

  it('become text for a ticket, with the note and the link', async () => {
    const rows = metadataRows(await source.open('c0'), null, { texts: zh, format: createFormat('zh-CN') });
    const text = metadataText(rows, zh, '听到两次', 'http://x/#c=1');
    expect(text).toContain('采样率: 48,000 Hz');
    expect(text.endsWith('备注\n听到两次\n\nhttp://x/#c=1')).toBe(true);
  });

  it('flatten what the game said of itself, and no deeper than anybody needs', () => {
    expect(flattened({ a: { b: 1, c: [1, 2] }, d: null })).toEqual([
      ['a.b', '1'],
      ['a.c', '[1,2]'],
      ['d', ''],
    ]);
    let deep: Record<string, unknown> = { end: 1 };
    for (let depth = 0; depth < 5000; depth += 1) deep = { x: deep };
    expect(() => flattened(deep)).not.toThrow(RangeError);
  });

  it('compare by their keys and name both values', async () => {
    const rows = async (id: string) => metadataRows(await source.open(id), null, english);
    const found = differences(await rows('c0'), await rows('c1'));
    expect(found.find(({ key }) => key === 'room')).toMatchObject({ first: 'battle5v5', second: 'lobby' });
    expect(found.some(({ key }) => key === 'sampleRate')).toBe(false);
    expect(differences(await rows('c0'), await rows('c0'))).toEqual([]);
    expect(differences([], [{ group: 'about', key: 'x', label: 'x', value: '1' }])).toMatchObject([
      { first: '', second: '1' },
    ]);
  });
});

describe('Markers', () => {
  it('stand with the notes in the order of time, ours in the language of the page', async () => {
    const { sidecar } = await source.open('c0');
    const rows = markerRows(sidecar?.markers ?? [], [{ seconds: 300, text: 'here' }], zh);
    expect(rows.map(({ label }) => label)).toEqual([
      '音源开启',
      'match-started',
      'here',
      '正在重连',
      '重连成功',
      '按下快捷键',
      '请求保存录音',
    ]);
    expect(rows.map(({ from }) => from)).toEqual([
      'recorder',
      'game',
      'person',
      'recorder',
      'recorder',
      'recorder',
      'recorder',
    ]);
  });

  it('are found by label, source and data', async () => {
    const { sidecar } = await source.open('c0');
    const rows = markerRows(sidecar?.markers ?? [], [], en);
    expect([
      filterMarkers(rows, 'DUST').length,
      filterMarkers(rows, 'key f9').length,
      filterMarkers(rows, '').length,
    ]).toEqual([1, 1, 6]);
  });

  it('show any data as one line', () => {
    expect([dataText(null), dataText('x'), dataText({ a: 1, b: { c: 2 } }), dataText([1]), dataText(true)]).toEqual([
      '',
      'x',
      'a: 1, b: {"c":2}',
      '[1]',
      'true',
    ]);
  });
});

describe('Comparison of times', () => {
  it('aligns at the key, the start, the end or the wall clock', async () => {
    const [a, b] = await Promise.all([source.open('c0'), source.open('c1')]);
    expect(bestAlignment(a, b)).toBe('key');
    expect(shiftFor('key', a, b)).toBeCloseTo(450, 6);
    expect([shiftFor('start', a, b), shiftFor('end', a, b), shiftFor('clock', a, b)]).toEqual([0, 450, -4100]);
    expect(bestAlignment(a, { ...b, sidecar: null })).toBe('end');
  });
});

describe('ExportOrder', () => {
  it('asks for the part and the lanes that were chosen', async () => {
    const detail = await source.open('c0');
    const view = createViewState(detail);
    view.range.value = { from: -3, to: 5000 };
    view.selection.value = { from: 5, to: 6 };
    const form = { part: 'selection', format: 'wav', lanes: [0, 2], hashUsers: true } as const;
    expect(exportOrder(form, view, detail)).toEqual({ format: 'wav', startSeconds: 5, endSeconds: 6, lanes: [0] });
    expect(exportOrder({ ...form, part: 'visible', lanes: null }, view, detail)).toEqual({
      format: 'wav',
      startSeconds: 0,
      endSeconds: 900,
    });
    for (const part of ['selection', 'visible', 'whole'] as const) {
      const zip = exportOrder({ ...form, part, format: 'zip' }, view, detail);
      expect(zip).toEqual({ format: 'zip', hashUsers: true });
      expect([partOf('zip', part), partOf('wav', part)]).toEqual(['whole', part]);
    }
    expect(exportOrder({ ...form, lanes: [2] }, view, detail)).toBeNull();
  });

  it('tells what becomes of the audio', () => {
    const able = ['wav', 'aac', 'zip'] as const;
    const note = (format: 'wav' | 'aac' | 'zip', recorded: 'wav' | 'aac', lanes: number[] | null = null) =>
      (['selection', 'visible', 'whole'] as const).map((part) => exportNote({ part, format, lanes }, recorded, able));
    expect(note('aac', 'aac')).toEqual(['copiedFrames', 'copiedFrames', 'copied']);
    expect(note('aac', 'aac', [0])).toEqual(['recoded', 'recoded', 'recoded']);
    for (const lanes of [null, [0]]) {
      expect(new Set(note('wav', 'aac', lanes))).toEqual(new Set(['decoded']));
      expect(new Set(note('aac', 'wav', lanes))).toEqual(new Set(['encoded']));
      expect(new Set([...note('wav', 'wav', lanes), ...note('zip', 'aac', lanes)])).toEqual(new Set([null]));
    }
    expect(exportNote({ part: 'whole', format: 'wav', lanes: null }, 'aac', ['wav'])).toBeNull();
  });
});

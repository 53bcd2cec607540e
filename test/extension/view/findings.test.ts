import { en } from '../../../editor-extension/source/view/i18n/en';
import { zh } from '../../../editor-extension/source/view/i18n/zh';
import {
  MAX_FINDINGS,
  findingBeside,
  findingsByKind,
  findingsOf,
  nextOfKind,
  rangeOfFinding,
  selectionOfFinding,
} from '../../../editor-extension/source/view/state/findings';
import type { Diagnosis, LaneMap } from '../../../editor-extension/source/shared/analysis';
import type { CaptureDetail } from '../../../editor-extension/source/shared/captures';
import { diagnosisWith, findingWith, notCheckable } from '../support/diagnoses';
import { FakeSource } from '../support/FakeSource';

const source = new FakeSource(8, Date.now());
const open = () => source.open('c0');
const map = (part: Partial<LaneMap>): LaneMap => ({
  ...{ basis: 'features', approximate: false, silence: [], zeros: [], gaps: [], clipping: [], clippedSamples: 0 },
  ...{ truncated: false, ...part },
});
const of = (detail: CaptureDetail, maps: (LaneMap | null)[] = [], diagnosis: Diagnosis | null = null) =>
  findingsOf(detail, maps, diagnosis, en, 'en');

describe('Findings', () => {
  it('are the gaps of the sources, what is missing and the clipping of the maps, in the order of time', async () => {
    const detail = await open();
    const missing = [{ startSeconds: 100, seconds: 5, why: 'disk' }];
    const maps = [map({ clipping: [[200, 200.1, 40]] }), null, null, map({ clipping: [[1, 2, 3]] })];
    const found = of({ ...detail, missing }, maps);
    expect(found.map(({ kind, startSeconds, lane }) => [kind, startSeconds, lane])).toEqual([
      ['missing', 100, null],
      ['clipping', 200, 0],
      ['gap', 300, 1],
      ['gap', 302.5, 1],
    ]);
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning', 'info']);
  });

  it('take the clipping of the mix where it is all there is', async () => {
    const detail = await open();
    const lanes = detail.lanes.slice(3);
    expect(of({ ...detail, lanes }, [map({ clipping: [[1, 2, 3]] })])).toHaveLength(1);
  });

  it('take the gaps of the map where the sidecar tells none', async () => {
    const detail = await open();
    const lanes = detail.lanes.map((lane) => ({ ...lane, gaps: [] }));
    const found = findingsOf({ ...detail, lanes }, [map({ gaps: [[7, 9]] })], null, zh, 'zh');
    expect(found).toMatchObject([{ kind: 'gap', startSeconds: 7, endSeconds: 9, lane: 0, label: '断流' }]);
  });

  it('are those of a diagnosis in the language of the page, with its sentences', async () => {
    const detail = { ...(await open()), missing: [] };
    const lanes = detail.lanes.map((lane) => ({ ...lane, gaps: [] }));
    const diagnosis = diagnosisWith({
      findings: [
        findingWith({ id: 'echo', severity: 'error', startSeconds: 5, seconds: 3, lane: 1, approximate: true }),
        findingWith({ id: 'hum', startSeconds: 1, seconds: 2, lane: 99 }),
      ],
    });
    expect(findingsOf({ ...detail, lanes }, [], diagnosis, zh, 'zh')).toMatchObject([
      { kind: 'hum', severity: 'warning', startSeconds: 1, endSeconds: 3, lane: null, label: '故障 hum' },
      { kind: 'echo', startSeconds: 5, endSeconds: 8, lane: 1, told: '该录音：5 秒处 echo。', approximate: true },
    ]);
  });

  it('leave clipping to the diagnosis where it has looked for it, lane by lane', async () => {
    const detail = await open();
    const maps = [map({ clipping: [[200, 201, 9]] }), map({ clipping: [[210, 211, 9]] })];
    const ok = { id: 'clipping', lane: 0, state: 'ok', basis: 'audio', why: null } as const;
    const clipped = (diagnosis: Diagnosis) =>
      of(detail, maps, diagnosis)
        .filter(({ kind }) => kind === 'clipping')
        .map(({ lane }) => lane);
    expect(clipped(diagnosisWith({ checks: [ok] }))).toEqual([1]);
    expect(clipped(diagnosisWith({ checks: [notCheckable('clipping', 0)] }))).toEqual([0, 1]);
    expect(clipped(diagnosisWith({}))).toEqual([0, 1]);
  });

  it('tell a gap once where the diagnosis found it too, and go on telling the others', async () => {
    const detail = await open();
    const found = findingWith({ id: 'missing-audio', lane: 1, startSeconds: 300.1, seconds: 0.1 });
    const kinds = of(detail, [], diagnosisWith({ findings: [found] })).map(({ kind, startSeconds }) => [
      kind,
      startSeconds,
    ]);
    expect(kinds).toEqual([
      ['missing-audio', 300.1],
      ['gap', 302.5],
    ]);
    expect(of(detail, [], diagnosisWith({ findings: [{ ...found, lane: 2 }] }))).toHaveLength(3);
  });

  it('are grouped by kind, the worst first, and each kind is gone through again and again', async () => {
    const at = (id: string, startSeconds: number, severity: 'error' | 'warning') =>
      findingWith({ id, startSeconds, severity });
    const findings = [
      at('hum', 400, 'warning'),
      at('click', 410, 'warning'),
      at('click', 420, 'error'),
      at('click', 405, 'warning'),
    ];
    const detail = await open();
    const lanes = detail.lanes.map((lane) => ({ ...lane, gaps: [] }));
    const kinds = findingsByKind(of({ ...detail, lanes }, [], diagnosisWith({ findings })));
    expect(kinds.map((kind) => [kind[0].kind, kind[0].severity, kind.length])).toEqual([
      ['click', 'error', 3],
      ['hum', 'warning', 1],
    ]);
    const [clicks] = kinds;
    if (clicks === undefined) throw new Error('there are clicks');
    const heard = [0, 404, 409, 419].map((seconds) => nextOfKind(clicks, seconds).startSeconds);
    expect(heard).toEqual([405, 410, 420, 405]);
  });

  it('are selected with a length that can be heard, within the capture', async () => {
    const [gap] = of(await open());
    if (gap === undefined) throw new Error('there is a gap');
    expect(selectionOfFinding(gap, 900)).toEqual({ from: gap.startSeconds, to: gap.endSeconds });
    const moment = selectionOfFinding({ ...gap, startSeconds: 10, endSeconds: 10 }, 900);
    expect([moment.from, moment.to]).toEqual([9.9, 10.1]);
    expect(selectionOfFinding({ ...gap, startSeconds: 0, endSeconds: 0.01 }, 900).from).toBe(0);
  });

  it('end at a number that a page can hold', async () => {
    const gaps = Array.from({ length: 20_000 }, (_, place) => ({ startSeconds: place, seconds: 0.1 }));
    const detail = await open();
    const lanes = detail.lanes.map((lane) => ({ ...lane, gaps }));
    expect(of({ ...detail, lanes })).toHaveLength(MAX_FINDINGS);
  });

  it('are stepped through both ways, and end at the ends', async () => {
    const found = of(await open());
    expect(findingBeside(found, 0, 1)?.startSeconds).toBe(300);
    expect(findingBeside(found, 300, 1)?.startSeconds).toBe(302.5);
    expect(findingBeside(found, 302.5, 1)).toBeNull();
    expect(findingBeside(found, 302.5, -1)?.startSeconds).toBe(300);
    expect(findingBeside(found, 300, -1)).toBeNull();
  });

  it('are shown with at least ten seconds around them', async () => {
    const [gap] = of(await open());
    expect(gap && rangeOfFinding(gap)).toEqual({ from: 295.13, to: 305.13 });
    expect(gap && rangeOfFinding({ ...gap, startSeconds: 0, endSeconds: 100 })).toEqual({ from: -30, to: 130 });
  });
});

import { en } from '../../../editor-extension/source/view/i18n/en';
import { zh } from '../../../editor-extension/source/view/i18n/zh';
import {
  MAX_FINDINGS,
  findingBeside,
  findingsOf,
  findingsOfDiagnosis,
  rangeOfFinding,
} from '../../../editor-extension/source/view/state/findings';
import type { LaneMap, Sidecar } from '../../../editor-extension/source/shared/analysis';
import type { CaptureDetail } from '../../../editor-extension/source/shared/captures';
import { FakeSource } from '../support/FakeSource';

const source = new FakeSource(8, Date.now());
const open = () => source.open('c0');
const map = (part: Partial<LaneMap>): LaneMap => ({
  ...{ basis: 'features', approximate: false, silence: [], zeros: [], gaps: [], clipping: [], clippedSamples: 0 },
  ...{ truncated: false, ...part },
});
const diagnosed = (detail: CaptureDetail, findings: unknown): CaptureDetail => ({
  ...detail,
  sidecar: { ...detail.sidecar, diagnosis: { findings } } as unknown as Sidecar,
});

describe('Findings', () => {
  it('are the gaps of the sources, what is missing and the clipping of the maps, in the order of time', async () => {
    const detail = await open();
    const missing = [{ startSeconds: 100, seconds: 5, why: 'disk' }];
    const maps = [map({ clipping: [[200, 200.1, 40]] }), null, null, map({ clipping: [[1, 2, 3]] })];
    const found = findingsOf({ ...detail, missing }, maps, en);
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
    expect(findingsOf({ ...detail, lanes }, [map({ clipping: [[1, 2, 3]] })], en)).toHaveLength(1);
  });

  it('take the gaps of the map where the sidecar tells none', async () => {
    const detail = await open();
    const lanes = detail.lanes.map((lane) => ({ ...lane, gaps: [] }));
    const found = findingsOf({ ...detail, lanes }, [map({ gaps: [[7, 9]] })], zh);
    expect(found).toMatchObject([{ kind: 'gap', startSeconds: 7, endSeconds: 9, lane: 0, label: '断流' }]);
  });

  it('are those of a diagnosis alone where there is one', async () => {
    const detail = diagnosed(await open(), [
      { id: 'echo', severity: 'error', startSeconds: 5, endSeconds: 8, sourceId: 3 },
      { id: 'unheard-of', severity: 'strange', startSeconds: 1, seconds: 2 },
      { id: 'no time' },
      'nonsense',
    ]);
    expect(findingsOf(detail, [map({ clipping: [[200, 201, 9]] })], en)).toMatchObject([
      { kind: 'unheard-of', severity: 'warning', startSeconds: 1, endSeconds: 3, lane: null, label: 'unheard-of' },
      { kind: 'echo', severity: 'error', startSeconds: 5, endSeconds: 8, lane: 1, label: 'Echo' },
    ]);
  });

  it('know no diagnosis of another shape', async () => {
    expect(findingsOfDiagnosis(diagnosed(await open(), 'none'), en)).toBeNull();
  });

  it('end at a number that a page can hold', async () => {
    const gaps = Array.from({ length: 20_000 }, (_, place) => ({ startSeconds: place, seconds: 0.1 }));
    const detail = await open();
    const lanes = detail.lanes.map((lane) => ({ ...lane, gaps }));
    expect(findingsOf({ ...detail, lanes }, [], en)).toHaveLength(MAX_FINDINGS);
  });

  it('are stepped through both ways, and end at the ends', async () => {
    const found = findingsOf(await open(), [], en);
    expect(findingBeside(found, 0, 1)?.startSeconds).toBe(300);
    expect(findingBeside(found, 300, 1)?.startSeconds).toBe(302.5);
    expect(findingBeside(found, 302.5, 1)).toBeNull();
    expect(findingBeside(found, 302.5, -1)?.startSeconds).toBe(300);
    expect(findingBeside(found, 300, -1)).toBeNull();
  });

  it('are shown with at least ten seconds around them', async () => {
    const [gap] = findingsOf(await open(), [], en);
    expect(gap && rangeOfFinding(gap)).toEqual({ from: 295.13, to: 305.13 });
    expect(gap && rangeOfFinding({ ...gap, startSeconds: 0, endSeconds: 100 })).toEqual({ from: -30, to: 130 });
  });
});

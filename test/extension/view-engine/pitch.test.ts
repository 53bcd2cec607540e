import type { PitchModule } from '../../../editor-extension/source/view/engine';
import { Pitch } from '../../../editor-extension/source/view/engine/player/Pitch';

const mockLoads = { count: 0, failing: true };
const mockNode = { latency: () => Promise.resolve(0.1), schedule: () => Promise.resolve() };
jest.mock(
  'pitch.js',
  () => {
    mockLoads.count += 1;
    if (mockLoads.failing) throw new Error('the connection was lost');
    return { __esModule: true, default: Object.assign(() => Promise.resolve(mockNode), { moduleUrl: '' }) };
  },
  { virtual: true },
);

const PLACE = { url: 'pitch.js', load: undefined };

describe('What keeps the pitch', () => {
  it('is loaded again after it could not be', async () => {
    const failures: string[] = [];
    const pitch = new Pitch({} as AudioContext, PLACE, (error) => failures.push((error as Error).message));
    expect([await pitch.forSpeed(2), pitch.failed, failures]).toEqual([null, true, ['the connection was lost']]);
    mockLoads.failing = false;
    expect([await pitch.forSpeed(2), pitch.failed, pitch.latencySeconds]).toEqual([mockNode, false, 0.1]);
    expect([await pitch.forSpeed(1.5), mockLoads.count]).toEqual([mockNode, 2]);
  });

  it('is not missed at the speed of the recording', async () => {
    mockLoads.failing = true;
    jest.resetModules();
    const pitch = new Pitch({} as AudioContext, PLACE, () => undefined);
    await pitch.forSpeed(2);
    expect([pitch.failed, await pitch.forSpeed(1), pitch.failed]).toEqual([true, null, false]);
  });

  it('is what was loaded already, where the script cannot import an address', async () => {
    const make = Object.assign(() => Promise.resolve(mockNode), { moduleUrl: '' });
    const load = () => Promise.resolve({ default: make } as unknown as PitchModule);
    const before = mockLoads.count;
    const pitch = new Pitch({} as AudioContext, { url: 'blob:worklet', load }, () => undefined);
    expect([await pitch.forSpeed(2), make.moduleUrl, mockLoads.count]).toEqual([mockNode, 'blob:worklet', before]);
  });
});

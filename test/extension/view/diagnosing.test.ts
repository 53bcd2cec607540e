import { CaptureError } from '../../../editor-extension/source/shared/CaptureError';
import { Diagnosing } from '../../../editor-extension/source/view/state/diagnosing';
import { diagnosisWith, findingWith } from '../support/diagnoses';
import { FakeSource } from '../support/FakeSource';

const found = diagnosisWith({ findings: [findingWith()] });
let source: FakeSource;
let diagnosing: Diagnosing;

beforeEach(() => {
  source = new FakeSource(2, 0);
  diagnosing = new Diagnosing('c0', source);
});
afterEach(() => {
  diagnosing.dispose();
});

describe('The diagnosis of an open capture', () => {
  it('runs until it is there, and tells how far it is', async () => {
    source.diagnosed = found;
    const read = diagnosing.read();
    source.tell({ kind: 'progress', id: 'c1', lane: null, what: 'diagnosis', done: 0.9 });
    source.tell({ kind: 'progress', id: 'c0', lane: 0, what: 'map', done: 0.8 });
    expect(diagnosing.state.value).toEqual({ kind: 'running', done: 0 });
    source.tell({ kind: 'progress', id: 'c0', lane: null, what: 'diagnosis', done: 0.25 });
    expect(diagnosing.state.value).toEqual({ kind: 'running', done: 0.25 });
    await read;
    expect(diagnosing.state.value).toEqual({ kind: 'ready', diagnosis: found });
    source.tell({ kind: 'progress', id: 'c0', lane: null, what: 'diagnosis', done: 0.5 });
    expect(diagnosing.state.value.kind).toBe('ready');
  });

  it('is not here where the source has none, and says why', async () => {
    await diagnosing.read();
    const message = 'these files have no diagnosis';
    expect(diagnosing.state.value).toEqual({ kind: 'absent', error: { code: 'not-supported', message } });
  });

  it('is asked for again when it did not come, and only then', async () => {
    source.diagnosis = () => Promise.reject(new CaptureError('lost', 'the server is gone'));
    await diagnosing.read();
    source.diagnosis = () => Promise.resolve(found);
    diagnosing.retry();
    expect(diagnosing.state.value.kind).toBe('running');
    await Promise.resolve();
    await Promise.resolve();
    expect(diagnosing.state.value.kind).toBe('ready');
    source.diagnosis = () => Promise.reject(new CaptureError('lost', 'again'));
    diagnosing.retry();
    await Promise.resolve();
    await Promise.resolve();
    expect(diagnosing.state.value.kind).toBe('ready');
  });

  it('is waited for no more when the capture is closed or read anew', async () => {
    const signals: AbortSignal[] = [];
    source.diagnosis = (_id: string, signal?: AbortSignal) => {
      if (signal) signals.push(signal);
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => {
          reject(new CaptureError('cancelled', 'ended'));
        }),
      );
    };
    const first = diagnosing.read();
    const second = diagnosing.read();
    await first;
    diagnosing.dispose();
    await second;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(diagnosing.state.value).toEqual({ kind: 'running', done: 0 });
  });
});

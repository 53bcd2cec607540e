import type { CaptureDetail, CaptureSource } from '../../../editor-extension/source/shared/captures';
import type { HostMessage, PageMessage } from '../../../editor-extension/source/shared/port';
import { CaptureLibrary } from '../../../editor-extension/source/host/CaptureLibrary';
import { captureId } from '../../../editor-extension/source/host/names';
import { serveOverPort } from '../../../editor-extension/source/host/port';
import { temporaryFolder, writeCapture } from '../support/captures';
import { gate, until } from '../support/waiting';
import { WavAnalysis } from '../support/WavAnalysis';

const ID = captureId('a.wav');
let folder: ReturnType<typeof temporaryFolder>;
let analysis: WavAnalysis;
let library: CaptureLibrary;
let received: HostMessage[];
let send: (message: PageMessage) => void;
let end: () => void;

beforeEach(async () => {
  folder = temporaryFolder();
  writeCapture(folder.path, 'a.wav', {});
  analysis = new WavAnalysis();
  library = await CaptureLibrary.at({ folder: folder.path, analysis });
  received = [];
  end = serveOverPort(library as CaptureSource, {
    send: (message) => received.push(structuredClone(message)),
    receive: (listener) => {
      send = (message) => {
        listener(structuredClone(message));
      };
      return () => undefined;
    },
  });
});
afterEach(async () => {
  end();
  await library.close();
  folder.remove();
});

async function answerTo(message: Extract<PageMessage, { kind: 'call' }>): Promise<HostMessage> {
  send(message);
  const isAnswer = (each: HostMessage) => 'number' in each && each.number === message.number;
  await until(() => received.some(isAnswer));
  return received.find(isAnswer) as HostMessage;
}

describe('ServeOverPort', () => {
  it('SaysWhatItCanDo', () => {
    send({ kind: 'hello', version: 1 });
    expect(received).toEqual([{ kind: 'ready', version: 1, can: library.can }]);
  });

  it('AnswersEachCallUnderItsNumber', async () => {
    const [list, detail] = await Promise.all([
      answerTo({ kind: 'call', number: 1, call: 'list', args: [] }),
      answerTo({ kind: 'call', number: 2, call: 'open', args: [ID] }),
    ]);
    expect(list).toMatchObject({ kind: 'result', number: 1, result: [{ id: ID }] });
    expect((detail as { result: CaptureDetail }).result.summary.id).toBe(ID);
  });

  it('ARangeOfAnEnvelopeBringsNoMoreThanItself', async () => {
    const range = { first: 0, end: 48 };
    const answer = await answerTo({ kind: 'call', number: 1, call: 'envelope', args: [ID, 0, range] });
    expect((answer as { result: Uint8Array }).result.buffer.byteLength).toBe(48);
  });

  it('AFailureHasItsCode', async () => {
    const answer = await answerTo({ kind: 'call', number: 1, call: 'open', args: ['nobody'] });
    expect(answer).toMatchObject({ kind: 'failure', error: { code: 'not-found' } });
  });

  it.each(['constructor', 'toString', 'launch'])('ACallThatIsNotKnownIsAFailure: %s', async (call) => {
    const answer = await answerTo({ kind: 'call', number: 1, call, args: [] } as never);
    expect(answer).toMatchObject({ kind: 'failure', error: { code: 'not-supported' } });
  });

  it('ACallCanBeCancelled', async () => {
    analysis.gate = gate().opened;
    const answer = answerTo({ kind: 'call', number: 1, call: 'loudness', args: [ID, 0] });
    await until(() => analysis.counts.loudness === 1);
    send({ kind: 'cancel', number: 1 });
    expect(await answer).toMatchObject({ kind: 'failure', error: { code: 'cancelled' } });
  });

  it('TellsOfChangesFromHelloToBye', async () => {
    send({ kind: 'hello', version: 1 });
    await library.setNote(ID, 'x');
    await until(() => received.some((each) => each.kind === 'change' && each.change.kind === 'list'));
    send({ kind: 'bye' });
    const count = received.length;
    await library.envelope(ID, 0);
    expect(received).toHaveLength(count);
  });

  it('AnExportComesAsBytes', async () => {
    const answer = await answerTo({ kind: 'call', number: 1, call: 'export', args: [ID, { format: 'wav' }] });
    expect(answer).toMatchObject({ result: { name: 'a.wav', type: 'audio/wav' } });
    expect((answer as { result: { bytes: Uint8Array } }).result.bytes.byteLength).toBe(80 + 32000);
  });
});

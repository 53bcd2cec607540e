import { PortSource } from '../../../editor-extension/source/view/data/port';
import { PORT_VERSION } from '../../../editor-extension/source/shared/port';
import type { Channel, HostMessage, PageMessage } from '../../../editor-extension/source/shared/port';
import { settled } from '../support/FakeTimers';

/** Both ends of a port. */
function port(version = PORT_VERSION) {
  const sent: PageMessage[] = [];
  const listeners = new Set<(message: HostMessage) => void>();
  const answer = (message: HostMessage) => listeners.forEach((listener) => listener(message));
  const channel: Channel<PageMessage, HostMessage> = {
    send: (message) => {
      sent.push(message);
      if (message.kind === 'hello')
        answer({ kind: 'ready', version, can: { write: true, export: ['wav'], link: false } });
    },
    receive: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { sent, answer, channel, listeners };
}
const numberOf = (message: PageMessage | undefined) => (message && 'number' in message ? message.number : -1);

describe('PortSource', () => {
  it('knows what the other end can do when it is connected', async () => {
    const { channel } = port();
    expect((await PortSource.connect(channel)).can).toEqual({ write: true, export: ['wav'], link: false });
  });

  it('refuses another version and says what to do', async () => {
    await expect(PortSource.connect(port(99).channel)).rejects.toThrow('install both from one package');
  });

  it('gives each answer to the call that asked, in any order', async () => {
    const { channel, sent, answer } = port();
    const source = await PortSource.connect(channel);
    const folder = source.folder();
    const list = source.list();
    answer({ kind: 'result', number: numberOf(sent[2]), result: [] });
    answer({ kind: 'result', number: numberOf(sent[1]), result: '/x' });
    expect([await folder, await list]).toEqual(['/x', []]);
    expect(sent[1]).toMatchObject({ kind: 'call', call: 'folder', args: [] });
  });

  it('rejects with the error of the other end', async () => {
    const { channel, sent, answer } = port();
    const source = await PortSource.connect(channel);
    const open = source.open('c');
    answer({ kind: 'failure', number: numberOf(sent[1]), error: { code: 'unreadable', message: 'no WAV file' } });
    await expect(open).rejects.toMatchObject({ code: 'unreadable', message: 'no WAV file' });
  });

  it('tells the other end what is not waited for any more, and ignores the late answer', async () => {
    const { channel, sent, answer } = port();
    const source = await PortSource.connect(channel);
    const controller = new AbortController();
    const map = source.map('c', 0, controller.signal);
    controller.abort();
    await expect(map).rejects.toMatchObject({ code: 'cancelled' });
    expect(sent[2]).toEqual({ kind: 'cancel', number: numberOf(sent[1]) });
    answer({ kind: 'result', number: numberOf(sent[1]), result: 'late' });
    await expect(source.map('c', 0, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(sent).toHaveLength(3);
  });

  it('passes changes on until somebody listens no more', async () => {
    const { channel, answer } = port();
    const source = await PortSource.connect(channel);
    const kinds: string[] = [];
    const end = source.watch(({ kind }) => kinds.push(kind));
    answer({ kind: 'change', change: { kind: 'list' } });
    end();
    answer({ kind: 'change', change: { kind: 'list' } });
    expect(kinds).toEqual(['list']);
  });

  it('makes a file of the bytes of an export', async () => {
    const { channel, sent, answer } = port();
    const source = await PortSource.connect(channel);
    const exported = source.export('c', { format: 'wav' });
    answer({
      kind: 'result',
      number: numberOf(sent[1]),
      result: { name: 'a.wav', type: 'audio/wav', bytes: Uint8Array.from([1, 2]) },
    });
    const { name, blob } = await exported;
    expect([name, blob.type, blob.size]).toEqual(['a.wav', 'audio/wav', 2]);
  });

  it('says goodbye and ends what waits', async () => {
    const { channel, sent, listeners } = port();
    const source = await PortSource.connect(channel);
    const list = source.list();
    source.dispose();
    await expect(list).rejects.toMatchObject({ code: 'cancelled' });
    await settled();
    expect([sent[sent.length - 1], listeners.size]).toEqual([{ kind: 'bye' }, 0]);
  });
});

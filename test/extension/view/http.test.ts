import { HttpSource } from '../../../editor-extension/source/view/data/http';
import { fileNameOf } from '../../../editor-extension/source/view/data/httpAnswer';
import { lacksToken } from '../../../editor-extension/source/view/data/lacksToken';
import { EventParser } from '../../../editor-extension/source/view/data/sse';
import { takeToken } from '../../../editor-extension/source/view/data/token';
import type { CaptureChange } from '../../../editor-extension/source/shared/captures';
import { FakeSource } from '../support/FakeSource';
import { FakeTimers, settled } from '../support/FakeTimers';
import { MemoryStore } from '../support/MemoryStore';

const about = { folder: '/x', can: { write: true, export: ['wav'], link: true } };

interface Asked {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
}

/** A server of one function. */
function sourceOf(answer: (asked: Asked) => Response | Promise<Response>, token: string | null = 'secret') {
  const asked: Asked[] = [];
  const timers = new FakeTimers();
  const fakeFetch = (url: unknown, init?: RequestInit): Promise<Response> => {
    const headers = (init?.headers ?? {}) as Record<string, string>;
    const one = {
      url: String(url),
      method: init?.method ?? 'GET',
      headers,
      body: (init?.body as string | undefined) ?? null,
    };
    asked.push(one);
    if (init?.signal?.aborted) return Promise.reject(new DOMException('aborted', 'AbortError'));
    return Promise.resolve(answer(one));
  };
  const source = new HttpSource({ origin: 'http://127.0.0.1:9', token, fetch: fakeFetch as typeof fetch, timers });
  return { source, asked, timers };
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

describe('HttpSource', () => {
  it('sends the token with every request', async () => {
    const { source, asked } = sourceOf(({ url }) => json(url.endsWith('about') ? about : []));
    await source.list();
    expect(asked.map(({ headers }) => headers['X-VR-Token'])).toEqual(['secret', 'secret']);
  });

  it('knows what the server can do before the first list is there', async () => {
    const { source } = sourceOf(({ url }) => json(url.endsWith('about') ? about : []));
    expect(source.can.write).toBe(false);
    await source.list();
    expect(source.can).toEqual(about.can);
  });

  it('offers nothing that needs the token where it has none', async () => {
    const server = ({ url }: { url: string }) => json(url.endsWith('about') ? about : []);
    const reader = sourceOf(server, null).source;
    await reader.list();
    expect([reader.can, lacksToken(reader)]).toEqual([{ write: false, export: [], link: true }, true]);
    expect(lacksToken(sourceOf(server).source)).toBe(false);
    expect(lacksToken(new FakeSource(1, 0))).toBe(false);
  });

  it('asks for bytes by a range, and takes the part where the server sends all', async () => {
    const bytes = Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7]);
    const ranged = sourceOf(() => new Response(bytes.slice(2, 5), { status: 206 }));
    expect([...(await ranged.source.audio('c', 0, 2, 5))]).toEqual([2, 3, 4]);
    expect(ranged.asked[0]?.headers['Range']).toBe('bytes=2-4');
    const whole = sourceOf(() => new Response(bytes));
    expect([...(await whole.source.envelope('c', 0, { first: 2, end: 5 }))]).toEqual([2, 3, 4]);
  });

  it('posts what changes something, as JSON', async () => {
    const { source, asked } = sourceOf(() => json({ undoSeconds: 30 }));
    await source.setNote('c', '听到两次');
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: 'http://127.0.0.1:9/api/captures/c/note',
      body: '{"note":"听到两次"}',
    });
    expect(await source.remove('c')).toEqual({ undoSeconds: 30 });
  });

  it('changes nothing without a token, and says what to do', async () => {
    const { source, asked } = sourceOf(() => json({}), null);
    await expect(source.setNote('c', 'x')).rejects.toThrow('open the link that the server printed');
    expect(asked).toEqual([]);
  });

  it('gives the error of the server as it is', async () => {
    const { source } = sourceOf(() => json({ code: 'key-needed', message: 'needs a key' }, 422));
    await expect(source.open('c')).rejects.toMatchObject({ code: 'key-needed', message: 'needs a key' });
  });

  it.each([
    [401, 'no-token'],
    [404, 'not-found'],
    [503, 'busy'],
    [500, 'io'],
  ])('makes a code of a status without a body: %d', async (status, wanted) => {
    const { source } = sourceOf(() => new Response('<html>', { status }));
    expect(await code(source.open('c'))).toBe(wanted);
  });

  it('tells a lost server from a request that was ended', async () => {
    const gone = sourceOf(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await code(gone.source.open('c'))).toBe('lost');
    const controller = new AbortController();
    controller.abort();
    expect(await code(gone.source.map('c', 0, controller.signal))).toBe('cancelled');
  });

  it('asks again for what it is after a failure', async () => {
    let fails = true;
    const { source } = sourceOf(() => (fails ? new Response('', { status: 500 }) : json(about)));
    expect(await code(source.folder())).toBe('io');
    fails = false;
    expect(await source.folder()).toBe('/x');
  });

  it('gives decoded frames as floats', async () => {
    const { source, asked } = sourceOf(() => new Response(new Float32Array([0.5, -1]).buffer));
    expect([...(await source.pcm('c', 1, 480, 2))]).toEqual([0.5, -1]);
    expect(asked[0]?.url).toBe('http://127.0.0.1:9/api/captures/c/pcm/1?first=480&frames=2');
  });

  it('names the exported file as the server does', async () => {
    const { source } = sourceOf(
      () => new Response('x', { headers: { 'Content-Disposition': "attachment; filename*=UTF-8''%E5%A3%B0.wav" } }),
    );
    expect((await source.export('c', { format: 'wav' })).name).toBe('声.wav');
  });
});

describe('FileName', () => {
  it.each([
    ['attachment; filename="a b.wav"', 'a b.wav'],
    ["attachment; filename=x.wav; filename*=UTF-8''y.wav", 'y.wav'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ["attachment; filename*=UTF-8''%E5%A; filename=ok.wav", 'ok.wav'],
    [null, 'else'],
  ])('is taken without folders out of %s', (disposition, name) => {
    expect(fileNameOf(disposition, 'else')).toBe(name);
  });
});

describe('HttpEvents', () => {
  /** A stream that can be written and broken. */
  function server() {
    const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
    const state = { down: false };
    const made = sourceOf(() => {
      if (state.down) return Promise.reject(new TypeError('no server'));
      return new Response(new ReadableStream({ start: (controller) => void streams.push(controller) }));
    });
    const changes: CaptureChange[] = [];
    const end = made.source.watch((change) => changes.push(change));
    const send = (text: string) => streams[streams.length - 1]?.enqueue(new TextEncoder().encode(text));
    const wait = () => new Promise((resolve) => setTimeout(resolve, 5));
    return { ...made, streams, state, changes, end, send, wait };
  }

  it('give each change as it comes', async () => {
    const { changes, send, wait, end } = server();
    await wait();
    send('retry: 1000\n\ndata: {"kind":"li');
    send('st"}\n\n:\n\ndata: nonsense\n\ndata: {"kind":"strange"}\n\n');
    await wait();
    end();
    expect(changes).toEqual([{ kind: 'list' }]);
  });

  it('come back by themselves, and wait longer each time', async () => {
    const { source, streams, state, changes, timers, wait, end } = server();
    await wait();
    state.down = true;
    streams[0]?.error(new Error('gone'));
    await wait();
    expect(changes).toEqual([{ kind: 'connection', lost: true }]);
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      waits.push((source.nextTryAtMs.value ?? 0) - timers.now());
      await timers.advance(waits[round] ?? 0);
      await wait();
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    state.down = false;
    await timers.advance(15_000);
    await wait();
    expect(changes[1]).toEqual({ kind: 'connection', lost: false });
    expect(source.nextTryAtMs.value).toBeNull();
    end();
  });

  it('are tried at once when somebody asks', async () => {
    const { source, streams, changes, wait, end } = server();
    await wait();
    streams[0]?.close();
    await wait();
    source.retryNow();
    await wait();
    expect([streams.length, changes.map((change) => change.kind === 'connection' && change.lost)]).toEqual([
      2,
      [true, false],
    ]);
    end();
  });

  it('end with the last that listens', async () => {
    const { streams, asked, timers, wait, end } = server();
    await wait();
    end();
    streams[0]?.close();
    await settled();
    await timers.advance(60_000);
    expect(asked).toHaveLength(1);
  });

  it('begin again for who listens after that, and tell of a lost server again', async () => {
    const { source, streams, state, timers, send, wait, end } = server();
    await wait();
    end();
    const changes: CaptureChange[] = [];
    const endAgain = source.watch((change) => changes.push(change));
    await wait();
    streams[0]?.close();
    send('data: {"kind":"list"}\n\n');
    await wait();
    expect([streams.length, changes]).toEqual([2, [{ kind: 'list' }]]);
    state.down = true;
    streams[1]?.close();
    await wait();
    expect(changes[1]).toEqual({ kind: 'connection', lost: true });
    endAgain();
    const late: CaptureChange[] = [];
    state.down = false;
    const endLate = source.watch((change) => late.push(change));
    await wait();
    await timers.advance(60_000);
    expect([streams.length, late, source.nextTryAtMs.value]).toEqual([3, [], null]);
    endLate();
  });
});

describe('EventParser', () => {
  const parsed = (...chunks: string[]) => {
    const events: string[] = [];
    const parser = new EventParser((data) => events.push(data));
    for (const chunk of chunks) parser.push(chunk);
    return events;
  };

  it('joins lines of data, whatever ends the lines', () => {
    expect(parsed('data: a\ndata:b\n\n', 'data: c\r\n\r\n')).toEqual(['a\nb', 'c']);
  });

  it('takes an event apart wherever it was cut', () => {
    const text = 'event: x\r\ndata: {"kind":"list"}\r\n\r\ndata: 2\n\n';
    for (let cut = 1; cut < text.length; cut += 1)
      expect(parsed(text.slice(0, cut), text.slice(cut))).toEqual(['{"kind":"list"}', '2']);
  });

  it('gives nothing for comments, other fields and events without an end', () => {
    expect(parsed(': hello\n\n', 'id: 1\n\n', 'database: x\n\n', 'data: half')).toEqual([]);
  });

  it('does not grow without bound', () => {
    expect(parsed('x'.repeat(2_000_000), '\n\ndata: a\n\n')).toEqual(['a']);
    expect(parsed(`data: ${'y'.repeat(999_000)}\n`.repeat(5), '\ndata: b\n\n')).toEqual(['b']);
  });
});

describe('Token', () => {
  it('leaves the address at once and stays with the tab', () => {
    const store = new MemoryStore();
    const replaced: string[] = [];
    const history = { state: null, replaceState: (_: unknown, __: string, url: string) => void replaced.push(url) };
    expect(takeToken({ href: 'http://127.0.0.1:1/?token=abc&x=1#c=2&t=1-2' }, history, store)).toBe('abc');
    expect(replaced).toEqual(['/?x=1#c=2&t=1-2']);
    expect(takeToken({ href: 'http://127.0.0.1:1/#c=2' }, history, store)).toBe('abc');
    expect(takeToken({ href: 'http://127.0.0.1:1/' }, history, new MemoryStore())).toBeNull();
  });
});

import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Analysis } from '../shared/analysis';
import { VERSION } from '../shared/version';
import { CaptureLibrary } from '../host/CaptureLibrary';
import { sendError } from './answers';
import { EventStreams } from './EventStreams';
import { Guard, newToken } from './guard';
import { Handlers } from './Handlers';
import { setSafeHeaders } from './headers';
import { Connections } from './Connections';
import { asHttpError, HttpError } from './HttpError';
import { sendNoToken } from './noToken';
import { checkMethod, routeOf } from './routing';
import { staticPage } from './staticPage';

const HOST = '127.0.0.1';
const MAX_HEADER_BYTES = 8192;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** How late after that time Node ends a request at most; by itself it looks every 30 s only. */
const CHECK_REQUESTS_MS = 1000;
const MAX_CONNECTIONS = 256;
/** How long answers that are on their way may take when the server ends. */
const CLOSE_MS = 1000;

export interface ServeOptions {
  /** Where the captures are; it must exist. */
  folder: string;
  analysis: Analysis | null;
  /** Of the built page; null: it says that it is not built. */
  page: string | null;
  /** 0, the default: any that is free. */
  port?: number;
  /** Of encrypted captures. */
  key?: Uint8Array;
  /** For tests; otherwise 128 random bits. */
  token?: string;
  version?: string;
  undoMs?: number;
}

export interface RunningServer {
  /** Opens the page, and lets the browser in. */
  link: string;
  origin: string;
  port: number;
  token: string;
  library: CaptureLibrary;
  /** Lets answers that are on their way end; what was removed is gone for good. */
  close(): Promise<void>;
}

/**
 * Serves the captures of a folder, and the page that shows them, to this machine alone. Rejects with a CaptureError when
 * the folder is not there, and with the system's error when the port cannot be had.
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const library = await CaptureLibrary.at({ ...options, link: true });
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: CHECK_REQUESTS_MS,
  });
  server.maxConnections = MAX_CONNECTIONS;
  try {
    await listen(server, options.port ?? 0);
  } catch (error) {
    await library.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const token = options.token ?? newToken();
  const running = new Running(server, library, new Guard(token, port), options);
  server.on('request', (request, response) => void running.take(request, response));
  const origin = `http://${HOST}:${port}`;
  return { link: `${origin}/?token=${token}`, origin, port, token, library, close: () => running.close() };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: HOST, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

class Running {
  private readonly events = new EventStreams();
  private readonly exchanges = new Set<AbortController>();
  private readonly connections: Connections;
  private readonly handlers: Handlers;
  private readonly page;
  private readonly unwatch: () => void;

  constructor(
    private readonly server: Server,
    private readonly library: CaptureLibrary,
    private readonly guard: Guard,
    { version, page }: ServeOptions,
  ) {
    this.handlers = new Handlers(library, this.events, version ?? VERSION);
    this.connections = new Connections(server);
    this.page = staticPage(page);
    this.unwatch = library.watch((change) => {
      this.events.send(change);
    });
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    this.exchanges.add(gone);
    this.connections.answering(response);
    response.on('close', () => {
      this.exchanges.delete(gone);
      gone.abort();
    });
    response.on('error', () => undefined);
    try {
      setSafeHeaders(response);
      await this.answer(request, response, gone.signal);
    } catch (error) {
      if (gone.signal.aborted) response.destroy();
      else this.refuse(request, response, asHttpError(error));
    }
  }

  async close(): Promise<void> {
    this.unwatch();
    this.events.close();
    for (const exchange of this.exchanges) exchange.abort();
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.connections.closeIdle();
    const forced = setTimeout(() => this.server.closeAllConnections(), CLOSE_MS);
    await closed;
    clearTimeout(forced);
    await this.library.close();
  }

  /** A person who opens the address reads a page; programs read JSON. */
  private refuse(request: IncomingMessage, response: ServerResponse, error: HttpError): void {
    if (error.code === 'no-token' && /^\/(\?|$)/.test(request.url ?? '')) sendNoToken(request, response);
    else sendError(response, error);
  }

  private async answer(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    this.guard.checkHost(request);
    const path = request.url ?? '';
    if (!path.startsWith('/')) throw new HttpError(400, 'refused', 'this server is no proxy');
    const url = urlOf(path);
    const route = routeOf(path.split('?')[0] ?? '');
    checkMethod(request.method, route);
    if (request.method === 'POST') this.guard.checkPost(request);
    if (this.guard.checkToken(request, url)) response.setHeader('Set-Cookie', this.guard.cookie);
    if (route.kind === 'file') this.page(request, response);
    else await this.handlers.answer(route, { request, response, url, signal });
  }
}

function urlOf(path: string): URL {
  try {
    return new URL(`http://${HOST}${path}`);
  } catch {
    throw new HttpError(400, 'refused', 'this is no address of a page');
  }
}

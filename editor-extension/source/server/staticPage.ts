import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { HttpError } from './HttpError';

export type StaticPage = (request: IncomingMessage, response: ServerResponse) => void;

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>VoiceRecorder</title>
<h1>The page is not built</h1><p>Run <code>npm run setup</code> and start the server again. The captures themselves are served.</p></html>`;

/** The files of the page, as they were when the server started; what comes later is not served. */
export function staticPage(folder: string | null): StaticPage {
  if (folder === null || !existsSync(join(folder, 'index.html'))) return notBuilt;
  const files = sirv(folder, { etag: true, dev: false, extensions: [] });
  return (request, response) => {
    delete request.headers.range;
    response.setHeader('Cache-Control', 'private, no-cache');
    // sirv leaves what stands there as it is.
    files(asIndex(request), response, () => {
      throw noSuchFile();
    });
  };
}

/** '/' is a file like the others: no other address answers with the page. */
function asIndex(request: IncomingMessage): IncomingMessage {
  const path = pathOf(request);
  if (path === '/') request.url = '/index.html';
  else if (path.endsWith('/')) throw noSuchFile();
  return request;
}

function notBuilt(request: IncomingMessage, response: ServerResponse): void {
  if (pathOf(request) !== '/') throw new HttpError(404, 'not-found', 'the page is not built');
  response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(request.method === 'HEAD' ? undefined : NOT_BUILT);
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';
const noSuchFile = (): HttpError => new HttpError(404, 'not-found', 'there is no such file in the page');

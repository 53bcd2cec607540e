import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { HttpError } from './HttpError';
import { sendWords } from './wordsPage';

export type StaticPage = (request: IncomingMessage, response: ServerResponse) => void;

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
  sendWords(request, response, 503, [
    {
      language: 'en',
      title: 'The page is not built',
      paragraphs: ['Run `npm run setup` and start the server again. The captures themselves are served.'],
    },
    {
      language: 'zh',
      title: '页面尚未构建',
      paragraphs: ['请运行 `npm run setup`，然后重新启动服务器。录音数据本身仍可通过服务器访问。'],
    },
  ]);
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';
const noSuchFile = (): HttpError => new HttpError(404, 'not-found', 'there is no such file in the page');

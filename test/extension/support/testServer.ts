import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureId } from '../../../editor-extension/source/host/names';
import { serve } from '../../../editor-extension/source/server/serve';
import type { RunningServer } from '../../../editor-extension/source/server/serve';
import { temporaryFolder, writeCapture } from './captures';
import { ask } from './rawHttp';
import { WavAnalysis } from './WavAnalysis';

export const ID = captureId('a.wav');

/** A server over one capture, `a.wav`, and a page of three files; a secret lies beside both folders. */
export async function startTestServer() {
  const folder = temporaryFolder();
  const captures = join(folder.path, 'captures');
  const page = join(folder.path, 'page');
  mkdirSync(captures);
  mkdirSync(join(page, 'sub'), { recursive: true });
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(page, 'app.js'), 'void 0;');
  writeFileSync(join(page, 'sub', 'a.css'), 'p{}');
  writeFileSync(join(page, '.hidden'), 'secret');
  writeCapture(captures, 'a.wav', {});
  const analysis = new WavAnalysis();
  const server: RunningServer = await serve({ folder: captures, page, analysis });
  const { port, token, origin } = server;
  const asReader = { 'X-VR-Token': token };
  const asWriter = { ...asReader, Origin: origin };
  return {
    ...{ server, port, token, origin, captures, page, analysis, asWriter },
    /** With the token. */
    get: (target: string, headers: Record<string, string> = {}) =>
      ask(port, 'GET', target, { ...asReader, ...headers }),
    post: (target: string, body: unknown, headers: Record<string, string> = asWriter) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const about = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) };
      return ask(port, 'POST', target, { ...about, ...headers }, text);
    },
    close: async () => {
      await server.close();
      folder.remove();
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

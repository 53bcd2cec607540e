import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { build } from 'esbuild';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>peer</title>
<style>body { margin: 0 } #wave { width: 1200px }</style><div id="wave"></div><script type="module" src="/peer.js"></script></html>`;

/** The peer as a page of its own: loads a file by decoding it, and resolves two frames after it has drawn all of it. */
const SCRIPT = `import WaveSurfer from 'wavesurfer.js';
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
globalThis.drawWithPeer = async (url) => {
  const started = performance.now();
  const peer = WaveSurfer.create({ container: '#wave', height: 128, splitChannels: [{}, {}] });
  const drawn = new Promise((resolve) => peer.on('redrawcomplete', resolve));
  await peer.load(url);
  await drawn;
  await frame();
  await frame();
  return performance.now() - started;
};`;

const EMPTY = '<!doctype html><html lang="en"><meta charset="utf-8"><title>empty</title></html>';

async function bundlePeer(root) {
  const options = { stdin: { contents: SCRIPT, resolveDir: root }, bundle: true, format: 'esm', write: false };
  const { outputFiles } = await build({ ...options, minify: true, logLevel: 'silent' });
  return outputFiles[0].text;
}

/** Serves the peer's page, an empty page and the audio file, to this machine alone. */
export async function servePeer(root, audioPath) {
  const script = await bundlePeer(root);
  const text = { '/': ['text/html', PAGE], '/empty': ['text/html', EMPTY], '/peer.js': ['text/javascript', script] };
  const server = createServer((request, response) => {
    if (request.url === '/long.wav') {
      response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': statSync(audioPath).size });
      createReadStream(audioPath).pipe(response);
      return;
    }
    const [type, body] = text[request.url] ?? ['text/plain', ''];
    response.writeHead(text[request.url] ? 200 : 404, { 'Content-Type': `${type}; charset=utf-8` });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

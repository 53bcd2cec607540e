import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './archive.mjs';

const WANTED = [
  ...['README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-NOTICES.txt'],
  ...['dist/host.js', 'wasm/voice_recorder_analysis.wasm', 'wasm/voice_recorder_analysis_worker.mjs'],
  ...['dist/page/voice_recorder_analysis.js', 'dist/page/voice_recorder_analysis.wasm', 'wasm/licences/emscripten.txt'],
];

/** What is in nobody's game and in no editor. */
const FORBIDDEN = [
  { is: /\.(js|mjs|css)\.map$/, why: 'a source map' },
  { is: /(^|\/)node_modules\//, why: 'of a package, which the bundles hold' },
  { is: /^assets\/(.*\/)?testing\//, why: 'for tests' },
  { is: /^assets\/.*\/node[A-Z][^/]*\.ts$/, why: 'the bridge of Node' },
  { is: /^assets\/.*(unity|puerts|csharp)[^/]*\.ts$/i, why: 'of Unity' },
  { is: /(^|\/)\.[^/]+$/, why: 'hidden' },
  { is: /^native\/(unity|bench|tools|analysis|bridges\/(?!(?:cocos|flat)\/))/, why: 'in no game of Cocos Creator' },
];

/** Files that must be there, and those that must not. */
export function checkFiles(folder) {
  const missing = WANTED.filter((path) => !existsSync(join(folder, path))).map((path) => `${path} is missing`);
  const forbidden = filesOf(folder).flatMap((path) => {
    const reason = FORBIDDEN.find(({ is }) => is.test(path));
    return reason === undefined ? [] : [`${path} must not be there: it is ${reason.why}`];
  });
  return [...missing, ...forbidden];
}

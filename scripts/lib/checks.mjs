import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { checkDocs } from '../check-docs.mjs';
import { checkIncludes } from '../check-includes.mjs';
import { nativeFiles } from './files.mjs';
import { modules, root } from './paths.mjs';
import { capture } from './run.mjs';

export const CLANG_FORMAT = 'clang-format-19';
export const PRETTIER_PATTERNS = [
  '**/*.{ts,tsx,mts,js,mjs,cjs,css,html}',
  '*.json',
  'editor-extension/**/*.json',
  '!package-lock.json',
];

/** Runs a program of an npm package with this Node. */
export function npmTool(file, args) {
  return capture(process.execPath, [join(modules, file), ...args], { cwd: root, env: { FORCE_COLOR: '0' } });
}

const said = ({ code, output }) => (code === 0 ? '' : output.trimEnd() || `exit code ${code}`);

/** The files that clang-format's warnings name, each once. */
export function filesToFormat(output) {
  return [...new Set([...output.matchAll(/^(\S.*?):\d+:\d+: (?:error|warning): /gm)].map((match) => match[1]))];
}

async function cppFormat() {
  const { code, output } = await capture(CLANG_FORMAT, ['--dry-run', '-Werror', ...nativeFiles()], { cwd: root });
  if (code === 127 && !process.env.CI) return { skipped: `${CLANG_FORMAT} is not installed` };
  const files = filesToFormat(output);
  return files.length > 0 ? `npm run format puts these in order:\n${files.join('\n')}` : said({ code, output });
}

async function prettier() {
  return said(
    await npmTool('prettier/bin/prettier.cjs', ['--check', '--no-error-on-unmatched-pattern', ...PRETTIER_PATTERNS]),
  );
}

async function eslint() {
  const configured = ['js', 'mjs', 'cjs'].some((suffix) => existsSync(join(root, `eslint.config.${suffix}`)));
  return configured ? said(await npmTool('eslint/bin/eslint.js', ['.'])) : 'eslint.config.mjs is missing';
}

/** Checks without test cases: `run` answers '' when all is fine, the findings, or `{ skipped: why }`. */
export const lintChecks = [
  { name: 'format of C++', run: cppFormat },
  { name: 'format of scripts', run: prettier },
  { name: 'eslint', run: eslint },
  { name: 'walls between rooms', run: async () => (await checkIncludes()).join('\n') },
  { name: 'documents', run: async () => checkDocs().join('\n') },
];

/** One project for each set of globals: a room that may not see the DOM is checked without it. */
const typeProjects = {
  game: 'tsconfig.json',
  'tests that listen': 'assets/scripts/testing/tsconfig.json',
  'component of Cocos Creator': 'assets/scripts/component/tsconfig.json',
  'tests of the component': 'test/cocos/tsconfig.json',
  shared: 'editor-extension/tsconfig.json',
  'host, server and cli': 'editor-extension/tsconfig.host.json',
  view: 'editor-extension/tsconfig.view.json',
  'extension of Creator': 'editor-extension/tsconfig.creator.json',
  'tests of the extension': 'test/extension/tsconfig.json',
  'tests in the browser': 'test/browser/tsconfig.json',
};

export const typeChecks = Object.entries(typeProjects).map(([name, project]) => ({
  name: `tsc, ${name}`,
  run: async () => said(await npmTool('typescript-native/bin/tsc', ['--noEmit', '-p', project])),
}));

/** Starts each as soon as one of so many is done; the answers are in the order of `works`. */
function startInTurn(works, atOnce) {
  const lanes = Array.from({ length: atOnce }, () => Promise.resolve());
  return works.map((work, at) => {
    const lane = at % atOnce;
    const answer = lanes[lane].then(work);
    lanes[lane] = answer.catch(() => undefined);
    return answer;
  });
}

/** Runs checks, as many at once as there are cores, prints a line for each in their order, and counts. */
export async function runChecks(checks) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const works = checks.map(({ run }) => run);
  const results = startInTurn(works, availableParallelism());
  for (const [at, { name }] of checks.entries()) {
    const result = await results[at];
    if (result === '') {
      tally.passed += 1;
      console.log(`  ✓ ${name}`);
    } else if (typeof result === 'object') {
      tally.skipped += 1;
      console.log(`  SKIPPED ${name}: ${result.skipped}`);
    } else {
      tally.failed += 1;
      console.log(`  ✗ ${name}\n${result}\n`);
    }
  }
  return tally;
}

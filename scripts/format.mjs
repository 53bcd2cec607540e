#!/usr/bin/env node
// npm run format: writes C, C++ and script files in the project's format.
import { CLANG_FORMAT, npmTool, PRETTIER_PATTERNS } from './lib/checks.mjs';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { nativeFiles } from './lib/files.mjs';
import { root } from './lib/paths.mjs';
import { capture } from './lib/run.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp('lint');
  const cpp = await capture(CLANG_FORMAT, ['-i', ...nativeFiles()], { cwd: root });
  const scripts = await npmTool('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', ...PRETTIER_PATTERNS]);
  const failed = [cpp, scripts].filter(({ code }) => code !== 0);
  if (failed.length > 0) throw new CommandError(failed.map(({ output }) => output).join('\n'), Exit.failed);
});

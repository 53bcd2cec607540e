#!/usr/bin/env node
// Writes the typings of the native addon as PuerTS generates them from its binding, or checks that they are current.
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CommandError, Exit, runMain } from './lib/errors.mjs';
import { build, root } from './lib/paths.mjs';

const HELP = `node scripts/gen-typings.mjs [--check]

Writes assets/scripts/bridge/nodeNative.d.ts from the built addon (build/native, or VR_NATIVE_LIBRARY).
  --check   writes nothing; fails when the file differs from what it would write
  --help    this text
Exit codes: 0 done or current, 1 differs, 2 usage, 4 the addon is not built.`;

export const typings = join(root, 'assets', 'scripts', 'bridge', 'nodeNative.d.ts');

const HEADER = `/* eslint-disable */
// Generated from native/plugins/voice-recorder/bridges/puerts by scripts/gen-typings.mjs. What each function takes and
// means stands in calls.h there.
`;

/** The text of the file for the addon at `library`. */
export async function generate(library) {
  const require = createRequire(import.meta.url);
  const puerts = require('puerts');
  puerts.load(library);
  const prettier = await import('prettier');
  const style = await prettier.resolveConfig(typings);
  return prettier.format(HEADER + puerts.declaration(), { ...style, parser: 'typescript' });
}

function addon() {
  const library = process.env.VR_NATIVE_LIBRARY || join(build, 'native', 'libvoice_recorder_puerts.so');
  if (!existsSync(library))
    throw new CommandError(`The addon is not built: npm run setup (${library})`, Exit.environment);
  return library;
}

async function main() {
  const options = { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };
  const { values } = parseArgs({ options });
  if (values.help) return void console.log(HELP);
  const text = await generate(addon());
  const current = existsSync(typings) ? readFileSync(typings, 'utf8') : '';
  if (text === current) return Exit.ok;
  if (values.check) {
    console.log(`${relative(root, typings)} differs from the addon: node scripts/gen-typings.mjs`);
    return Exit.failed;
  }
  writeFileSync(typings, text);
  console.log(`${relative(root, typings)} written`);
  return Exit.ok;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() =>
    main().catch((error) => {
      throw error.code?.startsWith('ERR_PARSE_ARGS')
        ? new CommandError(`${error.message}\n\n${HELP}`, Exit.usage)
        : error;
    }),
  );
}

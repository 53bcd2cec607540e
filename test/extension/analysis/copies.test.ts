import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysisError } from '../../../editor-extension/source/shared/AnalysisError';
import { ABI_VERSION } from '../../../editor-extension/source/shared/wasm/AnalysisModule';
import { root } from './builds';

const header = readFileSync(join(root, 'native/plugins/voice-recorder/include/voice_recorder_analysis.h'), 'utf8');

/** Numbers of the C header that stand in TypeScript too. */
test('the codes of errors are the results of the header, by number', () => {
  const results = [...header.matchAll(/^\s*VRA_([A-Z_]+) = (\d+)/gm)].map(([, name = '', value]) => ({
    code: name.toLowerCase().replaceAll('_', '-'),
    value: Number(value),
  }));
  expect(results).toHaveLength(9);
  for (const { code, value } of results.slice(1)) expect(AnalysisError.ofResult(value, 'x').code).toBe(code);
});

test('a result that is not known is told as one', () => {
  const { code, message } = AnalysisError.ofResult(77, 'odd');
  expect({ code, message }).toEqual({ code: 'io', message: 'odd (a result that is not known: 77)' });
});

test('the version of the interface is that of the header', () => {
  expect(Number(/#define VRA_ABI_VERSION (\d+)/.exec(header)?.[1])).toBe(ABI_VERSION);
});

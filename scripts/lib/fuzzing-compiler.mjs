import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers } from './run.mjs';

const COMPILERS = [
  ['clang++-14', 'clang-14'],
  ['clang++-19', 'clang-19'],
  ['clang++', 'clang'],
];

/** The variables of CMake with which fuzzers can be linked from a build; undefined: no compiler here has one. */
export function fuzzingVariables() {
  const folder = mkdtempSync(join(tmpdir(), 'vr-fuzzer-'));
  try {
    const probe = join(folder, 'probe.cpp');
    writeFileSync(probe, 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n');
    const words = ['-fsanitize=fuzzer,address,undefined', probe, '-o', join(folder, 'probe')];
    const found = COMPILERS.find(([compiler]) => answers(compiler, words));
    if (!found) return undefined;
    const [cxx, c] = found;
    return { CMAKE_CXX_COMPILER: cxx, CMAKE_C_COMPILER: c, VR_FUZZER: 'ON' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

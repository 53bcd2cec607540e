import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers } from './run.mjs';

const COMPILERS = [
  ['clang++-14', 'clang-14'],
  ['clang++-19', 'clang-19'],
  ['clang++', 'clang'],
];

/** A compiler that links a fuzzer, as variables of CMake; undefined: there is none. */
export function fuzzingCompiler() {
  const folder = mkdtempSync(join(tmpdir(), 'vr-fuzzer-'));
  try {
    const probe = join(folder, 'probe.cpp');
    writeFileSync(probe, 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n');
    const words = ['-fsanitize=fuzzer,address,undefined', probe, '-o', join(folder, 'probe')];
    const found = COMPILERS.find(([compiler]) => answers(compiler, words));
    return found && { CMAKE_CXX_COMPILER: found[0], CMAKE_C_COMPILER: found[1] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

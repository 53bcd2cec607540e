const WITHOUT_WASM = 'without it the viewer has no spectrogram and opens no dropped files';

/**
 * System packages by the names of Debian and Ubuntu, the sets in which the commands need them, and how to see that
 * they are there on a system without dpkg: a command on the PATH, a pkg-config name, a header or another file.
 * `optional`: the command does its work without it and says what it leaves out; `requiredBy`: not in these profiles.
 */
export const allPackages = [
  { apt: 'cmake', sets: ['build', 'wasm'], command: ['cmake'] },
  { apt: 'g++', sets: ['build', 'compiler'], command: ['c++', 'g++', 'clang++'] },
  { apt: 'make', sets: ['build', 'wasm'], command: ['make'] },
  {
    apt: 'ninja-build',
    sets: ['build', 'wasm'],
    command: ['ninja'],
    optional: 'without it make builds, which leaves processors idle',
  },
  { apt: 'pkg-config', sets: ['build'], command: ['pkg-config', 'pkgconf'] },
  { apt: 'python3', sets: ['build'], command: ['python3'], why: 'node-gyp, which compiles puerts' },
  { apt: 'libsamplerate0-dev', sets: ['build'], pkgConfig: 'samplerate', header: 'samplerate.h' },
  { apt: 'nlohmann-json3-dev', sets: ['build', 'wasm'], pkgConfig: 'nlohmann_json', header: 'nlohmann/json.hpp' },
  { apt: 'libisal-dev', sets: ['build'], pkgConfig: 'libisal', header: 'isa-l/crc.h' },
  { apt: 'libebur128-dev', sets: ['build', 'wasm'], pkgConfig: 'libebur128', header: 'ebur128.h' },
  { apt: 'libkissfft-dev', sets: ['build', 'wasm'], pkgConfig: 'kissfft-float', header: 'kissfft/kiss_fftr.h' },
  {
    apt: 'libavcodec-dev',
    sets: ['build'],
    pkgConfig: 'libavcodec',
    header: 'libavcodec/avcodec.h',
    optional: 'without it AAC is not decoded at the command line',
    requiredBy: ['test', 'diagnosis'],
  },
  {
    apt: 'libsodium-dev',
    sets: ['build'],
    pkgConfig: 'libsodium',
    header: 'sodium.h',
    optional: 'without it nothing can be encrypted',
  },
  {
    apt: 'libvo-aacenc-dev',
    sets: ['build'],
    pkgConfig: 'vo-aacenc',
    header: 'vo-aacenc/voAAC.h',
    optional: 'without it the build records WAV only',
    requiredBy: ['diagnosis'],
  },
  { apt: 'libgtest-dev', sets: ['gtest'], pkgConfig: 'gtest', header: 'gtest/gtest.h' },
  { apt: 'sox', sets: ['test'], command: ['soxi'] },
  { apt: 'ffmpeg', sets: ['test'], command: ['ffprobe'] },
  { apt: 'faad', sets: ['test'], command: ['faad'] },
  {
    apt: 'libclang-rt-19-dev',
    sets: ['gtest'],
    files: ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/llvm-19/lib/clang/19/lib/linux/libclang_rt.rtsan-${cpu}.a`),
    optional: 'without it the RealtimeSanitizer test is left out',
  },
  {
    apt: 'libseccomp-dev',
    sets: ['gtest'],
    pkgConfig: 'libseccomp',
    header: 'seccomp.h',
    optional: 'without it the system-call test is left out',
  },
  {
    apt: 'clang-14',
    sets: ['fuzz'],
    command: ['clang++-14'],
    optional: 'without it nothing is fuzzed',
  },
  {
    apt: 'libclang-rt-14-dev',
    sets: ['fuzz'],
    files: ['x86_64', 'aarch64'].map(
      (cpu) => `/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-${cpu}.a`,
    ),
    optional: 'without it nothing is fuzzed',
  },
  {
    apt: 'clang-format-19',
    sets: ['test', 'format'],
    command: ['clang-format-19'],
    optional: 'without it the format of C++ is not checked',
  },
  {
    apt: 'espeak-ng',
    sets: ['sample'],
    command: ['espeak-ng'],
    optional: 'without it the sample speaks with a generated signal',
    requiredBy: ['diagnosis'],
  },
  {
    apt: 'emscripten',
    sets: ['wasm'],
    command: ['emcc'],
    optional: WITHOUT_WASM,
    requiredBy: ['test', 'cocos'],
  },
  {
    apt: 'node-acorn',
    sets: ['wasm'],
    files: ['/usr/share/nodejs/acorn/package.json'],
    optional: WITHOUT_WASM,
    requiredBy: ['test', 'cocos'],
  },
  {
    apt: 'libboost-dev',
    sets: ['wasm'],
    header: 'boost/version.hpp',
    optional: WITHOUT_WASM,
    requiredBy: ['test', 'cocos'],
  },
  {
    apt: 'chromium',
    sets: ['browser'],
    command: ['chromium', 'chromium-browser', 'google-chrome'],
    optional: 'without it nothing is measured in a browser',
  },
  {
    apt: 'chromium-headless-shell',
    sets: ['page'],
    command: ['chromium-headless-shell', 'chrome-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
    why: 'the tests of the page',
  },
  {
    apt: 'fonts-noto-cjk',
    sets: ['browser', 'page'],
    files: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'],
    optional: 'without it Chinese is shown as boxes',
    requiredBy: ['test'],
  },
  {
    apt: 'g++-mingw-w64-x86-64',
    sets: ['windows'],
    command: ['x86_64-w64-mingw32-g++-posix'],
    optional: 'without it nothing is built for Windows',
  },
  {
    apt: 'nasm',
    sets: ['windows'],
    command: ['nasm'],
    optional: 'without it the checksums of packaged libraries are slower',
  },
  {
    apt: 'googletest',
    sets: ['wine'],
    files: ['/usr/src/googletest/CMakeLists.txt'],
    optional: 'without it nothing is tested for Windows',
  },
  {
    apt: 'wine64',
    sets: ['wine'],
    files: ['/usr/lib/wine/wine64', '/usr/bin/wine64', '/usr/local/bin/wine64'],
    optional: 'without it nothing is tested for Windows',
  },
  { apt: 'libbenchmark-dev', sets: ['bench'], pkgConfig: 'benchmark', header: 'benchmark/benchmark.h' },
  { apt: 'libboost-dev', sets: ['bench'], header: 'boost/lockfree/spsc_queue.hpp' },
  { apt: 'libjack-jackd2-dev', sets: ['bench'], pkgConfig: 'jack', header: 'jack/ringbuffer.h' },
  { apt: 'libreaderwriterqueue-dev', sets: ['bench'], header: 'readerwriterqueue/readerwriterqueue.h' },
  { apt: 'sox', sets: ['bench'], command: ['sox'] },
  { apt: 'libopus-dev', sets: ['bench', 'gtest'], pkgConfig: 'opus', header: 'opus/opus.h' },
  { apt: 'ffmpeg', sets: ['diagnosis'], command: ['ffmpeg'] },
];

/** Which sets each profile of the set-up asks for. */
export const profileSets = {
  start: ['build', 'sample', 'wasm'],
  test: ['build', 'gtest', 'test', 'sample', 'wasm', 'page'],
  unity: ['build', 'windows'],
  cocos: ['compiler', 'wasm'],
  windows: ['build', 'windows', 'wine'],
  torture: ['build', 'gtest', 'fuzz'],
  asan: ['build', 'gtest', 'fuzz'],
  tsan: ['build', 'gtest'],
  bench: ['build', 'bench', 'wasm', 'browser'],
  diagnosis: ['build', 'bench', 'diagnosis', 'sample'],
  lint: ['compiler', 'format'],
};

/** What compilers, and CMake's look at the system, need: these are installed first, and the others while they work. */
const SETS_TO_BUILD = ['build', 'compiler', 'gtest', 'fuzz', 'bench'];

/** True for a package that the native build needs or looks for. */
export const isToBuild = ({ sets }) => sets.some((set) => SETS_TO_BUILD.includes(set));

/** The packages of a profile, each once; required when one of its entries is. */
export function packagesFor(profile) {
  const sets = profileSets[profile];
  const byName = new Map();
  for (const { requiredBy = [], optional, ...entry } of allPackages) {
    if (!entry.sets.some((set) => sets.includes(set))) continue;
    const before = byName.get(entry.apt);
    const isOptional = optional !== undefined && !requiredBy.includes(profile) && (!before || before.optional);
    const both = { ...(before ?? entry), sets: [...(before?.sets ?? []), ...entry.sets] };
    byName.set(entry.apt, { ...both, optional: isOptional ? optional : undefined });
  }
  return [...byName.values()];
}

// What WebAssembly gives of a file is what the native library gives, byte for byte:
//   node wasm_same_bytes.mjs DUMP_MEASURES FOLDER MODULE.mjs
// Ends with 77, which ctest takes for skipped, where the module is not built.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SKIPPED = 77;
const RATE = 44100;
const SECONDS = 20;

/** Tones, noise of an equation, silence, zeros and clipping, 16-bit stereo. */
function wav() {
  const frames = RATE * SECONDS;
  const bytes = Buffer.alloc(44 + frames * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + frames * 4, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 4, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(frames * 4, 40);
  let state = 1;
  for (let frame = 0; frame < frames; frame++) {
    const seconds = frame / RATE;
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const noise = (state / 2 ** 32 - 0.5) * 0.05;
    const loud = seconds < 5 || seconds > 12 ? 0.6 : 0.1;
    let left = loud * Math.sin(2 * Math.PI * 997 * seconds) + noise;
    let right = 0.3 * Math.sin(2 * Math.PI * 3000 * seconds * (1 + seconds / 50)) + noise;
    if (seconds > 7 && seconds < 8) left = right = 0;
    if (seconds > 9 && seconds < 9.1) left = right = left * 100;
    if (seconds > 15) right += 0.1;
    bytes.writeInt16LE(Math.max(-32768, Math.min(32767, Math.round(left * 32767))), 44 + frame * 4);
    bytes.writeInt16LE(Math.max(-32768, Math.min(32767, Math.round(right * 32767))), 46 + frame * 4);
  }
  return bytes;
}

class Wasm {
  constructor(module) {
    this.module = module;
    this.buffer = module._malloc(8);
  }

  view() {
    return new DataView(this.module.HEAPU8.buffer);
  }

  text(value) {
    const bytes = this.module.lengthBytesUTF8(value) + 1;
    const pointer = this.module._malloc(bytes);
    this.module.stringToUTF8(value, pointer, bytes);
    return pointer;
  }

  ok(result) {
    if (result !== 0) throw new Error(this.module.UTF8ToString(this.module._vra_last_error()));
  }

  open(path) {
    const handle = this.module._malloc(4);
    this.ok(this.module._vra_open(this.text(path), 0, handle));
    return this.view().getUint32(handle, true);
  }

  bytes(call) {
    this.module.HEAPU8.fill(0, this.buffer, this.buffer + 8);
    this.ok(call(this.buffer));
    const data = this.view().getUint32(this.buffer, true);
    const bytes = Buffer.from(this.module.HEAPU8.slice(data, data + this.view().getUint32(this.buffer + 4, true)));
    this.module._vra_free(this.buffer);
    return bytes;
  }

  spectrogram(capture, lane) {
    const request = this.module._malloc(32);
    const picture = this.module._malloc(200 * 513);
    this.module._vra_spectrogram_request_init(request);
    this.view().setUint32(request + 4, lane, true);
    this.view().setBigInt64(request + 8, -1000n, true);
    this.view().setFloat64(request + 16, 333.25, true);
    this.view().setUint32(request + 24, 200, true);
    this.view().setUint32(request + 28, 1024, true);
    this.ok(this.module._vra_spectrogram(capture, request, 0, picture, 200 * 513));
    return Buffer.from(this.module.HEAPU8.slice(picture, picture + 200 * 513));
  }
}

const [dump, folder, modulePath] = process.argv.slice(2);
if (!existsSync(modulePath)) {
  console.log(`SKIPPED: ${modulePath} is not built`);
  process.exit(SKIPPED);
}
const results = join(folder, 'measures');
mkdirSync(results, { recursive: true });
writeFileSync(join(folder, 'same.wav'), wav());
execFileSync(dump, [join(folder, 'same.wav'), results], { stdio: 'inherit' });

const { default: load } = await import(pathToFileURL(modulePath).href);
const module = await load();
module.FS.mkdirTree('/files');
module.FS.mount(module.FS.filesystems.NODEFS, { root: folder }, '/files');
const wasm = new Wasm(module);
const capture = wasm.open('/files/same.wav');
let different = 0;
function same(name, lane, bytes) {
  const equal = readFileSync(join(results, `${name}-${lane}`)).equals(bytes);
  if (!equal) different += 1;
  console.log(`${equal ? 'same' : 'DIFFERENT'}: ${name} of lane ${lane}, ${bytes.length} bytes`);
}
for (let lane = 0; lane < 3; lane++) {
  same(
    'envelope',
    lane,
    wasm.bytes((buffer) => module._vra_envelope(capture, lane, 0, buffer)),
  );
  same(
    'map',
    lane,
    wasm.bytes((buffer) => module._vra_map(capture, lane, 0, buffer)),
  );
  same(
    'loudness',
    lane,
    wasm.bytes((buffer) => module._vra_loudness(capture, lane, 0, buffer)),
  );
  same('spectrogram', lane, wasm.spectrogram(capture, lane));
}
same(
  'diagnosis',
  0,
  wasm.bytes((buffer) => module._vra_diagnose(capture, 0, buffer)),
);
const info = JSON.parse(wasm.bytes((buffer) => module._vra_info(capture, buffer)).toString());
const native = JSON.parse(readFileSync(join(results, 'info-0'), 'utf8'));
if (JSON.stringify({ ...info, path: '' }) !== JSON.stringify({ ...native, path: '' })) different += 1;
module._vra_close(capture);
process.exitCode = different === 0 ? 0 : 1;

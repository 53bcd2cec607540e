/**
 * What the glue needs of the module that emscripten makes of voice_recorder_analysis. Its build exports exactly these:
 * - functions: `_malloc`, `_free` and every `_vra_*` below, with 64-bit integers as BigInt (`-sWASM_BIGINT`);
 * - runtime methods: `addFunction`, `UTF8ToString`, `stringToUTF8`, `lengthBytesUTF8`;
 * - files: of Node, `FS` with NODEFS for folders (`-lnodefs.js`); of a page, `blobs` alone;
 * - memory and table grow (`-sALLOW_MEMORY_GROWTH`, `-sALLOW_TABLE_GROWTH`).
 * It is loaded inside a worker, because every call blocks.
 */
export interface AnalysisModule {
  /** Another array after the memory has grown: never kept across a call. */
  readonly HEAPU8: Uint8Array;
  /** Not in a page. */
  readonly FS?: ModuleFiles;
  /** What a page may read, which hands it in when the module is loaded. One that is closed leaves its place empty. */
  readonly blobs?: (ModuleBlob | undefined)[];
  addFunction(call: (user: number, done: number) => number, signature: string): number;
  UTF8ToString(pointer: number): string;
  stringToUTF8(text: string, pointer: number, bytes: number): void;
  lengthBytesUTF8(text: string): number;

  _malloc(bytes: number): number;
  _free(pointer: number): void;
  _vra_free(buffer: number): void;
  _vra_abi_version(): number;
  _vra_last_error(): number;
  _vra_capabilities(json: number): number;
  _vra_open_options_init(options: number): void;
  _vra_open(path: number, options: number, capture: number): number;
  _vra_close(capture: number): void;
  _vra_info(capture: number, json: number): number;
  _vra_envelope(capture: number, lane: number, progress: number, envelope: number): number;
  _vra_map(capture: number, lane: number, progress: number, json: number): number;
  _vra_loudness(capture: number, lane: number, progress: number, json: number): number;
  _vra_diagnose(capture: number, progress: number, json: number): number;
  _vra_expect(capture: number, request: number, progress: number, json: number): number;
  _vra_spectrogram_request_init(request: number): void;
  _vra_spectrogram(capture: number, request: number, progress: number, into: number, bytes: number): number;
  _vra_spectrogram_of_samples(
    samples: number,
    frames: bigint,
    channels: number,
    request: number,
    into: number,
    bytes: number,
  ): number;
  _vra_read(
    capture: number,
    lane: number,
    firstFrame: bigint,
    frames: bigint,
    into: number,
    framesRead: number,
  ): number;
  _vra_adts_index(capture: number, file: number, index: number): number;
  _vra_export_options_init(options: number): void;
  _vra_export(capture: number, path: number, options: number, progress: number, json: number): number;
  _vra_list_rings(folder: number, key: number, json: number): number;
}

/** The part of emscripten's file system that is used. */
export interface ModuleFiles {
  readonly filesystems: Readonly<Record<string, unknown>>;
  mkdirTree(path: string): void;
  rmdir(path: string): void;
  mount(type: unknown, options: object, at: string): unknown;
  unmount(at: string): void;
}

export interface ModuleBlob {
  readonly path: string;
  readonly blob: Blob;
}

export type LoadModule = () => Promise<AnalysisModule>;

/** VRA_ABI_VERSION that the glue was written for. */
export const ABI_VERSION = 4;

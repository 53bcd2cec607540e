import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type {
  Analysis,
  AnalysisErrorCode,
  Capabilities,
  CaptureInfo,
  LaneInfo,
  OpenCapture,
  Sidecar,
  Work,
} from '../../../editor-extension/source/shared/analysis';
import { ABI_VERSION } from '../../../editor-extension/source/shared/wasm/AnalysisModule';
import { diagnosisWith } from './diagnoses';
import { envelopeFile } from './envelopeFile';
import { readWav, wavBytes } from './wavFile';
import type { Pcm } from './wavFile';

const fail = (code: AnalysisErrorCode, message: string): Error => Object.assign(new Error(message), { code });

/**
 * An analysis for tests of what stands above it: 16-bit WAV files of our own, held in memory. It counts what it is asked
 * for, and can be told to be slow until it is let go on.
 */
export class WavAnalysis implements Analysis {
  readonly kind = 'wasm';
  readonly counts = { open: 0, envelope: 0, map: 0, loudness: 0, diagnose: 0, cancelled: 0, close: 0 };
  /** What measures wait for. */
  gate: Promise<void> = Promise.resolve();
  fingerprint = 'test';
  /** What every capture is said to have. */
  diagnosis = diagnosisWith({});

  hold(): Promise<void> {
    return this.gate;
  }

  capabilities(): Promise<Capabilities> {
    return Promise.resolve({
      version: '0.1.0',
      abiVersion: ABI_VERSION,
      detectors: this.diagnosis.detectors,
      fingerprint: this.fingerprint,
      encryption: true,
      aacEncoder: null,
      aacDecoder: { name: null, tried: [] },
    });
  }

  async open(path: string, options: { key?: Uint8Array } & Work = {}): Promise<OpenCapture> {
    this.counts.open += 1;
    await Promise.resolve();
    if (!existsSync(path)) throw fail('not-found', `there is no ${path}`);
    const bytes = readFileSync(path);
    if (bytes.toString('latin1', 0, 4) === 'VRSE' && options.key === undefined) {
      throw fail('key-needed', `${basename(path)} is encrypted: give the key of the game`);
    }
    const audio = readWav(bytes);
    if (audio === null) throw fail('unreadable', `${basename(path)} is no audio file that is known`);
    return new WavCapture(this, path, audio);
  }

  listRings(): Promise<[]> {
    return Promise.resolve([]);
  }

  spectrogramOfSamples(): Promise<void> {
    return Promise.resolve();
  }
}

class WavCapture implements OpenCapture {
  private readonly sidecar: Sidecar | null;
  private readonly tracks: { file: string; kind: LaneInfo['kind']; user: string; audio: Pcm }[];

  constructor(
    private readonly owner: WavAnalysis,
    private readonly path: string,
    private readonly audio: Pcm,
  ) {
    const text = existsSync(`${path}.json`) ? readFileSync(`${path}.json`, 'utf8') : 'null';
    this.sidecar = JSON.parse(text) as Sidecar | null;
    const tracks = (this.sidecar as { tracks?: { file: string; kind: LaneInfo['kind']; user: string }[] } | null)
      ?.tracks;
    this.tracks = (tracks ?? []).flatMap((track) => {
      const file = join(dirname(path), track.file);
      const found = existsSync(file) ? readWav(readFileSync(file)) : null;
      return found === null ? [] : [{ ...track, audio: found }];
    });
  }

  info(): Promise<CaptureInfo> {
    const { sampleRate, channels, samples } = this.audio;
    const frames = samples.length / channels;
    const file = basename(this.path);
    const facts = (name: string, audio: Pcm) => ({
      ...{ name, bytes: 80 + audio.samples.byteLength, codec: 'pcm16' as const, plain: true },
      ...{ sampleRate: audio.sampleRate, channels: audio.channels, frames: audio.samples.length / audio.channels },
      ...{ dataOffset: 80, dataBytes: audio.samples.byteLength, frameBytes: 2 * audio.channels },
    });
    return Promise.resolve({
      ...{ version: 1, path: this.path, file, bytes: 80 + samples.byteLength, container: 'wav', codec: 'pcm16' },
      ...{ sampleRate, channels, layout: this.sidecar?.layout ?? 'mix', fileFrames: frames, validStart: 0 },
      ...{ validFrames: frames, durationSeconds: frames / sampleRate, unfinished: false, encrypted: false },
      ...{ decodable: true, problems: [], sidecar: this.sidecar },
      lanes: [
        ...this.tracks.map((track, place) => this.laneOf(track.kind, track.user, place + 1, track.audio.channels)),
        this.laneOf('mix', '', 0, channels),
      ],
      files: [facts(file, this.audio), ...this.tracks.map((track) => facts(track.file, track.audio))],
    } as CaptureInfo);
  }

  envelope(lane: number, work?: Work): Promise<Uint8Array> {
    return this.measure('envelope', work, () => envelopeFile(this.audioOf(lane)));
  }

  map(lane: number, work?: Work) {
    return this.measure('map', work, () => {
      const clippedSamples = this.audioOf(lane).samples.filter((each) => each >= 32767 || each <= -32768).length;
      const empty = { silence: [], zeros: [], gaps: [], clipping: [] };
      return { basis: 'audio' as const, approximate: false, ...empty, clippedSamples, truncated: false };
    });
  }

  loudness(lane: number, work?: Work) {
    return this.measure('loudness', work, () => {
      const peak = this.audioOf(lane).samples.reduce((most, each) => Math.max(most, Math.abs(each)), 1);
      const samplePeakDbfs = 20 * Math.log10(peak / 32768);
      const curve = { stepSeconds: 0.1, shortTermLufs: [null], approximate: false };
      return { integratedLufs: null, rangeLu: 0, truePeakDbtp: samplePeakDbfs, samplePeakDbfs, ...curve };
    });
  }

  diagnose(work?: Work) {
    return this.measure('diagnose', work, () => structuredClone(this.owner.diagnosis));
  }

  expect(): Promise<never> {
    return Promise.reject(fail('not-supported', 'these captures are for tests of what stands above the analysis'));
  }

  spectrogram(): Promise<void> {
    return Promise.resolve();
  }

  read(lane: number, firstFrame: number, into: Float32Array): Promise<number> {
    const { samples, channels } = this.audioOf(lane);
    const part = samples.subarray(firstFrame * channels, firstFrame * channels + into.length);
    part.forEach((sample, place) => (into[place] = sample / 32768));
    return Promise.resolve(part.length / channels);
  }

  adtsIndex(): Promise<Uint8Array> {
    return Promise.reject(fail('not-supported', 'this is no AAC file: a WAV needs no index'));
  }

  async export(path: string, request: { startSeconds?: number; endSeconds?: number; lanes?: number[] }, work?: Work) {
    const { samples, sampleRate, channels } = this.audioOf(request.lanes?.[0] ?? this.tracks.length);
    const place = (seconds: number): number => Math.round(seconds * sampleRate) * channels;
    const part = samples.slice(
      place(request.startSeconds ?? 0),
      place(request.endSeconds ?? samples.length / sampleRate),
    );
    await this.measure('open', work, () => {
      writeFileSync(path, wavBytes(part, sampleRate, channels), { flag: 'wx' });
    });
    return {
      file: path,
      sampleRate,
      channels,
      durationSeconds: part.length / channels / sampleRate,
      copied: false,
      gainDb: 0,
      clippedSamples: 0,
    };
  }

  close(): void {
    this.owner.counts.close += 1;
  }

  private laneOf(kind: LaneInfo['kind'], user: string, file: number, channels: number): LaneInfo {
    return {
      kind,
      user,
      label: '',
      sourceId: kind === 'mix' ? 0 : file,
      file,
      channel: null,
      channels,
      features: false,
      gaps: [],
    };
  }

  private audioOf(lane: number): Pcm {
    const audio = lane === this.tracks.length ? this.audio : this.tracks[lane]?.audio;
    if (audio === undefined) throw fail('invalid-parameter', `there is no lane ${lane}`);
    return audio;
  }

  private async measure<T>(what: keyof WavAnalysis['counts'], work: Work | undefined, make: () => T): Promise<T> {
    const aborted = new Promise<never>((_resolve, reject) => {
      const signal = work?.signal;
      const stop = (): void => {
        this.owner.counts.cancelled += 1;
        reject(fail('cancelled', 'this was cancelled'));
      };
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    });
    aborted.catch(() => undefined);
    this.owner.counts[what] += 1;
    work?.onProgress?.(0.5);
    await Promise.race([this.owner.hold(), aborted]);
    return make();
  }
}

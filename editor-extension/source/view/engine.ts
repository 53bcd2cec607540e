/**
 * What the shell of the viewer (list, tables, toolbar, keyboard) and its engine (lanes, player, worker) are to each
 * other. Types only. The engine's module is view/engine/index.ts and exports `createEngine`, `mountStatistics` and
 * `createFileAnalysis`; the shell's state stands in view/state. All times are seconds from the first valid frame.
 *
 * Both sides read and write the signals of a ViewState. What a person does with the keyboard, the toolbar and the tables
 * is the shell's; what a pointer or a wheel does on a lane is the engine's. The engine listens to no key.
 */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { LaneMap, Loudness, OpenCapture, SidecarMarker } from '../shared/analysis';
import type { CaptureDetail, CaptureErrorBody, CaptureSource, ExportOrder } from '../shared/captures';

/** From `from` to `to`, in seconds; `from` is the smaller one. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export type Theme = 'light' | 'dark';

/** Of one lane; the place in `ViewState.lanes` is the place in `CaptureDetail.lanes`. */
export interface LaneState {
  readonly solo: Signal<boolean>;
  readonly muted: Signal<boolean>;
  /** -60 to +24, 0 by default. */
  readonly gainDb: Signal<number>;
  /** The lane is folded to its header. The mix begins folded where each of its users has audio. */
  readonly folded: Signal<boolean>;
}

/** A text at a moment, of the note that is saved beside the capture. */
export interface TimedNote {
  readonly seconds: number;
  readonly text: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** Something worth hearing: of a diagnosis, or made of gaps, missing stretches and the maps. */
export interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly severity: Severity;
  /** Place in `lanes`; null: all of them. */
  readonly lane: number | null;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** In the page's language. */
  readonly label: string;
  /** A sentence of it, in the page's language, where there is a diagnosis. */
  readonly told?: string;
  /** Read from AAC alone. */
  readonly approximate?: boolean;
}

/** What is looked at of one capture. Made by `createViewState` in view/state/view.ts, pure, without DOM. */
export interface ViewState {
  /** A capture that is still written grows. */
  readonly durationSeconds: Signal<number>;
  /**
   * What the lanes show. Within 0 and the duration, and never shorter than MIN_RANGE_SECONDS of view/state/view.ts.
   * Where two captures are compared, the shell writes ranges that reach beyond both ends: nothing is drawn there.
   */
  readonly range: Signal<Range>;
  readonly selection: Signal<Range | null>;
  /** Where playback is, or begins. The player writes it once a frame while it plays; others call `seek`. */
  readonly position: Signal<number>;
  readonly lanes: readonly LaneState[];
  /** Whose spectrogram is shown, and what the keys of a lane mean. */
  readonly focusedLane: Signal<number>;
  /** 0.5 to 2; the pitch stays. */
  readonly speed: Signal<number>;
  /** Plays the selection, or what is visible without one, again and again. */
  readonly loop: Signal<boolean>;
  readonly spectrogram: Signal<boolean>;
  readonly loudness: Signal<boolean>;
  /** Waveforms are drawn as high as they go; what is heard stays. */
  readonly normalise: Signal<boolean>;
  readonly notes: Signal<readonly TimedNote[]>;
  readonly findings: Signal<readonly Finding[]>;
}

export interface LaneLevel {
  /** dBFS, -120 to 0, of the last 50 ms or so that were heard. */
  readonly peakDbfs: number;
  readonly rmsDbfs: number;
}

export type EngineState =
  | { readonly kind: 'idle' }
  /** Play was asked for, and its first bytes are on the way; or the browser lets no sound out before a click or a key. */
  | { readonly kind: 'buffering'; readonly needsGesture: boolean }
  | { readonly kind: 'playing' };

/** A failure that the shell shows; nothing of the engine throws. */
export interface EngineError {
  /** What could not be done. `decode`: this browser has no decoder for it. */
  readonly what: 'envelope' | 'map' | 'loudness' | 'audio' | 'decode' | 'spectrogram' | 'worker';
  /** Place in `lanes`; null: the whole capture. */
  readonly lane: number | null;
  readonly code: CaptureErrorBody['code'];
  readonly message: string;
}

/** What is still computed: 0 to 1, by lane. */
export interface EngineProgress {
  readonly what: 'envelope' | 'map' | 'loudness' | 'spectrogram';
  readonly lane: number;
  readonly done: number;
}

export interface EngineOptions {
  /** The engine fills it, and empties it in `dispose`. May stand in a shadow root. */
  readonly element: HTMLElement;
  readonly source: CaptureSource;
  readonly detail: CaptureDetail;
  readonly view: ViewState;
  readonly theme: ReadonlySignal<Theme>;
  readonly texts: ReadonlySignal<EngineTexts>;
  /** A marker's label in the page's language; the label as it is without this. */
  readonly markerLabel?: ReadonlySignal<(marker: SidecarMarker) => string>;
  /** A BCP 47 tag, for Intl. */
  readonly locale: ReadonlySignal<string>;
  /** Nothing moves that need not: zooming jumps. */
  readonly reducedMotion: ReadonlySignal<boolean>;
  /** A marker or a finding was clicked in the ruler, which stands at this moment. A click only seeks without this. */
  readonly hear?: (seconds: number) => void;
  readonly assets: Assets;
}

/** The bundle of view/engine/player/pitchModule.ts, loaded. */
export type PitchModule = typeof import('./engine/player/pitchModule');

/** Where the files beside the page's script are. */
export interface Assets {
  readonly workerUrl: string;
  /** A classic script stands alone, with nothing beside it; a module is the default. */
  readonly workerType?: WorkerType;
  /** The bundle of view/engine/player/pitchModule.ts. Without it the pitch follows the speed. */
  readonly pitchUrl?: string;
  /** The same bundle where the script cannot import an address; the worklet is made of `pitchUrl` all the same. */
  readonly loadPitch?: () => Promise<PitchModule>;
}

export interface Engine {
  /** Begins at `position`, or at the start of what is looped. Resolves when sound begins or it failed (`errors`). */
  play(): Promise<void>;
  pause(): void;
  /** Clamped to the capture; goes on playing when it played. */
  seek(seconds: number): void;
  /** Clamped; moves smoothly unless motion is to be reduced. */
  zoomTo(range: Range): void;
  /** Where a zoom on its way leads, so that the next one goes on from there; the range where nothing moves. */
  aim(): Range;
  readonly state: ReadonlySignal<EngineState>;
  /** By lane; null: nothing is heard of it. */
  readonly levels: ReadonlySignal<readonly (LaneLevel | null)[]>;
  readonly progress: ReadonlySignal<readonly EngineProgress[]>;
  readonly errors: ReadonlySignal<readonly EngineError[]>;
  /** By lane; null: not there (yet). */
  readonly maps: ReadonlySignal<readonly (LaneMap | null)[]>;
  readonly loudness: ReadonlySignal<readonly (Loudness | null)[]>;
  /** The sum of what is heard; null before the first play. */
  readonly analyser: ReadonlySignal<AnalyserNode | null>;
  /** What failed is tried again, after a lost connection for instance. */
  retry(): void;
  /**
   * Counts of this engine since it was made, for tests and benchmarks; costs nothing unless it is called. Also a method
   * of `EngineOptions.element`, which has `aria-busy` and `data-waveforms` (`complete` or `partial`) besides.
   */
  debug(): EngineDebug;
  /** Ends what is still read. Twice is once. */
  dispose(): void;
}

export interface EngineDebug {
  /** Animation frames in which something was drawn, and how long its longest and all of them took on the main thread. */
  readonly frames: number;
  readonly longestFrameMs: number;
  readonly drawingMs: number;
  /** How often sound was due and not there. */
  readonly underruns: number;
  /** Sources that are made and not over. */
  readonly sources: number;
  /** Of decoded audio, envelope cells and spectrogram tiles that are kept. */
  readonly audioBytes: number;
  readonly cellBytes: number;
  readonly tileBytes: number;
  /** Every pixel of every lane that is not folded shows the finest data there is for it. */
  readonly waveformsComplete: boolean;
  /** Nothing that is visible is still read or computed. */
  readonly idle: boolean;
}

export type CreateEngine = (options: EngineOptions) => Engine;

export interface StatisticsOptions {
  readonly element: HTMLElement;
  readonly detail: CaptureDetail;
  readonly view: ViewState;
  readonly theme: ReadonlySignal<Theme>;
  readonly texts: ReadonlySignal<EngineTexts>;
  readonly locale: ReadonlySignal<string>;
  readonly seek: (seconds: number) => void;
}

/** Draws `sidecar.statistics` over time; returns what ends it. */
export type MountStatistics = (options: StatisticsOptions) => () => void;

export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** Reads captures out of files that the page has: the WebAssembly build in a worker. */
export interface FileAnalysis {
  /** `audioFile` and what stands beside it (sidecar, features, tracks) are all in `files`. Rejects with an Error that has
   *  an AnalysisErrorCode as `code`. */
  open(files: readonly NamedBlob[], audioFile: string): Promise<OpenCapture>;
  /** A range of a capture as 16-bit WAV. Rejects with a CaptureError. */
  wav(source: CaptureSource, detail: CaptureDetail, order: ExportOrder, signal?: AbortSignal): Promise<Blob>;
  dispose(): void;
}

export type CreateFileAnalysis = (assets: Assets) => FileAnalysis;

/** What the engine says. The shell has it in each language (view/i18n); functions get numbers and give text. */
export interface EngineTexts {
  readonly laneNames: {
    readonly mix: string;
    readonly local: string;
    readonly remote: string;
    readonly remoteMix: string;
    readonly left: string;
    readonly right: string;
    readonly channel: (number: number) => string;
  };
  readonly overview: string;
  readonly overviewHint: string;
  readonly laneLabel: (lane: string, from: string, to: string) => string;
  readonly solo: (lane: string) => string;
  readonly soloShort: string;
  readonly mute: (lane: string) => string;
  readonly muteShort: string;
  readonly gain: (lane: string) => string;
  readonly fold: (lane: string) => string;
  readonly unfold: (lane: string) => string;
  readonly focus: (lane: string) => string;
  readonly level: (lane: string) => string;
  readonly position: string;
  readonly selection: string;
  /** The name of a lane that is muted, or is not among those with solo. */
  readonly unheard: (lane: string) => string;
  readonly levelsOnly: string;
  readonly levelsOnlyHint: string;
  readonly noData: string;
  readonly missing: string;
  readonly silence: string;
  readonly clipping: string;
  readonly measuring: (percent: number) => string;
  readonly spectrogram: (lane: string) => string;
  readonly spectrogramNoAudio: string;
  readonly spectrogramWait: string;
  /** More is visible than is computed at once. */
  readonly spectrogramZoom: (seconds: number) => string;
  readonly frequencyScale: string;
  readonly linear: string;
  readonly logarithmic: string;
  /** Up to where a source can have sound. */
  readonly bandwidth: (kilohertz: string) => string;
  readonly loudness: string;
  readonly loudnessOf: (lane: string) => string;
  readonly approximate: string;
  readonly cannotDraw: (lane: string) => string;
  readonly noStatistics: string;
  readonly statisticsLabel: (names: string) => string;
  readonly statisticsShow: string;
}

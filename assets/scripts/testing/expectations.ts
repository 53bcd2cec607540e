import type { Expectation, ExpectedPlace, ExpectedSide } from '../../../editor-extension/source/shared/analysis';

/** Whose sound: a side, or one user of either side. */
export type From = 'local' | 'remote' | 'mix' | { readonly user: string };

/** Seconds of the capture, `[4.2, 6]`; `Infinity` is its end. */
export type Between = readonly [from: number, to: number];

export interface Where {
  /** Default: what is said of each expectation. */
  readonly from?: From;
  /** Default: all of the capture. */
  readonly between?: Between;
}

export interface SpeechOptions extends Where {
  readonly from: From;
  /** How much of it in all; default 0.2. */
  readonly atLeastSeconds?: number;
}

export interface SilenceOptions extends Where {
  /** Every 10 ms is below it; default -60. */
  readonly belowDbfs?: number;
}

export interface ToneOptions extends Where {
  /** Default 1 % of the frequency, 4 Hz at least. */
  readonly toleranceHz?: number;
  /** In one piece; default 0.5: a harmonic of a voice stays for less. */
  readonly atLeastSeconds?: number;
}

export interface DropoutOptions extends Where {
  /** Shorter ones do not count; default 0. */
  readonly longerThanMs?: number;
}

export interface FindingOptions extends Where {
  /** Faults that may be there: `howling` of a test that plays a tone, `dropout/cut` for one form. */
  readonly except?: readonly string[];
  /** Checks that must have been made, as `echo`: others that this capture does not allow are passed over. */
  readonly checked?: readonly string[];
}

export interface LoudnessOptions extends Where {
  /** LUFS. */
  readonly min?: number;
  readonly max?: number;
}

export interface LengthOptions {
  /** Default 0.1. */
  readonly toleranceSeconds?: number;
}

/** What can be expected of a capture, each with its place and side: doc/expectations.md says when each holds. */
export const expectations = {
  /** Somebody is heard to speak. */
  speech: ({ atLeastSeconds, ...where }: SpeechOptions): Expectation =>
    given({ expect: 'hearSpeech', atLeastSeconds, ...placed(where) }),
  /** Nothing is heard; of the mix when no side is named. */
  silence: ({ belowDbfs, ...where }: SilenceOptions = {}): Expectation =>
    given({ expect: 'silent', belowDbfs, ...placed(where) }),
  /** A steady tone is heard; in the mix when no side is named. */
  tone: (hz: number, { toleranceHz, atLeastSeconds, ...where }: ToneOptions = {}): Expectation =>
    given({ expect: 'tone', hz, toleranceHz, atLeastSeconds, ...placed(where) }),
  noDropouts: ({ longerThanMs, ...where }: DropoutOptions = {}): Expectation =>
    given({ expect: 'noDropouts', longerThanMs, ...placed(where) }),
  noClipping: (where: Where = {}): Expectation => given({ expect: 'noClipping', ...placed(where) }),
  /** Nobody's voice comes back by the local microphone. */
  noEcho: ({ between }: Pick<Where, 'between'> = {}): Expectation =>
    given({ expect: 'noEcho', ...placed({ between }) }),
  /** The diagnosis finds nothing else. */
  noFindings: ({ except, checked, ...where }: FindingOptions = {}): Expectation =>
    given({ expect: 'noFindings', except: except && [...except], checked: checked && [...checked], ...placed(where) }),
  /** Integrated loudness (EBU R128); of the mix when no side is named. */
  loudness: ({ min, max, ...where }: LoudnessOptions): Expectation =>
    given({ expect: 'loudness', minLufs: min, maxLufs: max, ...placed(where) }),
  length: (seconds: number, { toleranceSeconds }: LengthOptions = {}): Expectation =>
    given({ expect: 'lasts', seconds, toleranceSeconds }),
};

/** That it is not so. What cannot be checked fails all the same. */
export const not = (expectation: Expectation): Expectation => ({ ...expectation, not: !expectation.not });

function placed({ from, between }: Where): ExpectedSide & ExpectedPlace {
  const side = typeof from === 'object' ? { user: from.user } : { side: from };
  const [startSeconds, endSeconds] = between ?? [];
  return { ...side, startSeconds, endSeconds: endSeconds === Infinity ? undefined : endSeconds };
}

/** Without what was left out; the library refuses what is not known, so that a misspelt option is told. */
function given<T extends object>(expectation: T): T {
  return Object.fromEntries(Object.entries(expectation).filter(([, value]) => value !== undefined)) as T;
}

import type { Expectation } from '../../../editor-extension/source/shared/analysis';
import { expectations, not } from './expectations';
import type {
  DropoutOptions,
  FindingOptions,
  LengthOptions,
  LoudnessOptions,
  SilenceOptions,
  SpeechOptions,
  ToneOptions,
  Where,
} from './expectations';
import { verdictOf } from './verdict';

/** What jest and vitest give a matcher as `this`. */
export interface MatcherState {
  readonly isNot?: boolean;
  readonly currentTestName?: string;
}

export interface MatcherResult {
  pass: boolean;
  message: () => string;
}

/** The matchers as a test calls them; each is awaited. */
export interface VoiceMatchers<R> {
  toHearSpeech(options: SpeechOptions): R;
  /** Of the mix when no side is named. */
  toBeSilent(options?: SilenceOptions): R;
  /** In the mix when no side is named. */
  toContainTone(hz: number, options?: ToneOptions): R;
  toHaveNoDropouts(options?: DropoutOptions): R;
  toHaveNoClipping(options?: Where): R;
  toHaveNoEcho(options?: Pick<Where, 'between'>): R;
  toHaveNoFindings(options?: FindingOptions): R;
  /** LUFS; of the mix when no side is named. */
  toHaveLoudness(options: LoudnessOptions): R;
  toLast(seconds: number, options?: LengthOptions): R;
}

type Arguments<Name extends keyof VoiceMatchers<void>> = Parameters<VoiceMatchers<void>[Name]>;

function matcher<Name extends keyof VoiceMatchers<void>>(expectation: (...given: Arguments<Name>) => Expectation) {
  return async function (this: MatcherState, heard: unknown, ...given: Arguments<Name>): Promise<MatcherResult> {
    const isNot = this.isNot === true;
    const wanted = expectation(...given);
    const { pass, message } = await verdictOf(heard, isNot ? not(wanted) : wanted, this.currentTestName ?? 'test');
    // The runner turns `pass` around; what cannot be checked fails either way.
    return { pass: pass !== isNot, message: () => message };
  };
}

/** For `expect.extend(voiceMatchers)` of jest and vitest. */
export const voiceMatchers = {
  toHearSpeech: matcher<'toHearSpeech'>((options) => expectations.speech(options)),
  toBeSilent: matcher<'toBeSilent'>((options) => expectations.silence(options)),
  toContainTone: matcher<'toContainTone'>((hz, options) => expectations.tone(hz, options)),
  toHaveNoDropouts: matcher<'toHaveNoDropouts'>((options) => expectations.noDropouts(options)),
  toHaveNoClipping: matcher<'toHaveNoClipping'>((options) => expectations.noClipping(options)),
  toHaveNoEcho: matcher<'toHaveNoEcho'>((options) => expectations.noEcho(options)),
  toHaveNoFindings: matcher<'toHaveNoFindings'>((options) => expectations.noFindings(options)),
  toHaveLoudness: matcher<'toHaveLoudness'>((options) => expectations.loudness(options)),
  toLast: matcher<'toLast'>((seconds, options) => expectations.length(seconds, options)),
};

declare global {
  // Where jest's types are there, its matchers are these too.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T> extends VoiceMatchers<Promise<R>> {}
  }
}

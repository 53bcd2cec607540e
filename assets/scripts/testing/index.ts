/** Tests of a game that listen: `voice-recorder/testing`. */
export { assertHears } from './assertions';
export { expectations, not } from './expectations';
export type {
  Between,
  DropoutOptions,
  FindingOptions,
  From,
  LengthOptions,
  LoudnessOptions,
  SilenceOptions,
  SpeechOptions,
  ToneOptions,
  Where,
} from './expectations';
export { ListeningError } from './HeardCapture';
export type { HeardCapture, KeptCapture, ListeningErrorCode } from './HeardCapture';
export { voiceMatchers } from './matchers';
export type { MatcherResult, MatcherState, VoiceMatchers } from './matchers';
export { recordWhile } from './node/recordWhile';
export type { Recorded, RecordedGame, RecordWhileOptions } from './node/recordWhile';
export type { Answer, Expectation, ExpectationResult } from '../../../editor-extension/source/shared/analysis';

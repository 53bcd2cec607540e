import { checkedCalls, checkedPush } from './checkedCalls';
import type { Signature } from './checkedCalls';
import type { CocosNative } from './cocosNative';

/** The parameters of every function; see {@link Signature}. */
export const COCOS_SIGNATURES: Readonly<Record<keyof CocosNative, Signature>> = {
  ...{ AbiVersion: '', Version: '', Capabilities: '', AacEncoderName: '', LastError: '', LastId: '' },
  ...{ Create: 'ssnnnnnnnbbnsnn', SetName: 'ns', Adopt: 's', Destroy: 'n', NowMs: 'n', Advance: 'nn' },
  ...{ SetConsent: 'nb', SetAbout: 'ns', Notify: 'nns', Exclude: 'nsb', Include: 'ns', Wipe: 'n', Recover: 'nk' },
  ...{ EnterRoom: 'nss', Reconnecting: 'n', LeaveRoom: 'n', OpenSource: 'nnss', Push: 'nvnnnnn', SetMuted: 'nb' },
  ...{ SetAllMuted: 'nb', CloseSource: 'n', Start: 'nsnnnnnnbnnk', Stop: 'n', Pause: 'n', Resume: 'n' },
  ...{ Estimate: 'nsnnnnnnnnkf', Dump: 'nnnssbbs', Retry: 'nns', Discard: 'nn', Mark: 'nss', AddStatistics: 'ns' },
  ...{ Poll: 'n', ReadEvent: 'f', EventText: 'n', ReadStats: 'nf', DefaultMaxBufferBytes: '' },
  ...{ DefaultCapturesFolder: '', PrepareFolder: 's', OpenTestTone: 'nnssnn' },
};

/**
 * The native plugin behind checks: an argument too few or too many, or of another type, throws a TypeError here. Throws an
 * Error when a function is missing.
 */
export function checkedCocos(native: object): CocosNative {
  const whenMissing =
    'in the native plugin: it is of another version than the scripts. Use the plugin of this extension and build the ' +
    'native project again';
  const calls = checkedCalls<CocosNative>('VoiceRecorderNative', native, COCOS_SIGNATURES, whenMissing);
  const push = (native as CocosNative).Push; // bound to nothing: every function is static
  return { ...calls, Push: checkedPush('VoiceRecorderNative.Push', push) };
}

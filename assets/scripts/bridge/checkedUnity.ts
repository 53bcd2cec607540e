import { lengthOfArray, typeOfArray } from '../config/typedArrays';
import { checkedCalls, checkedPush } from './checkedCalls';
import type { FlatNative } from './FlatNative';
import { SourceStatsField, STATS_MAX_SOURCES, StatsField } from './NativeBridge';
import type { UnityTypes, VoiceRecorderHost, VoiceRecorderNative } from './unityNative';

/** The parameters of every function in their order: n number, s string, b boolean, v view of an ArrayBuffer. */
const NATIVE: Readonly<Record<keyof VoiceRecorderNative, string>> = {
  ...{ AbiVersion: '', Version: '', SourceFingerprint: '', Capabilities: '', AacEncoderName: '', LastError: '' },
  ...{ LastId: '', Create: 'ssnnnnnnnbbnsnn', SetName: 'ns', Adopt: 's', Destroy: 'n', DestroyAll: '' },
  ...{ DestroyUnnamed: '', LiveCount: '', NowMs: 'n', Advance: 'nn', SetConsent: 'nb', SetAbout: 'ns', Notify: 'nns' },
  ...{ Exclude: 'nsb', Include: 'ns', Wipe: 'n', Recover: 'ns', EnterRoom: 'nss', Reconnecting: 'n', LeaveRoom: 'n' },
  ...{ OpenSource: 'nnss', SetMuted: 'nb', SetAllMuted: 'nb', CloseSource: 'n', Start: 'nsnnnnnnbnns', Stop: 'n' },
  ...{ Pause: 'n', Resume: 'n', Estimate: 'nsnnnnnnnns', CostNumber: 'n', Dump: 'nnnssbbs', Retry: 'nns' },
  ...{ Discard: 'nn', Mark: 'nss', AddStatistics: 'ns', Poll: 'n', EventNumber: 'n', EventText: 'n' },
  ...{ ReadStats: 'n', StatsNumber: 'n' },
};

const HOST: Readonly<Record<keyof VoiceRecorderHost, string>> = {
  ...{ Push: 'nvnnnnn', SetDefaultCapturesFolder: 's', DefaultCapturesFolder: '' },
  ...{ DefaultMaxBufferBytes: '', PrepareFolder: 's' },
};

const WHEN_MISSING =
  'in C#: the script and the package are of different versions, or a build has stripped it ' +
  "(generate PuerTS's wrappers and link.xml again)";

/** What the bridge of Unity calls: the functions of every host, and those that only Unity has. */
export type UnityFace = FlatNative & Pick<VoiceRecorderNative, 'SetName' | 'Adopt'> & Omit<VoiceRecorderHost, 'Push'>;

/**
 * C# behind checks: an argument of another type throws a TypeError here, because PuerTS would make it 0, null or an
 * empty block without a word. Throws an Error when a function is missing.
 */
export function checkedUnity(types: UnityTypes): UnityFace {
  const native = checkedCalls<VoiceRecorderNative>(
    'VoiceRecorderNative',
    types.VoiceRecorderNative,
    NATIVE,
    WHEN_MISSING,
  );
  const host = checkedCalls<VoiceRecorderHost>('VoiceRecorderHost', types.VoiceRecorderHost, HOST, WHEN_MISSING);
  return {
    ...native,
    ...host,
    Push: checkedPush('VoiceRecorderHost.Push', types.VoiceRecorderHost.Push),
    Recover: (recorder, key) => native.Recover(recorder, toHex(key)),
    Start(recorder, path, rate, quality, position, cycle, channels, layout, overwrite, durability, tracks, key) {
      const sound = [rate, quality, position, cycle, channels, layout] as const;
      return native.Start(recorder, path, ...sound, overwrite, durability, tracks, toHex(key));
    },
    Estimate(recorder, path, rate, quality, position, cycle, channels, layout, durability, tracks, key, cost) {
      const sound = [rate, quality, position, cycle, channels, layout] as const;
      const status = native.Estimate(recorder, path, ...sound, durability, tracks, toHex(key));
      fill(cost, cost.length, native.CostNumber);
      return status;
    },
    ReadEvent: (numbers) => fill(numbers, numbers.length, native.EventNumber),
    ReadStats(recorder, into) {
      const status = native.ReadStats(recorder);
      fill(into, StatsField.SourcesStart, native.StatsNumber);
      const sources = Math.min(into[StatsField.SourceCount] ?? 0, STATS_MAX_SOURCES);
      fill(into, StatsField.SourcesStart + sources * SourceStatsField.Length, native.StatsNumber);
      return status;
    },
  };
}

function fill(into: Float64Array, length: number, numberAt: (index: number) => number): void {
  for (let i = 0; i < length; i++) into[i] = numberAt(i);
}

/** A key never stands in a message. */
function toHex(key: Uint8Array): string {
  if (typeOfArray(key) !== 'Uint8Array') throw new TypeError('encryptionKey: expected a Uint8Array');
  let digits = '';
  for (let i = 0; i < lengthOfArray(key); i++) digits += (key[i] ?? 0).toString(16).padStart(2, '0');
  return digits;
}

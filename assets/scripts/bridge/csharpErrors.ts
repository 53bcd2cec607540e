import { messageOf } from '../errors/describe';
import { ReturnCode } from '../errors/ReturnCode';
import type { Failure } from './handleRecorder';

/**
 * What a call to C# that threw is to answer. PuerTS gives nothing of a C# exception but text around its message, which
 * differs between its modes: the code is found by the tag that the package puts there, `[VR 30003]`.
 */
export function failureOfCSharp(thrown: unknown): Failure {
  const text = messageOf(thrown);
  const tagged = /\[VR (\d+)\] ([^]*?)(?:, Stack:|\n|$)/.exec(text);
  if (tagged !== null) return { status: Number(tagged[1]), message: String(tagged[2]).trim() };
  if (thrown instanceof TypeError) return { status: ReturnCode.InvalidParameter, message: text };
  return { status: ReturnCode.NotSupported, message: `C# failed: ${text}` };
}

import { failureOfCSharp } from '../../assets/scripts/bridge/csharpErrors';

describe('What C# throws', () => {
  test.each([
    ['as PuerTS tells it in the editor', 'C# Exception: [VR 39002] no library: put it there, Stack:   at X()\n  at Y'],
    ['as IL2CPP tells it', 'GameVoice.VoiceRecorderException: [VR 39002] no library: put it there\n  at X () [0x00]'],
    ['with nothing around it', '[VR 39002] no library: put it there'],
  ])('is found by its tag, %s', (_, message) => {
    expect(failureOfCSharp(new Error(message))).toEqual({ status: 39002, message: 'no library: put it there' });
  });

  test('without a tag is a failure of the host, with all of its text', () => {
    const failure = failureOfCSharp(new Error('C# Exception: Unable to find an entry point, Stack: at X'));
    expect(failure).toEqual({ status: 39002, message: expect.stringContaining('Unable to find an entry point') });
    expect(failureOfCSharp('a text, as promises of PuerTS reject with')).toMatchObject({ status: 39002 });
  });

  test('is told from an argument of the wrong type, which never reached it', () => {
    const failure = failureOfCSharp(new TypeError('VoiceRecorderNative.Stop: expected 1 arguments, got 0'));
    expect(failure).toEqual({ status: 30003, message: 'VoiceRecorderNative.Stop: expected 1 arguments, got 0' });
  });
});
